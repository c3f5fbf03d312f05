package dev.bylaw.internal.dbt.config;

import dev.bylaw.internal.json.JsonReader;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hooks in the form of the manifest: {@code sql}, {@code transaction} and {@code index}. A hook is written as text, as
 * text that holds such a mapping in JSON, or as such a mapping.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/hooks.py}.
 */
final class Hooks {
    private Hooks() {}

    static Tree.Sequence normalize(Tree.Sequence hooks, Diagnostics diagnostics) {
        List<Tree> normal = new ArrayList<>();
        for (Tree hook : hooks.items()) {
            Optional<Tree.Mapping> mapping = mapping(hook);
            if (mapping.isPresent() && mapping.get().get("sql").isPresent()) {
                normal.add(full(mapping.get()));
            } else {
                diagnostics.problem(
                        hook.origin().location().orElse(Location.startOf("")),
                        Problem.Kind.INVALID_CONTENT,
                        "a hook must be SQL text or a mapping with the key 'sql', not " + Trees.kind(hook));
            }
        }
        return new Tree.Sequence(normal, hooks.open(), hooks.origin());
    }

    private static Optional<Tree.Mapping> mapping(Tree hook) {
        if (hook instanceof Tree.Mapping mapping) {
            return Optional.of(mapping);
        }
        return Trees.text(hook)
                .map(text -> json(text, hook.origin())
                        .orElseGet(() -> new MappingBuilder().put("sql", hook).build(hook.origin())));
    }

    /** The mapping that a text holds in JSON. */
    private static Optional<Tree.Mapping> json(String text, Origin origin) {
        if (!text.stripLeading().startsWith("{") || text.stripLeading().startsWith("{{")) {
            return Optional.empty();
        }
        Diagnostics ignored = new Diagnostics(Limits.DEFAULT);
        return JsonReader.read(new SourceFile("", text), origin.layer(), Limits.DEFAULT, ignored)
                .filter(Tree.Mapping.class::isInstance)
                .map(tree -> {
                    MappingBuilder builder = new MappingBuilder();
                    ((Tree.Mapping) tree)
                            .entries()
                            .forEach((key, entry) -> builder.put(
                                    key,
                                    entry.value() instanceof Tree.Scalar scalar
                                            ? new Tree.Scalar(scalar.value(), origin)
                                            : new Tree.Unknown("a hook has no such part", origin)));
                    return builder.build(origin);
                });
    }

    private static Tree.Mapping full(Tree.Mapping hook) {
        return new MappingBuilder()
                .put("sql", hook.get("sql").orElseThrow())
                .put("transaction", hook.get("transaction").orElse(new Tree.Scalar(true, Origin.DEFAULT)))
                .put("index", hook.get("index").orElse(new Tree.Scalar(null, Origin.DEFAULT)))
                .build(hook.origin());
    }
}
