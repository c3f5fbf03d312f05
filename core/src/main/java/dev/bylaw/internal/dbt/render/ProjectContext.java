package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Limits;
import dev.bylaw.internal.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the templates of a project know about it.
 *
 * @param name the root project
 * @param adapter the type of the adapter, or {@link Adapters#UNKNOWN}
 * @param macros the macros
 * @param variables the {@code vars} of each installed package's project file, the root project's among them
 * @param commandLineVariables the variables of the command line
 * @param target what the profile says
 * @param environment the environment variables that templates may see
 * @param missingPackages packages that are declared and not installed
 * @param incomplete why macros may be missing; empty if all are there
 * @param columns the columns of a relation, where they are known
 * @param graph the nodes, for {@code graph}
 * @param dbtVersion what {@code dbt_version} is
 * @param limits how much one template may spend
 * @param cancelled asked now and then whether to stop
 */
record ProjectContext(
        String name,
        String adapter,
        MacroLibrary macros,
        Map<String, Tree.Mapping> variables,
        Tree.Mapping commandLineVariables,
        Tree.Mapping target,
        Map<String, String> environment,
        Set<String> missingPackages,
        Optional<String> incomplete,
        Function<Reference, Optional<List<String>>> columns,
        Supplier<Optional<Tree.Mapping>> graph,
        String dbtVersion,
        Limits limits,
        BooleanSupplier cancelled) {}
