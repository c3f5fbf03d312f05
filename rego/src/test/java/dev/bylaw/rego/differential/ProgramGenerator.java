package dev.bylaw.rego.differential;

import dev.bylaw.rego.differential.Expressions.Defined;
import dev.bylaw.rego.differential.Expressions.Type;
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
            generator.expressions.define(Type.OBJECT, "imported");
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

    private String of(Type type) {
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
    private String bodied(String head, Type type) {
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
        return chance(60) ? expressions.of(Type.STRING, 1) : expressions.of(Type.ANY, 1);
    }

    private void complete() {
        Type type = expressions.anyType();
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
        Type type = expressions.anyType();
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
        bodied(name + (chance(50) ? "" : " := <value>"), Type.BOOLEAN);
        expressions.define(Type.BOOLEAN, name);
    }

    private void partialSet() {
        String name = name("s");
        int bodies = 1 + random.nextInt(2);
        for (int i = 0; i < bodies; i++) {
            bodied(name + " contains <value>", Type.ANY);
        }
        sets.add(name);
        expressions.define(Type.SET, name);
    }

    private void partialObject() {
        String name = name("o");
        int mark = expressions.enter();
        StringBuilder body = new StringBuilder();
        String member = expressions.iterate(body, 2);
        String head = name + "[" + (chance(60) ? member : key()) + "] := " + of(Type.ANY);
        text.append(head).append(" if {\n\t").append(body).append('\n');
        if (chance(50)) {
            text.append('\t').append(statement(1)).append('\n');
        }
        text.append("}\n\n");
        expressions.leave(mark);
        expressions.define(Type.OBJECT, name);
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
                    default -> name + ".z[" + first + "] contains " + of(Type.ANY);
                };
        text.append(head).append(" if {\n\t").append(body).append("\n}\n\n");
        expressions.leave(mark);
        expressions.define(Type.OBJECT, head.startsWith(name + ".") ? name : name);
    }

    private void fixedPath() {
        String name = name("p");
        bodied(name + ".a.b := <value>", Type.ANY);
        if (chance(60)) {
            bodied(name + ".a.c contains <value>", Type.ANY);
        }
        if (chance(40)) {
            bodied(name + ".a[\"d\"].e[<key>] := <value>", Type.ANY);
        }
        expressions.define(Type.OBJECT, name);
        expressions.define(Type.ANY, name + ".a.b");
    }

    private void function() {
        String name = name("f");
        Type result = expressions.anyType();
        List<Type> parameters = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        int mark = expressions.enter();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            Type type = expressions.anyType();
            parameters.add(type);
            if (type == Type.ARRAY && chance(40)) {
                heads.add("[" + expressions.variable(Type.ANY) + ", " + expressions.variable(Type.ANY) + "]");
            } else if (type == Type.OBJECT && chance(40)) {
                heads.add("{\"a\": " + expressions.variable(Type.ANY) + "}");
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
        bodied(head + (result == Type.BOOLEAN && chance(50) ? "" : " := <value>"), result);
        if (chance(30)) {
            trimEnd();
            text.append(" else := ").append(of(result)).append("\n\n");
        }
        expressions.leave(mark);
        expressions.define(new Defined(name, parameters, result));
    }

    private void functionByCases() {
        String name = name("g");
        Type type = chance(50) ? Type.STRING : Type.NUMBER;
        List<String> constants = type == Type.STRING ? List.of("\"a\"", "\"b\"", "\"é\"") : List.of("1", "2", "2.5");
        for (String constant : constants) {
            if (chance(80)) {
                text.append(name)
                        .append("(")
                        .append(constant)
                        .append(") := ")
                        .append(of(Type.ANY))
                        .append("\n\n");
            }
        }
        int mark = expressions.enter();
        String parameter = expressions.variable(type);
        bodied(name + "(" + parameter + ") := <value>", Type.ANY);
        expressions.leave(mark);
        expressions.define(new Defined(name, List.of(type), Type.ANY));
    }

    /** A rule that sees other documents, or other functions. */
    private void replaced() {
        String name = name("w");
        String target =
                switch (random.nextInt(6)) {
                    case 0 -> "input.n as " + of(Type.NUMBER);
                    case 1 -> "input.o.a as " + of(Type.ANY);
                    case 2 -> "input as {\"n\": 1, \"xs\": " + of(Type.ARRAY) + "}";
                    case 3 -> "data.base.n as " + of(Type.NUMBER);
                    case 4 -> "count as 7";
                    default -> "data.base as {\"o\": " + of(Type.OBJECT) + "}";
                };
        if (chance(30)) {
            target += " with input.s as " + of(Type.STRING);
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
                .append(expressions.leaf(Type.ANY))
                .append(" with ")
                .append(target)
                .append("\n}\n\n");
        expressions.define(Type.ARRAY, name);
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
            text.append(expressions.leaf(place.equals("input.n") ? Type.NUMBER : Type.STRING))
                    .append("\n}\n\n");
        }
        expressions.define(Type.SET, name);
    }

    private String statement(int depth) {
        return switch (random.nextInt(18)) {
            case 0, 1, 2 -> {
                Type type = expressions.anyType();
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
            case 9 -> "not " + expressions.leaf(Type.ANY);
            case 10 -> every(depth);
            case 11 -> pattern();
            case 12 -> {
                String array = expressions.leaf(Type.OBJECT);
                String key = expressions.fresh();
                String value = expressions.fresh();
                String statement = array.matches("[a-z0-9_.]+")
                        ? "some " + key + "; " + value + " := " + array + "[" + key + "]"
                        : "some " + key + ", " + value + " in " + array;
                expressions.bind(key, Type.STRING);
                expressions.bind(value, Type.ANY);
                yield statement;
            }
            case 13 -> {
                String path = expressions.fresh();
                String value = expressions.fresh();
                String statement =
                        "walk(" + expressions.leaf(expressions.collection()) + ", [" + path + ", " + value + "])";
                expressions.bind(path, Type.ARRAY);
                expressions.bind(value, Type.ANY);
                yield statement;
            }
            case 14 -> sets.isEmpty() ? expressions.bool(1) : expressions.oneOf(sets) + "[" + of(Type.ANY) + "]";
            case 15 -> {
                Type type = expressions.anyType();
                yield of(type) + (chance(50) ? " == " : " = ") + of(chance(95) ? type : Type.ANY);
            }
            case 16 -> {
                Defined function = expressions.function();
                yield function == null ? of(Type.BOOLEAN) : expressions.call(function, 2);
            }
            default -> expressions.of(Type.ANY, 2);
        };
    }

    private String every(int depth) {
        int mark = expressions.enter();
        String domain = of(expressions.collection());
        String key = chance(40) ? expressions.fresh() : null;
        String value = expressions.fresh();
        if (key != null) {
            expressions.bind(key, Type.ANY);
        }
        expressions.bind(value, Type.ANY);
        StringBuilder body = new StringBuilder(value).append(" != ").append(expressions.leaf(Type.ANY));
        if (key != null) {
            body.append("; ").append(key).append(" != ").append(expressions.leaf(Type.ANY));
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
                    case 0 -> "[" + first + ", " + second + "] := [" + of(Type.ANY) + ", " + of(Type.ANY) + "]";
                    case 1 ->
                        "[" + first + ", [" + second + ", 1]] = [" + of(Type.ANY) + ", [" + of(Type.ANY) + ", 1]]";
                    case 2 ->
                        "{\"a\": " + first + ", \"b\": " + second + "} = {\"a\": " + of(Type.ANY) + ", \"b\": "
                                + of(Type.ANY) + "}";
                    default ->
                        "some [" + first + ", " + second + "] in "
                                + (chance(50) ? "input.rows" : "[[1, \"a\"], [" + of(Type.ANY) + ", null]]");
                };
        expressions.bind(first, Type.ANY);
        expressions.bind(second, Type.ANY);
        return statement;
    }
}
