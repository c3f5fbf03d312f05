package dev.bylaw.rego.internal.builtin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The declared types of all builtins. The table {@code signatures.txt} is read when it is first asked for, and each line
 * when its builtin is.
 */
public final class Signatures {
    private static final String TABLE = "signatures.txt";
    private static final Map<String, Line> LINES = read();
    private static final Map<String, Signature> PARSED = new ConcurrentHashMap<>();

    private record Line(String category, String text) {}

    private Signatures() {}

    private static Map<String, Line> read() {
        Map<String, Line> lines = new TreeMap<>();
        InputStream table = Signatures.class.getResourceAsStream(TABLE);
        if (table == null) {
            throw new IllegalStateException(TABLE + " is not on the class path");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            String category = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("[")) {
                    category = line.substring(1, line.length() - 1);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    lines.put(line.substring(0, line.indexOf('(')), new Line(category, line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(lines);
    }

    /** {@return what is declared of the builtin of this name} */
    public static Optional<Signature> find(String name) {
        Signature parsed = PARSED.get(name);
        if (parsed != null) {
            return Optional.of(parsed);
        }
        return Optional.ofNullable(LINES.get(name)).map(line -> {
            Signature signature = Signature.parse(line.category(), line.text());
            PARSED.put(name, signature);
            return signature;
        });
    }

    /** {@return the signatures of all builtins, sorted by name} */
    public static List<Signature> list() {
        return LINES.keySet().stream().map(name -> find(name).orElseThrow()).toList();
    }
}
