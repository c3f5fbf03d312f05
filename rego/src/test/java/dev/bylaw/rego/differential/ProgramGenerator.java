package dev.bylaw.rego.differential;

import dev.bylaw.rego.differential.Expressions.Defined;
import dev.bylaw.rego.differential.Expressions.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random policies with rules of every kind, which read the documents of {@link Documents}. */
final class ProgramGenerator {
    private static final int DEPTH = 3;

    private final Random random;
    private final Expressions expressions;
    private final StringBuilder text = new StringBuilder();
    private final List<String> sets = new ArrayList<>();
    private int names;

    private ProgramGenerator(Random random) {
        this.random = random;
        this.expressions = new Expressions(random);
    }

    /** A module of a package. */
    static String module(String name, Random random) {
        ProgramGenerator generator = new ProgramGenerator(random);
        generator.text.append("package ").append(name).append("\n\n");
        if (random.nextInt(6) == 0) {
            generator.text.append("import future.keywords.not\n");
        }
        if (random.nextInt(6) == 0) {
            generator.text.append("import input.o as imported\n");
            generator.expressions.define(Kind.OBJECT, "imported");
        }
        int rules = 3 + random.nextInt(6);
        for (int i = 0; i < rules; i++) {
            generator.rule();
        }
        return generator.text.toString();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String of(Kind type) {
        return expressions.of(type, DEPTH);
    }

    private String name(String prefix) {
        return prefix + names++;
    }

    private void rule() {
        switch (random.nextInt(15)) {
            case 0, 1 -> complete();
            case 2 -> chain();
            case 3 -> byDefault();
            case 4, 5 -> partialSet();
            case 6, 7 -> partialObject();
            case 8 -> nested();
            case 9 -> fixedPath();
            case 10, 11 -> function();
            case 12 -> functionByCases();
            case 13 -> replaced();
            default -> indexed();
        }
    }

    /** Appends a body in braces, with variables of its own; the head may use what is returned. */
    private String bodied(String head, Kind type) {
        int mark = expressions.enter();
        StringBuilder body = new StringBuilder();
        int statements = 1 + random.nextInt(3);
        for (int i = 0; i < statements; i++) {
            body.append("\t").append(statement(2)).append('\n');
        }
        String value = of(type);
        text.append(head.replace("<value>", value).replace("<key>", key()))
                .append(" if {\n")
                .append(body)
                .append("}\n\n");
        expressions.leave(mark);
        return value;
    }

    private String key() {
        return chance(60) ? expressions.of(Kind.STRING, 1) : expressions.of(Kind.ANY, 1);
    }

    private void complete() {
        Kind type = expressions.anyType();
        String name = name("r");
        if (chance(30)) {
            text.append(name).append(" := ").append(of(type)).append("\n\n");
        } else {
            int bodies = chance(15) ? 2 : 1;
            for (int i = 0; i < bodies; i++) {
                bodied(name + " := <value>", type);
            }
        }
        expressions.define(type, name);
    }

    private void chain() {
        Kind type = expressions.anyType();
        String name = name("e");
        bodied(name + " := <value>", type);
        trimEnd();
        int branches = 1 + random.nextInt(2);
        for (int i = 0; i < branches; i++) {
            bodied(" else := <value>", type);
            trimEnd();
        }
        if (chance(50)) {
            text.append(" else := ").append(of(type));
        }
        text.append("\n\n");
        expressions.define(type, name);
    }

    private void trimEnd() {
        text.setLength(text.length() - 2);
    }

    private void byDefault() {
        String name = name("d");
        text.append("default ")
                .append(name)
                .append(" := ")
                .append(chance(50) ? "false" : "[{1}, \"x\"]")
                .append("\n\n");
        bodied(name + (chance(50) ? "" : " := <value>"), Kind.BOOLEAN);
        expressions.define(Kind.BOOLEAN, name);
    }

    private void partialSet() {
        String name = name("s");
        int bodies = 1 + random.nextInt(2);
        for (int i = 0; i < bodies; i++) {
            bodied(name + " contains <value>", Kind.ANY);
        }
        sets.add(name);
        expressions.define(Kind.SET, name);
    }

    private void partialObject() {
        String name = name("o");
        int mark = expressions.enter();
        StringBuilder body = new StringBuilder();
        String member = expressions.iterate(body, 2);
        String head = name + "[" + (chance(60) ? member : key()) + "] := " + of(Kind.ANY);
        text.append(head).append(" if {\n\t").append(body).append('\n');
        if (chance(50)) {
            text.append('\t').append(statement(1)).append('\n');
        }
        text.append("}\n\n");
        expressions.leave(mark);
        expressions.define(Kind.OBJECT, name);
    }

    private void nested() {
        String name = name("n");
        int mark = expressions.enter();
        StringBuilder body = new StringBuilder();
        String first = expressions.iterate(body, 1);
        body.append("\n\t");
        String second = expressions.iterate(body, 1);
        String head =
                switch (random.nextInt(4)) {
                    case 0 -> name + "[" + first + "].k contains " + second;
                    case 1 -> name + "[" + first + "][" + second + "] := true";
                    case 2 -> name + ".x[" + first + "].y[" + second + "] := " + second;
                    default -> name + ".z[" + first + "] contains " + of(Kind.ANY);
                };
        text.append(head).append(" if {\n\t").append(body).append("\n}\n\n");
        expressions.leave(mark);
        expressions.define(Kind.OBJECT, name);
    }

    private void fixedPath() {
        String name = name("p");
        bodied(name + ".a.b := <value>", Kind.ANY);
        if (chance(60)) {
            bodied(name + ".a.c contains <value>", Kind.ANY);
        }
        if (chance(40)) {
            bodied(name + ".a[\"d\"].e[<key>] := <value>", Kind.ANY);
        }
        expressions.define(Kind.OBJECT, name);
        expressions.define(Kind.ANY, name + ".a.b");
    }

    private void function() {
        String name = name("f");
        Kind result = expressions.anyType();
        List<Kind> parameters = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        int mark = expressions.enter();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            Kind type = expressions.anyType();
            parameters.add(type);
            if (type == Kind.ARRAY && chance(40)) {
                heads.add("[" + expressions.variable(Kind.ANY) + ", " + expressions.variable(Kind.ANY) + "]");
            } else if (type == Kind.OBJECT && chance(40)) {
                heads.add("{\"a\": " + expressions.variable(Kind.ANY) + "}");
            } else {
                heads.add(chance(10) ? "_" : expressions.variable(type));
            }
        }
        String head = name + "(" + String.join(", ", heads) + ")";
        if (chance(20)) {
            text.append("default ").append(name).append('(');
            for (int i = 0; i < count; i++) {
                text.append(i == 0 ? "_" : ", _");
            }
            text.append(") := ").append(chance(50) ? "0" : "\"none\"").append("\n\n");
        }
        bodied(head + (result == Kind.BOOLEAN && chance(50) ? "" : " := <value>"), result);
        if (chance(30)) {
            trimEnd();
            text.append(" else := ").append(of(result)).append("\n\n");
        }
        expressions.leave(mark);
        expressions.define(new Defined(name, parameters, result));
    }

