package dev.bylaw.rego.differential;

import java.util.List;
import java.util.Random;

/** The documents that generated policies read. */
final class Documents {
    private static final List<String> SCALARS = List.of(
            "0",
            "1",
            "-1",
            "2.5",
            "1e3",
            "1.0",
            "9007199254740993",
            "12345678901234567890",
            "\"\"",
            "\"a\"",
            "\"b\"",
            "\"é\"",
            "\"\\ud83d\\ude00\"",
            "\"a,b\"",
            "\"2.50\"",
            "true",
            "false",
            "null");

    private Documents() {}

    /** An input. */
    static String input(Random random) {
        return "{\"n\": " + number(random) + ", \"m\": " + number(random) + ", \"s\": " + string(random)
                + ", \"t\": true, \"f\": false, \"null\": null"
                + ", \"o\": {\"a\": " + any(random, 2) + ", \"b\": " + any(random, 1) + "}"
                + ", \"xs\": " + array(random, 2) + ", \"names\": [\"a\", \"b\", " + string(random) + "]"
                + ", \"rows\": [[1, " + any(random, 1) + "], [" + any(random, 1) + ", \"b\"], [3]]"
                + ", \"nested\": {\"a\": {\"b\": " + any(random, 2) + "}, \"c\": " + object(random, 2) + "}}";
    }

    /** A base document. */
    static String data(Random random) {
        return "{\"base\": {\"n\": " + number(random) + ", \"s\": " + string(random) + ", \"xs\": " + array(random, 2)
                + ", \"o\": " + object(random, 2) + "}}";
    }

    private static String number(Random random) {
        return SCALARS.get(random.nextInt(8));
    }

    private static String string(Random random) {
        return SCALARS.get(8 + random.nextInt(7));
    }

    private static String any(Random random, int depth) {
        int kind = random.nextInt(5);
        if (depth <= 0 || kind < 3) {
            return SCALARS.get(random.nextInt(SCALARS.size()));
        }
        return kind == 3 ? array(random, depth - 1) : object(random, depth - 1);
    }

    private static String array(Random random, int depth) {
        StringBuilder out = new StringBuilder("[");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            out.append(i == 0 ? "" : ", ").append(any(random, depth));
        }
        return out.append("]").toString();
    }

    private static String object(Random random, int depth) {
        StringBuilder out = new StringBuilder("{");
        List<String> keys = List.of("a", "b", "é", "x y", "1");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            out.append(i == 0 ? "" : ", ")
                    .append('"')
                    .append(keys.get(i))
                    .append("\": ")
                    .append(any(random, depth));
        }
        return out.append("}").toString();
    }
}
