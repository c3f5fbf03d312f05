package dev.bylaw.rego.conformance;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Capabilities;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Grant;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.PreparedQuery;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoFunction;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.RegoType;
import dev.bylaw.rego.RegoVersion;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Solution;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs a case and says how it ended. */
final class ConformanceRunner {
    /** How a case can end. */
    enum Kind {
        PASSED,
        /** An error where a result was wanted. */
        REFUSED,
        /** An error of another code or text than the wanted one. */
        OTHER_ERROR,
        /** A result that is not the wanted one, or a result where an error was wanted: the worst. */
        WRONG
    }

    record Ending(Kind kind, String message) {}

    /** Everything is granted, and the function that OPA's own runner adds is there. */
    private static final Policy.Options OPTIONS = Policy.Options.DEFAULT.withCapabilities(Capabilities.NONE
            .grant(Grant.values())
            .withFunction(RegoFunction.of(
                    "test.sleep",
                    List.of(RegoType.Scalar.STRING),
                    RegoType.Scalar.NULL,
                    (call, arguments) -> Optional.of(NullValue.NULL))));

    private ConformanceRunner() {}

    static Ending run(ConformanceCase test, RegoVersion version) {
        QueryResult result;
        try {
            result = evaluate(test, version);
        } catch (RegoException e) {
            return judge(test, e.errors());
        }
        if (test.field("want_error_code").isPresent()
                || test.field("want_error").isPresent()) {
            return new Ending(Kind.WRONG, "no error, but " + texts(result));
        }
        Value wanted = normal(test.field("want_result").orElse(ArrayValue.EMPTY), test.flag("sort_bindings"));
        Value found = normal(found(result), test.flag("sort_bindings"));
        if (wanted.equals(found)) {
            return new Ending(Kind.PASSED, "");
        }
        return new Ending(Kind.WRONG, "wanted " + wanted + ", found " + found);
    }

    private static QueryResult evaluate(ConformanceCase test, RegoVersion version) {
        List<RegoModule> modules = new ArrayList<>();
        for (int i = 0; i < test.modules().size(); i++) {
            modules.add(RegoModule.parse("test-" + i + ".rego", test.modules().get(i), version));
        }
        PreparedQuery query =
                Policy.compile(modules, OPTIONS).prepare(test.text("query").orElseThrow());
        EvaluationOptions options = EvaluationOptions.DEFAULT
                .withErrors(test.flag("strict_error") ? ErrorMode.FAIL : ErrorMode.UNDEFINED)
                .withNow(Instant.parse("2026-01-02T03:04:05Z"))
                .withTimeout(Duration.ofSeconds(20));
        ObjectValue data =
                test.field("data").orElse(NullValue.NULL) instanceof ObjectValue given ? given : ObjectValue.EMPTY;
        Optional<Value> input = test.field("input")
                .or(() -> test.text("input_term")
                        .map(text -> Policy.compile(List.of())
                                .prepare("x = " + text)
                                .evaluate(ObjectValue.EMPTY, options)
                                .solutions()
                                .get(0)
                                .bindings()
                                .get("x")));
        return input.isPresent() ? query.evaluate(input.get(), data, options) : query.evaluate(data, options);
    }

    private static Ending judge(ConformanceCase test, List<RegoError> errors) {
        Optional<String> code = test.text("want_error_code");
        Optional<String> text = test.text("want_error");
        String all = errors.stream().map(ConformanceRunner::text).collect(Collectors.joining("\n"));
        // A builtin that is refused ends with a type error, which is not the one that a case may want.
        if (code.isEmpty() && text.isEmpty()
                || all.contains("is not supported here")
                || all.contains("is not granted")) {
            return new Ending(Kind.REFUSED, all);
        }
        boolean sameCode =
                code.isEmpty() || errors.stream().anyMatch(error -> error.code().equals(code.get()));
        boolean sameText = text.isEmpty() || all.contains(text.get());
        return sameCode && sameText
                ? new Ending(Kind.PASSED, "")
                : new Ending(Kind.OTHER_ERROR, "wanted " + code.orElse("") + " " + text.orElse("") + ", found " + all);
    }

    /** An error as OPA prints it, with the row alone. */
    private static String text(RegoError error) {
        return error.location().map(at -> at.file() + ":" + at.row() + ": ").orElse("") + error.code() + ": "
                + error.message();
    }

    private static Value found(QueryResult result) {
        List<Value> bindings = new ArrayList<>();
        for (Solution solution : result.solutions()) {
            ObjectValue.Builder object = ObjectValue.builder();
            for (Map.Entry<String, Value> entry : solution.bindings().entrySet()) {
                object.put(entry.getKey(), entry.getValue());
            }
            bindings.add(object.build());
        }
        return ArrayValue.of(bindings);
    }

    private static String texts(QueryResult result) {
        return found(result).toString();
    }

    /** Solutions as a sorted array of JSON: sets as sorted arrays, keys as strings; sorted deeper on demand. */
    private static Value normal(Value solutions, boolean sortBindings) {
        List<Value> all = new ArrayList<>();
        for (Value solution : ((ArrayValue) solutions).items()) {
            ObjectValue bindings = (ObjectValue) json(solution);
            ObjectValue.Builder object = ObjectValue.builder();
            for (int i = 0; i < bindings.size(); i++) {
                Value value = bindings.valueAt(i);
                object.put(
                        bindings.keyAt(i), sortBindings && value instanceof ArrayValue array ? sorted(array) : value);
            }
            all.add(object.build());
        }
        Collections.sort(all);
        return ArrayValue.of(all);
    }

    private static Value sorted(ArrayValue array) {
        List<Value> items = new ArrayList<>(array.items());
        Collections.sort(items);
        return ArrayValue.of(items);
    }

    private static Value json(Value value) {
        if (value instanceof SetValue set) {
            return ArrayValue.of(
                    set.members().stream().map(ConformanceRunner::json).toList());
        }
        if (value instanceof ArrayValue array) {
            return ArrayValue.of(
                    array.items().stream().map(ConformanceRunner::json).toList());
        }
        if (value instanceof ObjectValue object) {
            ObjectValue.Builder copy = ObjectValue.builder();
            for (int i = 0; i < object.size(); i++) {
                Value key = object.keyAt(i);
                copy.put(key instanceof StringValue ? key : StringValue.of(Json.write(key)), json(object.valueAt(i)));
            }
            return copy.build();
        }
        return value;
    }
}
