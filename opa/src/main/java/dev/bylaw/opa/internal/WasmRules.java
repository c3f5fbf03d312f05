package dev.bylaw.opa.internal;

import dev.bylaw.rego.Bundle;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rule.CompiledRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/** The rules of one compiled bundle. Thread-safe: it keeps machines that no evaluator uses. */
public final class WasmRules implements CompiledRules {
    /** So many machines of a module are kept for later checks. */
    private static final int KEPT = 8;

    private final Bundle bundle;
    private final Entrypoints entrypoints;
    private final List<Description> descriptions;

    /** By module. */
    private final Map<String, Deque<WasmMachine>> idle = new ConcurrentHashMap<>();

    private WasmRules(Bundle bundle, Entrypoints entrypoints, List<Description> descriptions) {
        this.bundle = bundle;
        this.entrypoints = entrypoints;
        this.descriptions = List.copyOf(descriptions);
    }

    /** {@return the rules of a bundle} */
    public static CompiledRules of(Bundle bundle, Path file) throws IOException {
        Entrypoints entrypoints = new Entrypoints(bundle.manifest().wasm());
        return new WasmRules(bundle, entrypoints, new Descriptions(bundle, entrypoints, file).read());
    }

    @Override
    public List<Description> rules() {
        return descriptions;
    }

    @Override
    public Evaluator open(ObjectValue workspace, EvaluationOptions options) {
        return new WasmEvaluator(this, workspace, options);
    }

    Entrypoints entrypoints() {
        return entrypoints;
    }

    ObjectValue data() {
        return bundle.data();
    }

    /** {@return a machine for a module of the bundle, one that is idle if there is one} */
    WasmMachine take(String module) {
        WasmMachine machine = machines(module).poll();
        if (machine != null) {
            return machine;
        }
        Supplier<byte[]> bytes = () ->
                bundle.file(module).orElseThrow(() -> new IllegalStateException("the bundle has no file " + module));
        return WasmMachine.of(module, bytes.get());
    }

    /** Takes back a machine that works. */
    void giveBack(String module, WasmMachine machine) {
        Deque<WasmMachine> machines = machines(module);
        if (machines.size() < KEPT) {
            machine.forget();
            machines.push(machine);
        }
    }

    private Deque<WasmMachine> machines(String module) {
        return idle.computeIfAbsent(module, key -> new ConcurrentLinkedDeque<>());
    }
}
