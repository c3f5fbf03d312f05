package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The macros of a project and its packages, and dbt's order of looking for them: the package of the node, the root
 * project, then dbt's own; those of other packages by {@code package.name} only. Immutable.
 */
final class MacroLibrary {
    /** The package of dbt's own macros. */
    static final String DBT = "dbt";

    private final String root;
    private final List<String> prefixes;
    private final Map<String, List<String>> searchOrder;
    private final Map<String, Map<String, DbtMacro>> packages = new TreeMap<>();
    private final Set<String> builtIn = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * A library.
     *
     * @param root the name of the root project
     * @param adapter the type of the adapter
     * @param searchOrder the packages in which {@code adapter.dispatch} looks for macros of a package, where the project
     *     says so
     * @param files the files with macros of the packages that are installed, by package
     */
    MacroLibrary(
            String root, String adapter, Map<String, List<String>> searchOrder, Map<String, List<SourceFile>> files) {
        this.root = root;
        this.prefixes = Adapters.prefixes(adapter);
        this.searchOrder = new TreeMap<>(searchOrder);
        files.forEach((name, all) -> packages.put(name, read(name, all)));
        BuiltIns.files().forEach((name, all) -> {
            if (!packages.containsKey(name)) {
                packages.put(name, read(name, all));
                builtIn.add(name);
            }
        });
    }

    private Map<String, DbtMacro> read(String packageName, List<SourceFile> files) {
        Map<String, DbtMacro> macros = new LinkedHashMap<>();
        for (SourceFile file : files) {
            MacroBlocks cut = MacroBlocks.of(file);
            cut.problem().ifPresent(problems::add);
            for (MacroBlocks.Block block : cut.blocks()) {
                String name = name(block, file);
                DbtMacro macro = new DbtMacro(packageName, name, file, block.start(), block.end());
                DbtMacro before = macros.putIfAbsent(name, macro);
                if (before != null) {
                    problems.add(Problem.at(
                            file.location(block.start(), block.start()),
                            Problem.Kind.INVALID_CONTENT,
                            "the macro '" + name + "' is defined twice in package '" + packageName
                                    + "'; the other one is in " + before.file().path()));
                }
            }
        }
        return macros;
    }

    private static String name(MacroBlocks.Block block, SourceFile file) {
        return switch (block.kind()) {
            case "test", "data_test" -> "test_" + block.name();
            case "materialization" ->
                "materialization_" + block.name() + "_" + MaterializationAdapter.of(file.text(), block.start());
            default -> block.name();
        };
    }

    /** {@return what kept macros from being read} */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** {@return whether a package has macros here} */
    boolean hasPackage(String name) {
        return packages.containsKey(name);
    }

    /** {@return whether the macros of a package are built in, so that it may have more} */
    boolean isBuiltIn(String name) {
        return builtIn.contains(name);
    }

    /** {@return the macro that a bare name means in the templates of a package} */
    Optional<DbtMacro> find(String name, String nodePackage) {
        return ofPackage(nodePackage, name).or(() -> ofPackage(root, name)).or(() -> ofPackage(DBT, name));
    }

    /** {@return a macro of a package} */
    Optional<DbtMacro> ofPackage(String packageName, String name) {
        return Optional.ofNullable(packages.getOrDefault(packageName, Map.of()).get(name));
    }

    /**
     * The macro that {@code adapter.dispatch} chooses.
     *
     * @param name the name without prefix
     * @param namespace the package that asks; empty if none is named
     * @param nodePackage the package of the node
     * @return the macro, if there is one
     */
    Optional<DbtMacro> dispatch(String name, Optional<String> namespace, String nodePackage) {
        List<Optional<String>> searched = new ArrayList<>();
        if (namespace.isPresent() && searchOrder.containsKey(namespace.get())) {
            searchOrder.get(namespace.get()).forEach(one -> searched.add(Optional.of(one)));
        } else if (namespace.isPresent() && packages.containsKey(namespace.get())) {
            searched.add(Optional.of(root));
            searched.add(namespace);
        } else {
            searched.add(Optional.empty());
        }
        for (Optional<String> packageName : searched) {
            for (String prefix : prefixes) {
                String full = prefix + "__" + name;
                Optional<DbtMacro> found =
                        packageName.isPresent() ? ofPackage(packageName.get(), full) : find(full, nodePackage);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** {@return how many adapters other than those that are looked for have an implementation of their own} */
    boolean dependsOnAdapter(String name, String namespace) {
        for (String packageName : List.of(root, namespace)) {
            for (String macro : packages.getOrDefault(packageName, Map.of()).keySet()) {
                if (macro.endsWith("__" + name) && !macro.equals("default__" + name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return whether the adapter is known} */
    boolean knowsAdapter() {
        return prefixes.size() > 1;
    }

    /** {@return the prefixes of macros that are looked for} */
    List<String> prefixes() {
        return prefixes;
    }
}