    private void functionByCases() {
        String name = name("g");
        Kind type = chance(50) ? Kind.STRING : Kind.NUMBER;
        List<String> constants = type == Kind.STRING ? List.of("\"a\"", "\"b\"", "\"é\"") : List.of("1", "2", "2.5");
        for (String constant : constants) {
            if (chance(80)) {
                text.append(name)
                        .append("(")
                        .append(constant)
                        .append(") := ")
                        .append(of(Kind.ANY))
                        .append("\n\n");
            }
        }
        int mark = expressions.enter();
        String parameter = expressions.variable(type);
        bodied(name + "(" + parameter + ") := <value>", Kind.ANY);
        expressions.leave(mark);
        expressions.define(new Defined(name, List.of(type), Kind.ANY));
    }

    /** A rule that sees other documents, or other functions. */
    private void replaced() {
        String name = name("w");
        String target =
                switch (random.nextInt(6)) {
                    case 0 -> "input.n as " + of(Kind.NUMBER);
                    case 1 -> "input.o.a as " + of(Kind.ANY);
                    case 2 -> "input as {\"n\": 1, \"xs\": " + of(Kind.ARRAY) + "}";
                    case 3 -> "data.base.n as " + of(Kind.NUMBER);
                    case 4 -> "count as 7";
                    default -> "data.base as {\"o\": " + of(Kind.OBJECT) + "}";
                };
        if (chance(30)) {
            target += " with input.s as " + of(Kind.STRING);
        }
        String called = expressions.leaf(expressions.collection());
        text.append(name)
                .append(" := x if {\n\tx := [y | y := ")
                .append(called)
                .append("] with ")
                .append(target)
                .append("\n}\n\n");
        text.append(name)
                .append("b := y if {\n\ty := ")
                .append(expressions.leaf(Kind.ANY))
                .append(" with ")
                .append(target)
                .append("\n}\n\n");
        expressions.define(Kind.ARRAY, name);
    }

