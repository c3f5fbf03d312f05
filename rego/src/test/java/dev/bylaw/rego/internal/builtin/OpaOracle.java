package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.Utf8;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The real {@code opa}, asked for many calls in one process. */
final class OpaOracle {
    /** A call of a builtin. */
    record Call(String name, List<Value> arguments) {
        @Override
        public String toString() {
            List<String> shown = new ArrayList<>();
            arguments.forEach(argument -> shown.add(literal(argument)));
            return name + "(" + String.join(", ", shown) + ")";
        }
    }

    /** How long opa may take, which is far more than it needs. */
    private static final int SECONDS = 120;

    private final Path binary;

    private OpaOracle(Path binary) {
        this.binary = binary;
    }

    /** {@return the oracle, if there is an {@code opa} in the property {@code bylaw.opa} or on the path} */
    static Optional<OpaOracle> find() {
        String property = System.getProperty("bylaw.opa", "");
        if (!property.isEmpty()) {
            return Optional.of(new OpaOracle(Path.of(property)));
        }
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "opa"))) {
                return Optional.of(new OpaOracle(Path.of(folder, "opa")));
            }
        }
        return Optional.empty();
    }

    /** A value as a Rego literal; unlike a term's text it has no escapes of Go. */
    static String literal(Value value) {
        if (value instanceof StringValue) {
            StringBuilder ascii = new StringBuilder();
            Json.write(value).chars().forEach(c -> {
                if (c < 0x7f) {
                    ascii.append((char) c);
                } else {
                    ascii.append("\\u");
                    RegoText.hex(c, 4, ascii);
                }
            });
            return ascii.toString();
        }
        List<String> parts = new ArrayList<>();
        if (value instanceof ArrayValue array) {
            array.items().forEach(item -> parts.add(literal(item)));
            return "[" + String.join(", ", parts) + "]";
        }
        if (value instanceof SetValue set) {
            set.members().forEach(member -> parts.add(literal(member)));
            return parts.isEmpty() ? "set()" : "{" + String.join(", ", parts) + "}";
        }
        if (value instanceof ObjectValue object) {
            for (int i = 0; i < object.size(); i++) {
                parts.add(literal(object.keyAt(i)) + ": " + literal(object.valueAt(i)));
            }
            return "{" + String.join(", ", parts) + "}";
        }
        return value.toString();
    }

    /** The outcomes of calls, in their order. */
    List<Outcome> ask(List<Call> calls) throws IOException, InterruptedException {
        StringBuilder module = new StringBuilder("package t\nid(n, x) := x\n");
        int firstRow = 3;
        for (int i = 0; i < calls.size(); i++) {
            module.append("r[").append(i).append("] := sprintf(\"%v\", [[x]]) if { x := ");
            module.append(expression(i, calls.get(i))).append(" }\n");
        }
        Path folder = Files.createTempDirectory("opa-oracle");
        Path file = folder.resolve("t.rego");
        Path output = folder.resolve("out.json");
        Files.writeString(file, module);
        Process process = new ProcessBuilder(
                        binary.toString(),
                        "eval",
                        "--show-builtin-errors",
                        "-f",
                        "json",
                        "-d",
                        file.toString(),
                        "data.t.r")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("opa takes longer than " + SECONDS + " seconds");
        }
        Value report = Json.parse("opa", Files.readAllBytes(output));
        Files.delete(file);
        Files.delete(output);
        Files.delete(folder);
        return outcomes((ObjectValue) report, calls.size(), firstRow);
    }

    /**
     * The call, its arguments hidden from the type checker. Each has a number of its own, or the cache of functions would
     * give {@code 1} where {@code 1.0} was asked for.
     */
    private static String expression(int number, Call call) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            arguments.add(
                    "id(" + (number * 10 + i) + ", " + literal(call.arguments().get(i)) + ")");
        }
        if (call.name().equals("walk")) {
            return "{p | walk(" + arguments.get(0) + ", p)}";
        }
        return call.name() + "(" + String.join(", ", arguments) + ")";
    }

    private static List<Outcome> outcomes(ObjectValue report, int count, int firstRow) {
        Map<Integer, Outcome> byIndex = new HashMap<>();
        if (report.get("errors") instanceof ArrayValue errors) {
            for (Value item : errors.items()) {
                ObjectValue error = (ObjectValue) item;
                if (!(error.get("location") instanceof ObjectValue location)) {
                    throw new AssertionError("opa: " + error);
                }
                int row = (int) ((NumberValue) location.get("row")).longValue();
                String code = ((StringValue) error.get("code")).value();
                if (!code.startsWith("eval_")) {
                    throw new AssertionError("opa: " + error);
                }
                byIndex.putIfAbsent(row - firstRow, Outcome.error(code, ((StringValue) error.get("message")).value()));
            }
        }
        if (report.get("result") instanceof ArrayValue results) {
            ObjectValue first = (ObjectValue) results.get(0);
            ObjectValue expression = (ObjectValue) ((ArrayValue) first.get("expressions")).get(0);
            ObjectValue values = (ObjectValue) expression.get("value");
            for (int i = 0; i < count; i++) {
                if (values.get(Integer.toString(i)) instanceof StringValue text) {
                    byIndex.put(
                            i,
                            new Outcome(text.value().substring(1, text.value().length() - 1)));
                }
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outcomes.add(byIndex.getOrDefault(i, Outcome.undefined()));
        }
        return outcomes;
    }

    /** An outcome with what JSON makes of bytes that are no UTF-8, as the oracle's outcomes have it. */
    static Outcome throughJson(Outcome outcome) {
        return new Outcome(Utf8.replaceInvalid(outcome.text()));
    }
}
