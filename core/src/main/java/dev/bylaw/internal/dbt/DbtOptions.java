package dev.bylaw.internal.dbt;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is said from outside about the reading of dbt projects.
 *
 * @param target the target of the profile, as {@code --target}
 * @param profilesDirectory the directory of {@code profiles.yml} in the tree, as {@code --profiles-dir}; otherwise that of
 *     the project
 * @param adapter the type of the adapter, where no profile tells it or it is to be another one
 * @param variables the variables, as {@code --vars}
 * @param environment the environment variables that templates may see
 */
public record DbtOptions(
        Optional<String> target,
        Optional<String> profilesDirectory,
        Optional<String> adapter,
        Tree.Mapping variables,
        SortedMap<String, String> environment) {
    /** Nothing is said. */
    public static final DbtOptions NONE = new DbtOptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Trees.emptyMapping(Origin.DEFAULT), new TreeMap<>());

    /** Copies the environment. */
    public DbtOptions {
        Objects.requireNonNull(target, "target is null");
        Objects.requireNonNull(profilesDirectory, "profilesDirectory is null");
        Objects.requireNonNull(adapter, "adapter is null");
        Objects.requireNonNull(variables, "variables is null");
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
}