    private void indexed() {
        String name = name("i");
        String place = chance(50) ? "input.s" : chance(50) ? "input.n" : "input.o.a";
        for (int i = 0; i < 3; i++) {
            text.append(name)
                    .append(" contains ")
                    .append(i)
                    .append(" if {\n\t")
                    .append(place)
                    .append(" == ");
            text.append(expressions.leaf(place.equals("input.n") ? Kind.NUMBER : Kind.STRING))
                    .append("\n}\n\n");
        }
        expressions.define(Kind.SET, name);
    }

    private String statement(int depth) {
        return switch (random.nextInt(18)) {
            case 0, 1, 2 -> {
                Kind type = expressions.anyType();
                String value = of(type);
                yield expressions.variable(type) + " := " + value;
            }
            case 3, 4 -> expressions.bool(2);
            case 5, 6, 7 -> {
                StringBuilder body = new StringBuilder();
                expressions.iterate(body, 2);
                yield body.toString();
            }
            case 8 -> "not " + expressions.bool(2);
            case 9 -> "not " + expressions.leaf(Kind.ANY);
            case 10 -> every(depth);
            case 11 -> pattern();
            case 12 -> {
                String array = expressions.leaf(Kind.OBJECT);
                String key = expressions.fresh();
                String value = expressions.fresh();
                String statement = array.matches("[a-z0-9_.]+")
                        ? "some " + key + "; " + value + " := " + array + "[" + key + "]"
                        : "some " + key + ", " + value + " in " + array;
                expressions.bind(key, Kind.STRING);
                expressions.bind(value, Kind.ANY);
                yield statement;
            }
            case 13 -> {
                String path = expressions.fresh();
                String value = expressions.fresh();
                String statement =
                        "walk(" + expressions.leaf(expressions.collection()) + ", [" + path + ", " + value + "])";
                expressions.bind(path, Kind.ARRAY);
                expressions.bind(value, Kind.ANY);
                yield statement;
            }
            case 14 -> sets.isEmpty() ? expressions.bool(1) : expressions.oneOf(sets) + "[" + of(Kind.ANY) + "]";
            case 15 -> {
                Kind type = expressions.anyType();
                yield of(type) + (chance(50) ? " == " : " = ") + of(chance(95) ? type : Kind.ANY);
            }
            case 16 -> {
                Defined function = expressions.function();
                yield function == null ? of(Kind.BOOLEAN) : expressions.call(function, 2);
            }
            default -> expressions.of(Kind.ANY, 2);
        };
    }

    private String every(int depth) {
        int mark = expressions.enter();
        String domain = of(expressions.collection());
        String key = chance(40) ? expressions.fresh() : null;
        String value = expressions.fresh();
        if (key != null) {
            expressions.bind(key, Kind.ANY);
        }
        expressions.bind(value, Kind.ANY);
        StringBuilder body = new StringBuilder(value).append(" != ").append(expressions.leaf(Kind.ANY));
        if (key != null) {
            body.append("; ").append(key).append(" != ").append(expressions.leaf(Kind.ANY));
        }
        if (depth > 0) {
            body.append("; ").append(statement(depth - 1));
        }
        expressions.leave(mark);
        return "every " + (key == null ? "" : key + ", ") + value + " in " + domain + " { " + body + " }";
    }

    private String pattern() {
        String first = expressions.fresh();
        String second = expressions.fresh();
        String statement =
                switch (random.nextInt(4)) {
                    case 0 -> "[" + first + ", " + second + "] := [" + of(Kind.ANY) + ", " + of(Kind.ANY) + "]";
                    case 1 ->
                        "[" + first + ", [" + second + ", 1]] = [" + of(Kind.ANY) + ", [" + of(Kind.ANY) + ", 1]]";
                    case 2 ->
                        "{\"a\": " + first + ", \"b\": " + second + "} = {\"a\": " + of(Kind.ANY) + ", \"b\": "
                                + of(Kind.ANY) + "}";
                    default ->
                        "some [" + first + ", " + second + "] in "
                                + (chance(50) ? "input.rows" : "[[1, \"a\"], [" + of(Kind.ANY) + ", null]]");
                };
        expressions.bind(first, Kind.ANY);
        expressions.bind(second, Kind.ANY);
        return statement;
    }
}
