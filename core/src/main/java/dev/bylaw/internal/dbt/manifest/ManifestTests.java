package dev.bylaw.internal.dbt.manifest;

import dev.bylaw.internal.dbt.TestNames;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The identifiers of the tests of a manifest, the same as those of the sources. */
final class ManifestTests {
    private static final Pattern SOURCE =
            Pattern.compile("\\{\\{ get_where_subquery\\(source\\('(.*)', '(.*)'\\)\\) }}", Pattern.DOTALL);
    private static final Pattern REF =
            Pattern.compile("\\{\\{ get_where_subquery\\(ref\\('(.*?)'(?:, version='(.*)')?\\)\\) }}", Pattern.DOTALL);

    private ManifestTests() {}

    /** The identifier of a test; singular tests keep that of the manifest. */
    static String identifier(Tree.Mapping node, String id, String packageName) {
        Optional<Tree.Mapping> metadata = Trees.mapping(node, "test_metadata");
        if (metadata.isEmpty()) {
            return id;
        }
        Map<String, Tree> arguments = new LinkedHashMap<>();
        Trees.mapping(metadata.get(), "kwargs")
                .ifPresent(kwargs -> kwargs.entries().forEach((key, entry) -> arguments.put(key, entry.value())));
        String model = Optional.ofNullable(arguments.remove("model"))
                .flatMap(Trees::text)
                .orElse("");
        Matcher source = SOURCE.matcher(model);
        Matcher ref = REF.matcher(model);
        boolean ofSource = source.matches();
        boolean ofRef = !ofSource && ref.matches();
        Optional<String> version = ofRef ? Optional.ofNullable(ref.group(2)) : Optional.empty();
        String name = Trees.text(metadata.get(), "name").orElse("");
        Optional<String> namespace = Trees.text(metadata.get(), "namespace");
        String target = ofSource
                ? source.group(1) + "_" + source.group(2)
                : ofRef ? ref.group(1) + version.map(v -> "_v" + v).orElse("") : "";
        String test = namespace.map(n -> n + "_").orElse("") + (ofSource ? "source_" : "") + name;
        String made = TestNames.full(test, target, arguments);
        String stated = Trees.text(node, "name").orElse("");
        String shown = made.equals(stated) ? namespace.map(n -> n + ".").orElse("") + name : stated;
        String attached = ofSource
                ? "source." + packageName + "." + source.group(1) + "." + source.group(2)
                : Trees.text(node, "attached_node")
                        .orElse("model." + packageName + "."
                                + (ofRef
                                        ? ref.group(1)
                                                + version.map(v -> ".v" + v).orElse("")
                                        : ""));
        arguments.remove("column_name");
        return TestNames.identifier(
                packageName, shown, attached, Trees.text(node, "column_name").orElse(""), arguments);
    }
}
