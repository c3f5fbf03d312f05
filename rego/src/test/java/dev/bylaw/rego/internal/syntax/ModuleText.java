package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Generates texts of modules: valid ones of every construct, and such with a slip. */
final class ModuleText {
    private static final List<String> NAMES = List.of("a", "b", "x1", "_y", "input", "data", "contains", "set");
    private static final List<String> FIELDS = List.of("a", "b", "if", "in", "some", "contains", "not", "x_1");
    private static final List<String> OPERATORS =
            List.of("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "&", "|");
    static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ";",
            ":",
            ".",
            ":=",
            "=",
            "==",
            "|",
            "&",
            "-",
            "in",
            "if",
            "some",
            "every",
            "not",
            "with",
            "as",
            "else",
            "contains",
            "default",
            "import",
            "package",
            "null",
            "true",
            "x",
            "1",
            "\"s\"",
            "\n",
            " ",
            "$\"{x}\"",
            "`r`",
            "#c\n",
            "f(",
            "_",
            "and",
            "or",
            "{}",
            "set()",
            ":= 1",
            "= x",
            "if {",
            "} else");

    private final Random random;
    private int budget;

    ModuleText(long seed) {
        this.random = new Random(seed);
    }

    /** {@return a module that nearly always parses} */
    String valid() {
        StringBuilder text = new StringBuilder("package ").append(oneOf(List.of("p", "p.q", "p.if[\"x y\"]")));
        text.append("\n\n");
        if (random.nextInt(4) == 0) {
            text.append("import data.lib")
                    .append(oneOf(List.of("", " as l", ".x", "[\"a b\"]")))
                    .append('\n');
        }
        int rules = 1 + random.nextInt(4);
        for (int i = 0; i < rules; i++) {
            text.append(rule()).append(oneOf(List.of("\n", "\n\n", " # comment\n", "\r\n")));
        }
        return text.toString();
    }

    /** {@return a module that parses here: of a few texts the next one is taken} */
    String parsed() {
        String text = valid();
        while (!parses(text)) {
            text = valid();
        }
        return text;
    }

    private static boolean parses(String text) {
        try {
            return !Parser.parseModule("m", text).rules().isEmpty();
        } catch (RegoException e) {
            return false;
        }
    }

