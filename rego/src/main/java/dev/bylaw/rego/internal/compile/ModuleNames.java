package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoVersion;
import dev.bylaw.rego.internal.syntax.SourceModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that a module sees without declaring them: the rules of its package and its imports. */
final class ModuleNames {
    /**
     * What a name stands for.
     *
     * @param root {@code data} or {@code input}
     * @param path the path below it
     */
    record Target(String root, List<String> path) {}

    private final Map<String, Target> targets = new HashMap<>();
    private final Map<String, SourceModule.Import> unused = new LinkedHashMap<>();

    private ModuleNames() {}

    /** The names of a module, given the rules of its package. */
    static ModuleNames of(SourceModule module, RuleTree tree, Diagnostics diagnostics) {
        ModuleNames names = new ModuleNames();
        tree.node(module.packagePath())
                .ifPresent(node -> node.children().forEach((name, child) -> {
                    if (hasRulesOfPackage(child, module)) {
                        names.targets.put(name, new Target("data", below(module.packagePath(), name)));
                    }
                }));
        Map<String, SourceModule.Import> imported = new HashMap<>();
        for (SourceModule.Import statement : module.imports()) {
            String root = statement.path().get(0);
            switch (root) {
                case "data", "input" -> {
                    SourceModule.Import before = imported.put(statement.name(), statement);
                    if (before != null && module.version() != RegoVersion.V0) {
                        diagnostics.error(
                                statement.at(),
                                Diagnostics.COMPILE_ERROR,
                                "import must not shadow import " + String.join(".", before.path()) + " at "
                                        + before.at(),
                                "write `as` and another name behind one of them");
                    } else {
                        names.unused.put(statement.name(), statement);
                        names.targets.put(
                                statement.name(),
                                new Target(
                                        root,
                                        statement
                                                .path()
                                                .subList(1, statement.path().size())));
                    }
                }
                case "rego", "future" -> {}
                default ->
                    diagnostics.error(
                            statement.at(),
                            Diagnostics.COMPILE_ERROR,
                            "unexpected import path, must begin with one of: {data, future, input, rego}, got: " + root,
                            "write import data." + root + " for a package");
            }
        }
        return names;
    }

    /** Whether a name of the package node comes from a rule of this package, and not from a package below it. */
    private static boolean hasRulesOfPackage(RuleTree.Node node, SourceModule module) {
        boolean own = node.group()
                .map(group -> group.sources().stream()
                        .anyMatch(source -> source.module().packagePath().equals(module.packagePath())))
                .orElse(false);
        return own || node.children().values().stream().anyMatch(child -> hasRulesOfPackage(child, module));
    }

    private static List<String> below(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    /** {@return every name} */
    Set<String> all() {
        return Collections.unmodifiableSet(targets.keySet());
    }

    /** Reports the imports that were never asked for. */
    void reportUnusedImports(Diagnostics diagnostics) {
        for (SourceModule.Import statement : unused.values()) {
            diagnostics.error(
                    statement.at(),
                    Diagnostics.COMPILE_ERROR,
                    "import " + String.join(".", statement.path())
                            + statement.alias().map(alias -> " as " + alias).orElse("") + " unused",
                    "leave the import out");
        }
    }

    /** What a name stands for; empty where it is neither a rule nor an import. */
    Optional<Target> find(String name) {
        unused.remove(name);
        return Optional.ofNullable(targets.get(name));
    }
}
