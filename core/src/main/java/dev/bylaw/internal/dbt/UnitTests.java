package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the models that unit tests test; a test of a model with versions becomes one for each version.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/parser/unit_tests.py} ({@code process_models_for_unit_test}).
 */
final class UnitTests {
    private final Diagnostics diagnostics;
    private final NodeIndex index;
    private final ReadContext context;

    UnitTests(ReadContext context, NodeIndex index) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.index = index;
    }

    /** The tests that a unit test becomes, with what they depend on. */
    List<NodeDraft> resolve(NodeDraft test) {
        String[] words =
                Trees.text(test.further.get("model")).orElse("").strip().split("\\s+", -1);
        String name = words[0] + (words.length == 2 ? ".v" + words[1] : "");
        Optional<String> own = Optional.of(test.project.name());
        List<NodeDraft> found = index.refable(name, own);
        if (found.isEmpty()) {
            boolean disabled =
                    !index.disabled(name, own, List.of(ResourceType.MODEL)).isEmpty();
            // That there is no name at all has been said when it was read.
            if (!disabled && !name.isEmpty()) {
                missing(test, name);
            }
            test.targetDisabled = disabled;
            return List.of(test);
        }
        NodeDraft model = found.get(0);
        test.dependsOn.add(model.uniqueId());
        if (model.version.isEmpty()) {
            return List.of(test);
        }
        return versions(test, model);
    }

    private void missing(NodeDraft test, String name) {
        Optional<String> absence = context.absence();
        if (absence.isPresent()) {
            test.referencesOpen = absence;
            return;
        }
        diagnostics.problem(
                test.location,
                Problem.Kind.INVALID_CONTENT,
                "there is no model '" + name + "' for the unit test '" + test.name + "'");
    }

    private List<NodeDraft> versions(NodeDraft test, NodeDraft model) {
        Optional<Tree.Mapping> filter =
                test.further.get("versions") instanceof Tree.Mapping mapping ? Optional.of(mapping) : Optional.empty();
        List<NodeDraft> tests = new ArrayList<>();
        for (NodeDraft version : index.enabled()) {
            boolean same = version.type == ResourceType.MODEL
                    && version.version.isPresent()
                    && version.name.equals(model.name)
                    && version.project.name().equals(model.project.name());
            if (same && isTested(filter, version.version.get())) {
                tests.add(copy(test, version));
            }
        }
        if (tests.isEmpty()) {
            diagnostics.problem(
                    test.location,
                    Problem.Kind.INVALID_CONTENT,
                    "the unit test '" + test.name + "' names no version of '" + model.name + "' that is here");
        }
        return tests;
    }

    private static boolean isTested(Optional<Tree.Mapping> filter, Tree version) {
        Optional<Tree.Sequence> exclude = filter.flatMap(mapping -> Trees.sequence(mapping, "exclude"));
        Optional<Tree.Sequence> include = filter.flatMap(mapping -> Trees.sequence(mapping, "include"));
        if (exclude.filter(Trees::isTruthy).isPresent()) {
            return exclude.get().items().stream().noneMatch(item -> NodeIndex.same(item, version));
        }
        return include.filter(Trees::isTruthy).isEmpty()
                || include.get().items().stream().anyMatch(item -> NodeIndex.same(item, version));
    }

    private static NodeDraft copy(NodeDraft test, NodeDraft version) {
        NodeDraft copy =
                new NodeDraft(test.type, test.project, test.file, test.location, test.name, test.fqn, test.config);
        copy.explicitId = Optional.of(test.uniqueId() + "_v" + PythonText.str(version.version.orElseThrow()));
        copy.description = test.description;
        copy.tags.putAll(test.tags);
        copy.tagsOpen = test.tagsOpen;
        copy.further.putAll(test.further);
        copy.further.put(
                "version",
                new Tree.Scalar(
                        ((Tree.Scalar) version.version.orElseThrow()).value(), Origin.of(test.location, "properties")));
        copy.dependsOn.add(version.uniqueId());
        return copy;
    }
}
