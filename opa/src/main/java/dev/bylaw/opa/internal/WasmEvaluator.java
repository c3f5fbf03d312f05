package dev.bylaw.opa.internal;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.CompiledRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates rules of a bundle over one document. What is not known is hidden from the module, so that reading it ends the
 * evaluation, and what was asked is in doubt. Not thread-safe.
 */
final class WasmEvaluator implements CompiledRules.Evaluator {
    /** How the SDK says that a module read outside of its memory. */
    private static final Pattern ADDRESS = Pattern.compile("address: (-?\\d+)");

    private final WasmRules rules;
    private final EvaluationOptions options;
    private final ObjectValue document;
    private final Unknowns unknowns;
    private final Watchdog watchdog;

    /** By module, with the document in it. */
    private final Map<String, WasmMachine> machines = new HashMap<>();

    WasmEvaluator(WasmRules rules, ObjectValue workspace, EvaluationOptions options) {
        this.rules = rules;
        this.options = options;
        ObjectValue.Builder data = ObjectValue.builder();
        ObjectValue own = rules.data();
        for (int i = 0; i < own.size(); i++) {
            data.put(own.keyAt(i), own.valueAt(i));
        }
        this.document = data.put("workspace", workspace).build();
        this.unknowns = Unknowns.of(document, 0);
        this.watchdog = new Watchdog(options);
    }

    @Override
    public List<Evaluated> evaluate(List<String> packagePath, ObjectValue input) {
        Entrypoints.Rule rule = rules.entrypoints().rule(packagePath);
        Unknowns ofInput = Unknowns.of(input, unknowns.next());
        Doubt whole = unknowns.whole().and(ofInput.whole());
        if (!whole.isNone()) {
            return inDoubt(whole);
        }
        return rule.whole().isPresent()
                ? whole(rule.whole().get(), input, ofInput)
                : Entrypoints.RESULTS.stream()
                        .map(name -> Optional.ofNullable(rule.results().get(name))
                                .map(entry -> ask(entry, input, ofInput))
                                .orElse(certain(Optional.empty())))
                        .toList();
    }

    /** Asks for a package as a whole. */
    private List<Evaluated> whole(Entrypoints.Entry entry, ObjectValue input, Unknowns ofInput) {
        Evaluated all = ask(entry, input, ofInput);
        if (!all.doubt().isNone() || !(all.value().orElse(null) instanceof ObjectValue found)) {
            return inDoubt(all.doubt());
        }
        return Entrypoints.RESULTS.stream()
                .map(name -> certain(Optional.ofNullable(found.get(name))))
                .toList();
    }

    private static List<Evaluated> inDoubt(Doubt doubt) {
        Evaluated unknown = new Evaluated(Optional.empty(), doubt, List.of());
        return List.of(unknown, unknown, unknown);
    }

    private static Evaluated certain(Optional<Value> value) {
        return new Evaluated(value.map(WasmEvaluator::set), Doubt.NONE, List.of());
    }

    /** {@return what a rule gives as a set; a module built otherwise may give an array} */
    private static Value set(Value value) {
        if (!(value instanceof ArrayValue array)) {
            return value;
        }
        SetValue.Builder members = SetValue.builder();
        array.items().forEach(members::add);
        return members.build();
    }

    private Evaluated ask(Entrypoints.Entry entry, ObjectValue input, Unknowns ofInput) {
        return guarded(entry.module(), ofInput, () -> {
            WasmMachine machine = machine(entry.module());
            machine.input(input, ofInput);
            Optional<Value> value = machine.evaluate(entry.path());
            return new Evaluated(value, Doubt.NONE, List.of());
        });
    }

    private WasmMachine machine(String module) {
        return machines.computeIfAbsent(module, key -> {
            WasmMachine machine = rules.take(key);
            machine.data(document, unknowns, options);
            return machine;
        });
    }

    private Evaluated guarded(String module, Unknowns ofInput, Supplier<Evaluated> work) {
        try {
            return watchdog.run(work);
        } catch (RegoException e) {
            drop(module);
            throw e;
        } catch (ChicoryInterruptedException e) {
            drop(module);
            if (!watchdog.hasInterrupted()) {
                Thread.currentThread().interrupt();
            }
            throw options.cancelled().getAsBoolean() || !watchdog.hasInterrupted()
                    ? Failures.of("eval_cancel_error", "the evaluation was cancelled")
                    : Failures.of(
                            "eval_budget_error",
                            "the evaluation took longer than "
                                    + options.timeout().toMillis() + " ms");
        } catch (OutOfMemoryError e) {
            drop(module);
            throw Failures.of("there is not enough memory for the module");
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            Optional<Doubt> read = unknownOf(e, ofInput);
            if (read.isPresent()) {
                return new Evaluated(Optional.empty(), read.get(), List.of());
            }
            drop(module);
            throw e.getCause() instanceof RegoException own ? own : Failures.of(Failures.text(e));
        }
    }

    /** A module that failed may be in any state. */
    private void drop(String module) {
        machines.remove(module);
    }

    /** Which unknown place was read, if that is how the evaluation ended. */
    private Optional<Doubt> unknownOf(Throwable failure, Unknowns ofInput) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            Matcher matcher = ADDRESS.matcher(String.valueOf(at.getMessage()));
            if (matcher.find()) {
                return WasmMachine.unknown(Long.parseLong(matcher.group(1)))
                        .map(number -> {
                            Doubt doubt = unknowns.doubt(number).and(ofInput.doubt(number));
                            return doubt.isNone() ? unknowns.all().and(ofInput.all()) : doubt;
                        })
                        .filter(doubt -> !doubt.isNone());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        watchdog.close();
        machines.forEach(rules::giveBack);
        machines.clear();
    }
}
