package dev.bylaw.rego.worlds;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Policies that read the input in every way there is. */
final class PolicyGenerator {
    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> values = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> objects = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private int names;

    private PolicyGenerator(Random random) {
        this.random = random;
    }

    /** A module with the partial set {@code violation}. */
    static String module(Random random) {
        PolicyGenerator generator = new PolicyGenerator(random);
        generator.text.append("package p\n\n");
        int helpers = 1 + random.nextInt(5);
        for (int i = 0; i < helpers; i++) {
            generator.helper();
        }
        int rules = 1 + random.nextInt(3);
        for (int i = 0; i < rules; i++) {
            generator
                    .text
                    .append("violation contains ")
                    .append(random.nextBoolean() ? "\"v" + i + "\"" : generator.scope("m"))
                    .append(" if {\n");
            generator.body("m");
            generator.text.append("}\n\n");
        }
        return generator.text.toString();
    }

    private String scope(String variable) {
        return "[\"v\", " + variable + "]";
    }

    private String name(String prefix) {
        return prefix + names++;
    }

    private void helper() {
        switch (random.nextInt(8)) {
            case 0 -> {
                String name = name("flag");
                text.append(name).append(" if {\n");
                body("m");
                text.append("}\n\n");
                values.add(name);
            }
            case 1 -> {
                String name = name("fallback");
                text.append("default ")
                        .append(name)
                        .append(" := ")
                        .append(constant())
                        .append("\n\n");
                text.append(name).append(" := ").append(constant()).append(" if {\n");
                body("m");
                text.append("}\n\n");
                values.add(name);
            }
            case 2 -> {
                String name = name("chain");
                text.append(name).append(" := ").append(constant()).append(" if {\n");
                body("m");
                text.append("} else := ").append(constant()).append(" if {\n");
                body("m");
                text.append("} else := ").append(constant()).append(random.nextBoolean() ? "\n\n" : " if false\n\n");
                values.add(name);
            }
            case 3 -> {
                String name = name("fun");
                text.append(name).append("(arg) := ").append(constant()).append(" if {\n");
                bodyOf("arg");
                text.append("}\n\n");
                functions.add(name);
            }
            case 4 -> {
                String name = name("set");
                text.append(name).append(" contains m if {\n");
                body("m");
                text.append("}\n\n");
                sets.add(name);
            }
            case 5 -> {
                String name = name("object");
                text.append(name)
                        .append("[k] := v if {\n\tsome k, v in ")
                        .append(reference())
                        .append('\n');
                condition("v");
                text.append("}\n\n");
                objects.add(name);
            }
            case 6 -> {
                // Several rules that compare one place with constants: what an index is made of.
                String name = name("indexed");
                String place = "input." + key() + (random.nextBoolean() ? "." + key() : "");
                for (int i = 0; i < 3; i++) {
                    text.append(name).append(" contains ").append(i).append(" if {\n\t");
                    text.append(place).append(" == ").append(constant()).append('\n');
                    if (random.nextInt(3) == 0) {
                        condition(reference());
                    }
                    text.append("}\n\n");
                }
                sets.add(name);
            }
            default -> {
                String name = name("indexedfun");
                for (int i = 0; i < 3; i++) {
                    text.append(name).append("(arg) := ").append(i == 0 ? 0 : 1).append(" if {\n\targ");
                    text.append(random.nextBoolean() ? "." + key() : "")
                            .append(" == ")
                            .append(i)
                            .append('\n');
                    text.append("}\n\n");
                }
                functions.add(name);
            }
        }
    }

    /** A body that gives the variable a value. */
    private void body(String variable) {
        switch (random.nextInt(10)) {
            case 5, 6, 7, 8, 9 ->
                text.append('\t')
                        .append(variable)
                        .append(" := ")
                        .append(constant())
                        .append('\n');
            case 0 ->
                text.append("\tsome ")
                        .append(variable)
                        .append(" in ")
                        .append(collection())
                        .append('\n');
            case 1 ->
                text.append("\tsome ")
                        .append(variable)
                        .append(", _ in ")
                        .append(collection())
                        .append('\n');
            case 2 ->
                text.append('\t')
                        .append(variable)
                        .append(" := ")
                        .append(comprehension())
                        .append('\n');
            case 3 ->
                text.append('\t')
                        .append(variable)
                        .append(" := object.get(")
                        .append(reference())
                        .append(", \"")
                        .append(key())
                        .append("\", ")
                        .append(constant())
                        .append(")\n");
            default ->
                text.append('\t')
                        .append(variable)
                        .append(" := ")
                        .append(reference())
                        .append('\n');
        }
        bodyOf(variable);
    }

