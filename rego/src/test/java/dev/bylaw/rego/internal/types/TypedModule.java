package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.RegoType;
import dev.bylaw.rego.internal.builtin.Signature;
import dev.bylaw.rego.internal.builtin.Signatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random module in which every variable has a value and no rule depends on itself, so that only its types can be wrong:
 * rules of all kinds, references into them, comprehensions, functions and builtins.
 */
final class TypedModule {
    private static final List<String> BUILTINS = List.of(
            "abs",
            "array.concat",
            "array.slice",
            "concat",
            "contains",
            "count",
            "endswith",
            "format_int",
            "indexof",
            "is_string",
            "json.marshal",
            "json.unmarshal",
            "lower",
            "max",
            "min",
            "numbers.range",
            "object.get",
            "object.keys",
            "object.union",
            "plus",
            "regex.match",
            "replace",
            "round",
            "sort",
            "split",
            "sprintf",
            "startswith",
            "substring",
            "sum",
            "to_number",
            "trim",
            "type_name",
            "union",
            "upper",
            "minus",
            "gt");
    private static final List<String> SCALARS =
            List.of("1", "2.5", "\"a\"", "\"b\"", "true", "false", "null", "0", "\"key\"");
    private static final List<String> KEYS = List.of("a", "b", "key");

    private final Random random;
    private final String name;
    private final List<String> values = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private int variables;

    TypedModule(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    /** {@return the text of the module} */
    String text() {
        StringBuilder text = new StringBuilder("package " + name + "\n\n");
        int rules = 1 + random.nextInt(4);
        for (int i = 0; i < rules; i++) {
            text.append(rule(i)).append('\n');
        }
        return text.toString();
    }

    private String rule(int number) {
        List<String> known = new ArrayList<>();
        variables = 0;
        switch (random.nextInt(7)) {
            case 0 -> {
                String rule = "r" + number + " := " + term(known, 2) + "\n";
                values.add("r" + number);
                return rule;
            }
            case 1 -> {
                String body = body(known);
                String rule = "r" + number + " contains " + term(known, 2) + " if {\n" + body + "}\n";
                values.add("r" + number);
                return rule;
            }
            case 2 -> {
                String body = body(known);
                String rule = "r" + number + "[" + term(known, 0) + "] := " + term(known, 1) + " if {\n" + body + "}\n";
                values.add("r" + number);
                return rule;
            }
            case 3 -> {
                known.add("x");
                String body = random.nextBoolean() ? body(known) : "";
                String value = term(known, 2);
                functions.add("f" + number);
                return "f" + number + "(x) := " + value + (body.isEmpty() ? "" : " if {\n" + body + "}") + "\n";
            }
            case 4 -> {
                String body = body(known);
                String first = term(known, 1);
                String rule =
                        "r" + number + " := " + first + " if {\n" + body + "} else := " + term(List.of(), 1) + "\n";
                values.add("r" + number);
                return rule;
            }
            default -> {
                String body = body(known);
                String rule = "r" + number + " := " + term(known, 1) + " if {\n" + body + "}\n";
                values.add("r" + number);
                return rule;
            }
        }
    }

    private String body(List<String> known) {
        StringBuilder body = new StringBuilder();
        int statements = 1 + random.nextInt(2);
        for (int i = 0; i < statements; i++) {
            body.append('\t').append(statement(known)).append('\n');
        }
        return body.toString();
    }

    private String statement(List<String> known) {
        String variable = "v" + variables++;
        switch (random.nextInt(11)) {
            case 0, 1, 2 -> {
                String statement = variable + " := " + term(known, 2);
                known.add(variable);
                return statement;
            }
            case 3 -> {
                String statement = "some " + variable + " in " + term(known, 2);
                known.add(variable);
                return statement;
            }
            case 4 -> {
                String key = "k" + variables;
                String statement = "some " + key + ", " + variable + " in " + term(known, 1);
                known.add(key);
                known.add(variable);
                return statement;
            }
            case 5 -> {
                return term(known, 1) + " == " + term(known, 1);
            }
            case 6 -> {
                return "not " + term(known, 1) + " == " + term(known, 1);
            }
            case 7 -> {
                List<String> inner = new ArrayList<>(known);
                inner.add("e");
                return "every e in " + term(known, 1) + " { " + "e != " + term(inner, 1) + " }";
            }
            case 8 -> {
                return term(known, 1) + " in " + term(known, 1);
            }
            case 9 -> {
                String statement = "[" + variable + ", " + term(known, 0) + "] = "
                        + (known.isEmpty() ? "[1, input.x]" : pick(known));
                known.add(variable);
                return statement;
            }
            default -> {
                return call(known, 1);
            }
        }
    }

    private String term(List<String> known, int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 12);
        return switch (kind) {
            case 0 -> pick(SCALARS);
            case 1 -> known.isEmpty() ? pick(SCALARS) : pick(known);
            case 2 -> values.isEmpty() ? "input.x" : pick(values);
            case 3 -> random.nextBoolean() ? "input.x" : "input[\"" + pick(KEYS) + "\"]";
            case 4 -> "[" + term(known, depth - 1) + ", " + term(known, depth - 1) + "]";
            case 5 -> "{\"" + pick(KEYS) + "\": " + term(known, depth - 1) + ", \"c\": " + term(known, depth - 1) + "}";
            case 6 -> "{" + term(known, depth - 1) + ", " + term(known, depth - 1) + "}";
            case 7 -> reference(known);
            case 8 -> "[c | c := " + term(known, depth - 1) + "]";
            case 9 -> "{c | some c in " + term(known, depth - 1) + "}";
            case 10 ->
                functions.isEmpty() ? call(known, depth - 1) : pick(functions) + "(" + term(known, depth - 1) + ")";
            default -> call(known, depth - 1);
        };
    }

    private String reference(List<String> known) {
        List<String> heads = new ArrayList<>(known);
        heads.addAll(values);
        if (heads.isEmpty()) {
            return "input.x.y";
        }
        String head = pick(heads);
        return switch (random.nextInt(4)) {
            case 0 -> head + "." + pick(KEYS);
            case 1 -> head + "[0]";
            case 2 -> head + "[\"" + pick(KEYS) + "\"]";
            default -> {
                // Of v[v] OPA says that v has no value.
                String key = known.isEmpty() ? head : pick(known);
                yield key.equals(head) ? head + ".a" : head + "[" + key + "]";
            }
        };
    }

    private String call(List<String> known, int depth) {
        Signature signature = Signatures.find(pick(BUILTINS)).orElseThrow();
        List<String> arguments = new ArrayList<>();
        for (RegoType type : signature.arguments()) {
            arguments.add(random.nextInt(6) == 0 ? term(known, Math.max(0, depth)) : fitting(type, known));
        }
        return signature.name() + "(" + String.join(", ", arguments) + ")";
    }

    private String fitting(RegoType type, List<String> known) {
        if (type instanceof RegoType.Union union && !union.choices().isEmpty()) {
            return fitting(pick(union.choices()), known);
        }
        if (type instanceof RegoType.Array array) {
            return "[" + fitting(array.rest().orElse(RegoType.ANY), known) + "]";
        }
        if (type instanceof RegoType.Set set) {
            return "{" + fitting(set.member(), known) + "}";
        }
        if (type instanceof RegoType.Object) {
            return "{\"a\": " + term(known, 0) + "}";
        }
        if (type == RegoType.Scalar.NUMBER) {
            return "3";
        }
        return type == RegoType.Scalar.STRING ? "\"s\"" : type == RegoType.Scalar.BOOLEAN ? "true" : term(known, 0);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