    /** {@return a module with something cut out, put in or doubled} */
    String broken() {
        String text = valid();
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(4));
            String piece = random.nextInt(3) == 0 ? "" : oneOf(PIECES);
            if (random.nextInt(6) == 0) {
                piece = text.substring(from, Math.min(text.length(), from + random.nextInt(30)));
                to = from;
            }
            text = text.substring(0, from) + piece + text.substring(to);
        }
        return text;
    }

    private String rule() {
        budget = 12;
        return switch (random.nextInt(12)) {
            case 0 -> "default " + name() + parameters() + assigned(constant());
            case 1 -> path() + assigned(term());
            case 2 -> path() + " contains " + term();
            case 3 -> path() + " contains " + term() + " if " + body();
            case 4, 5 -> path() + assigned(term()) + " if " + body();
            case 6 -> name() + parameters() + assigned(term()) + " if " + body() + elses();
            case 7 -> name() + " if " + body() + elses();
            case 8 -> name() + " if " + literal();
            case 9 -> name() + " if " + bracedBody() + " " + bracedBody();
            case 10 -> name() + "(" + term() + ")";
            default -> path() + " if " + body();
        };
    }

    private String elses() {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            text.append(oneOf(List.of(" else", "\nelse", " else # c\n")));
            boolean valued = random.nextBoolean();
            text.append(valued ? assigned(term()) : "").append(" if ").append(body());
        }
        return text.toString();
    }

    private String name() {
        return oneOf(List.of("p", "q", "r1", "_s"));
    }

    private String path() {
        StringBuilder text = new StringBuilder(name());
        int parts = random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            text.append(random.nextBoolean() ? "." + oneOf(FIELDS) : "[" + term() + "]");
        }
        return text.toString();
    }

    private String parameters() {
        return oneOf(List.of("", "(x)", "(x, y)", "(_, _)", "(x,)"));
    }

    private String assigned(String value) {
        return oneOf(List.of(" := ", " = ", ":=", "\n:= ")) + value;
    }

    private String body() {
        return random.nextInt(3) == 0 ? literal() : bracedBody();
    }

    private String bracedBody() {
        return "{" + oneOf(List.of(" ", "\n", "", " # c\n")) + literals() + oneOf(List.of(" ", "\n", "")) + "}";
    }

    private String literals() {
        return budget <= 0
                ? "x"
                : join(oneOf(List.of("; ", "\n", ";\n", "\n\n", ";")), 1 + random.nextInt(3), this::literal);
    }

    private String literal() {
        String withs = random.nextInt(8) == 0
                ? " with " + oneOf(List.of("input", "data.x", "input.if[\"a\"]", "f.g")) + " as " + term()
                : "";
        budget--;
        return switch (budget < 0 ? 11 : random.nextInt(12)) {
            case 0 -> "some " + join(", ", 1 + random.nextInt(3), this::variable);
            case 1 -> "some " + pattern() + " in " + operand() + withs;
            case 2 -> "some " + pattern() + ", " + pattern() + " in " + operand() + withs;
            case 3 -> "every " + variable() + " in " + operand() + " " + bracedBody() + withs;
            case 4 -> "every " + variable() + ", " + variable() + " in " + operand() + " " + bracedBody() + withs;
            case 5 -> "not " + term() + withs;
            case 6, 7 -> pattern() + " := " + term() + withs;
            case 8 -> term() + " = " + term() + withs;
            case 9 -> operand() + ", " + operand() + " in " + operand() + withs;
            case 10 -> oneOf(List.of("if.x", "in[1]", "not.y.z", "as.w")) + " == " + operand();
            default -> term() + withs;
        };
    }

    private String pattern() {
        return random.nextInt(3) == 0 ? "[" + variable() + ", " + variable() + "]" : variable();
    }

    private String variable() {
        return oneOf(List.of("x", "y", "z", "_", "v1"));
    }

    private String term() {
        return random.nextInt(3) == 0 ? operand() + oneOf(List.of(" in ", " in\n")) + operand() : operand();
    }

    private String operand() {
        StringBuilder text = new StringBuilder(primary());
        while (random.nextInt(4) == 0) {
            text.append(oneOf(List.of(" ", "", "\n")))
                    .append(oneOf(OPERATORS))
                    .append(oneOf(List.of(" ", "\n")))
                    .append(primary());
        }
        return text.toString();
    }

    private String primary() {
        budget--;
        return budget > 0 ? composite() : random.nextBoolean() ? oneOf(NAMES) : constant();
    }

    private String composite() {
        String space = oneOf(List.of("", "", " ", "\n", " # c\n"));
        String comma = oneOf(List.of("", "", ","));
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> oneOf(NAMES);
            case 3, 4 -> constant();
            case 5, 6 -> oneOf(NAMES) + reference();
            case 7 -> oneOf(List.of("f", "g.h", "time.now_ns", "a[\"b\"]")) + "(" + items(0) + ")";
            case 8 -> "count(" + space + items(1) + comma + space + ")" + reference();
            case 9 -> "[" + space + items(0) + space + "]";
            case 10 -> "[" + items(1) + comma + "]" + reference();
            case 11 -> "{" + space + items(1) + comma + space + "}";
            case 12 -> "{" + space + entries() + comma + space + "}" + reference();
            case 13 -> "(" + space + term() + space + ")";
            case 14 -> "[" + primary() + space + " |" + space + " " + literals() + space + "]";
            case 15 -> "{" + primary() + " | " + literals() + "}";
            case 16 -> "{" + operand() + ": " + primary() + " | " + literals() + "}";
            case 17 -> "$\"t {" + term() + "} \\{ \\n\"";
            case 18 -> "$`{" + term() + "}\n{" + term() + "}`";
            default -> "-" + oneOf(List.of("1", "x", "x.y", "f(x)", " 2.5"));
        };
    }

    private String reference() {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(2);
        for (int i = 0; i < parts; i++) {
            text.append(random.nextBoolean() ? "." + oneOf(FIELDS) : "[" + term() + "]");
        }
        return text.toString();
    }

    private String items(int least) {
        return join(oneOf(List.of(", ", ",", ",\n")), least + random.nextInt(3), this::term);
    }

    private String entries() {
        return join(", ", 1 + random.nextInt(2), () -> operand() + ": " + term());
    }

    private String constant() {
        return oneOf(List.of(
                "null",
                "true",
                "false",
                "0",
                "1",
                "-1",
                "2.50",
                "1e3",
                "-0.5E-2",
                "12345678901234567890",
                "\"\"",
                "\"s\"",
                "\"a\\\"b\\\\\\n\\u00e9\\ud83d\\ude00\"",
                "\"é😀\"",
                "`raw \\n\n\"x\"`",
                "[]",
                "{}",
                "set()",
                "[1, {2}]",
                "{\"k\": [null]}"));
    }

    private static String join(String separator, int count, Supplier<String> part) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(part.get());
        }
        return String.join(separator, parts);
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
