package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.text.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Macros that are built in: dbt's own, and those of the package dbt_utils where it is not installed. They are written for
 * this reader: what matters is that the arguments stay visible to the analysis of the SQL, not how it runs.
 */
final class BuiltIns {
    /** What the paths of files with macros that are built in begin with. */
    static final String PATH = "built-in/";

    private static final Map<String, List<String>> FILES = new LinkedHashMap<>();

    static {
        FILES.put("dbt", List.of("core.sql", "types.sql", "functions.sql", "dates.sql", "names.sql"));
        FILES.put("dbt_utils", List.of("sql.sql", "relations.sql", "helpers.sql"));
    }

    /** Names of macros that dbt has and that are not built in, because only a run needs them. */
    private static final Set<String> DBT_NAMES = readNames("dbt/other-names.txt");

    private BuiltIns() {}

    /** {@return the files with macros that are built in, by package} */
    static Map<String, List<SourceFile>> files() {
        Map<String, List<SourceFile>> files = new LinkedHashMap<>();
        FILES.forEach((packageName, names) -> {
            List<SourceFile> read = new ArrayList<>();
            for (String name : names) {
                String path = packageName + "/" + name;
                read.add(new SourceFile(PATH + path, read(path)));
            }
            files.put(packageName, read);
        });
        return files;
    }

    /** {@return what stands for a macro of a package that is built in, if this macro is not} */
    static Optional<Value> absent(String packageName, String macro, RenderSession session) {
        if (packageName.equals(MacroLibrary.DBT)) {
            return DBT_NAMES.contains(macro)
                    ? Optional.of(
                            MissingMacro.of("dbt." + macro, "what dbt does when it runs is not evaluated", session))
                    : Optional.empty();
        }
        return Optional.of(
                MissingMacro.of(packageName + "." + macro, "package " + packageName + " is not installed", session));
    }

    private static Set<String> readNames(String path) {
        Set<String> names = new TreeSet<>();
        for (String line : read(path).split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                names.add(line.strip());
            }
        }
        return names;
    }

    private static String read(String path) {
        try (InputStream in = BuiltIns.class.getResourceAsStream("macros/" + path)) {
            if (in == null) {
                throw new IllegalStateException("missing resource macros/" + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource macros/" + path, e);
        }
    }
}
