package dev.bylaw.internal.dbt;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names of generic tests: dbt's own, which its configuration levels use, and the identifiers of this document.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/parser/generic_test_builders.py} ({@code synthesize_generic_test_names}).
 */
public final class TestNames {
    private static final int LONGEST = 64;
    private static final int PREFIX = 30;
    private static final int MOST_ARGUMENTS = 80;

    /**
     * The two names of a test.
     *
     * @param compiled the short one
     * @param full the full one
     */
    record Names(String compiled, String full) {}

    private TestNames() {}

    /**
     * The names that dbt makes up.
     *
     * @param test the name of the test, with its namespace
     * @param target the name of what is tested
     * @param arguments the arguments, without {@code model}
     */
    static Names synthesize(String test, String target, Map<String, Tree> arguments) {
        List<String> flat = new ArrayList<>();
        new TreeMap<>(arguments).forEach((name, value) -> {
            if (value instanceof Tree.Mapping mapping) {
                mapping.entries().values().forEach(entry -> flat.add(PythonText.str(entry.value())));
            } else if (value instanceof Tree.Sequence list) {
                list.items().forEach(item -> flat.add(PythonText.str(item)));
            } else {
                flat.add(PythonText.str(value));
            }
        });
        List<String> clean = new ArrayList<>();
        flat.forEach(part -> clean.add(part.replaceAll("[^0-9a-zA-Z_]+", "_")));
        String identifier = test + "_" + target;
        String full = identifier + "_" + String.join("__", clean);
        if (full.codePointCount(0, full.length()) < LONGEST) {
            return new Names(full, full);
        }
        int end = identifier.offsetByCodePoints(0, Math.min(PREFIX, identifier.codePointCount(0, identifier.length())));
        return new Names(identifier.substring(0, end) + "_" + digest("MD5", full), full);
    }

    /**
     * The full name that dbt makes up for a generic test.
     *
     * @param test the name of the test, with its namespace, and {@code source_} before it for a source
     * @param target the name of what is tested
     * @param arguments the arguments, without {@code model}
     * @return the name
     */
    public static String full(String test, String target, Map<String, Tree> arguments) {
        return synthesize(test, target, arguments).full();
    }

    /**
     * The identifier of a generic test in the document: its package and name, what it is attached to, its column and its
     * other arguments. It is the same whether the test was read from source or from a manifest.
     *
     * @param packageName the package that declares it
     * @param test the name of the test, with its namespace, or the name that the user gave it
     * @param attached the unique id of what is tested
     * @param column the column, empty if the test is not about one
     * @param arguments the other arguments
     * @return the identifier
     */
    public static String identifier(
            String packageName, String test, String attached, String column, Map<String, Tree> arguments) {
        StringBuilder id = new StringBuilder("test.")
                .append(packageName)
                .append('.')
                .append(test)
                .append('@')
                .append(attached);
        if (!column.isEmpty()) {
            id.append('#').append(column);
        }
        if (!arguments.isEmpty()) {
            Map<String, Object> plain = new TreeMap<>();
            arguments.forEach((name, value) -> plain.put(name, Trees.plain(value)));
            String text = plain.toString();
            id.append(
                    text.length() <= MOST_ARGUMENTS && text.chars().allMatch(c -> c >= ' ' && c < 127)
                            ? text
                            : "{" + digest("SHA-256", text).substring(0, 10) + "}");
        }
        return id.toString();
    }

    private static String digest(String algorithm, String text) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%0" + hash.length * 2 + "x", new BigInteger(1, hash));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(algorithm + " is not here", absent);
        }
    }
}
