package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the renderer of a project. Thread-safe. */
@FunctionalInterface
public interface TemplatesFactory {
    /**
     * A package whose files are here.
     *
     * @param name its name
     * @param macroFiles the files that may define macros and generic tests
     * @param variables the {@code vars} of its {@code dbt_project.yml}, not rendered
     */
    record MacroPackage(String name, List<SourceFile> macroFiles, Tree.Mapping variables) {
        /** Copies the list. */
        public MacroPackage {
            Objects.requireNonNull(name, "name is null");
            macroFiles = List.copyOf(macroFiles);
            Objects.requireNonNull(variables, "variables is null");
        }
    }

    /**
     * What a renderer knows.
     *
     * @param packages the root project first, then the packages that are here; empty while settings are rendered, since
     *     no macro is known then
     * @param absentPackages the names of packages that are declared and not here, as far as they can be told
     * @param dispatch for a namespace of macros the packages that are searched, as {@code dispatch} of the root project
     *     says
     * @param adapter the type of the adapter, if it is known
     * @param target the variable {@code target}: {@code name}, {@code type}, {@code schema}, {@code database} and what
     *     the adapter calls them; open, since nothing else of a profile is read
     * @param variables the variables given from outside, which win over those of the packages
     * @param environment the environment variables that templates may see
     */
    record Setting(
            List<MacroPackage> packages,
            SortedSet<String> absentPackages,
            Map<String, List<String>> dispatch,
            Optional<String> adapter,
            Tree.Mapping target,
            Tree.Mapping variables,
            SortedMap<String, String> environment) {
        /** Copies the collections. */
        public Setting {
            packages = List.copyOf(packages);
            absentPackages = Collections.unmodifiableSortedSet(new TreeSet<>(absentPackages));
            dispatch = Collections.unmodifiableMap(new TreeMap<>(dispatch));
            Objects.requireNonNull(adapter, "adapter is null");
            Objects.requireNonNull(target, "target is null");
            Objects.requireNonNull(variables, "variables is null");
            environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        }
    }

    /**
     * Makes a renderer.
     *
     * @param setting what it knows
     * @return the renderer
     */
    Templates create(Setting setting);
}