    private void bodyOf(String variable) {
        int conditions = random.nextInt(8) == 0 ? 0 : random.nextInt(5) == 0 ? 2 : 1;
        for (int i = 0; i < conditions; i++) {
            condition(random.nextBoolean() ? variable : reference());
        }
        if (conditions == 0) {
            text.append("\ttrue\n");
        }
    }

    private void condition(String value) {
        text.append('\t').append(expression(value)).append('\n');
    }

    private String expression(String value) {
        // Helpers are where doubts have the longest way, so they are used often.
        if (!values.isEmpty() && random.nextInt(5) < 2) {
            return valueCondition();
        }
        return switch (random.nextInt(15)) {
            case 0 -> value + " == " + constant();
            case 1 -> value + " != " + constant();
            case 2 -> "not " + value;
            case 3 -> "not " + value + "." + key();
            case 4 -> "not " + value + " == " + constant();
            case 5 -> constant() + " in " + value;
            case 6 -> "not " + constant() + " in " + collection();
            case 7 -> "count(" + collection() + ") " + (random.nextBoolean() ? ">" : "==") + " " + random.nextInt(3);
            case 8 -> "every " + fresh("e") + " in " + collection() + " { " + last() + " != " + constant() + " }";
            case 9 ->
                "every " + fresh("e") + " in " + collection() + " { some x in " + collection() + "; x == " + last()
                        + " }";
            case 10 -> "object.get(" + value + ", \"" + key() + "\", " + constant() + ") == " + constant();
            case 11 -> "is_" + (random.nextBoolean() ? "string" : "object") + "(" + value + ")";
            case 12 -> value + " == " + reference();
            case 13 ->
                functions.isEmpty()
                        ? value + "." + key()
                        : functions.get(random.nextInt(functions.size())) + "(" + value + ") == " + constant();
            default -> "walk(" + reference() + ", [_, " + fresh("w") + "]); " + last() + " == " + constant();
        };
    }

    private String valueCondition() {
        String name = values.get(random.nextInt(values.size()));
        return switch (random.nextInt(3)) {
            case 0 -> name;
            case 1 -> "not " + name;
            default -> name + " == " + constant();
        };
    }

    private String lastName = "";

    private String fresh(String prefix) {
        lastName = name(prefix);
        return lastName;
    }

    private String last() {
        return lastName;
    }

    private String comprehension() {
        String item = fresh("i");
        String source = collection();
        String test = expression(item);
        return switch (random.nextInt(3)) {
            case 0 -> "[" + item + " | some " + item + " in " + source + "; " + test + "]";
            case 1 -> "{" + item + " | some " + item + " in " + source + "; " + test + "}";
            default -> "{k: " + item + " | some k, " + item + " in " + source + "; " + test + "}";
        };
    }

    private String collection() {
        return switch (random.nextInt(5)) {
            case 0 -> sets.isEmpty() ? reference() : sets.get(random.nextInt(sets.size()));
            case 1 -> objects.isEmpty() ? reference() : objects.get(random.nextInt(objects.size()));
            case 2 -> "object.get(input, \"" + key() + "\", [])";
            default -> reference();
        };
    }

    private String reference() {
        StringBuilder reference = new StringBuilder("input");
        int steps = random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < steps; i++) {
            reference.append(i > 0 && random.nextInt(4) == 0 ? "[0]" : "." + key());
        }
        return reference.toString();
    }

    private String key() {
        return WorldGenerator.KEYS.get(random.nextInt(WorldGenerator.KEYS.size()));
    }

    private String constant() {
        return switch (random.nextInt(6)) {
            case 0 -> "\"x\"";
            case 1 -> "true";
            case 2 -> "false";
            default -> Integer.toString(random.nextInt(3));
        };
    }
}
