package dev.bylaw.rules.test;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A model that a test writes. Its text ends it and gives the tester with it. Immutable.
 *
 * <pre>{@code
 * tester.model("orders").in("marts").properties("description: All orders.").sql("select 1 as id")
 * }</pre>
 */
public final class ModelText {
    private static final String INDENT = "    ";

    private final RuleTester tester;
    private final String name;
    private final String folder;
    private final Optional<String> properties;

    ModelText(RuleTester tester, String name) {
        this(tester, Objects.requireNonNull(name, "name is null"), "", Optional.empty());
    }

    private ModelText(RuleTester tester, String name, String folder, Optional<String> properties) {
        this.tester = tester;
        this.name = name;
        this.folder = folder;
        this.properties = properties;
    }

    /**
     * The same in a folder.
     *
     * @param path the folder below {@code models}, with {@code /}
     * @return the model
     */
    public ModelText in(String path) {
        return new ModelText(tester, name, Objects.requireNonNull(path, "path is null") + "/", properties);
    }

    /**
     * The same with properties, which go into a file beside the model.
     *
     * @param yaml what stands below the name of the model in its entry: {@code description}, {@code config},
     *     {@code columns} and so on
     * @return the model
     */
    public ModelText properties(String yaml) {
        return new ModelText(tester, name, folder, Optional.of(yaml));
    }

    /**
     * Adds the model.
     *
     * @param text its SQL, with Jinja
     * @return the tester with it
     */
    public RuleTester sql(String text) {
        return add(".sql", text);
    }

    /**
     * Adds a Python model.
     *
     * @param text its Python
     * @return the tester with it
     */
    public RuleTester python(String text) {
        return add(".py", text);
    }

    private RuleTester add(String suffix, String text) {
        String path = "models/" + folder + name;
        RuleTester added = tester.withProject().file(path + suffix, text);
        return properties
                .map(yaml -> added.file(path + ".yml", "models:\n  - name: " + name + "\n" + indented(yaml)))
                .orElse(added);
    }

    private static String indented(String yaml) {
        return yaml.lines()
                .map(line -> line.isBlank() ? "\n" : INDENT + line + "\n")
                .collect(Collectors.joining());
    }
}
