package dev.bylaw.internal.dbt.manifest;

import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.Optional;

/** Gives all parts of a value the place of the resource that they belong to. */
final class Placement {
    private Placement() {}

    static Tree at(Tree value, Origin origin) {
        if (value instanceof Tree.Scalar scalar) {
            return new Tree.Scalar(scalar.value(), origin);
        }
        if (value instanceof Tree.Sequence list) {
            return new Tree.Sequence(
                    list.items().stream().map(item -> at(item, origin)).toList(), origin);
        }
        if (value instanceof Tree.Mapping mapping) {
            Optional<Location> key = origin.location();
            MappingBuilder builder = new MappingBuilder();
            mapping.entries().forEach((name, entry) -> builder.put(name, key, at(entry.value(), origin)));
            return builder.build(origin);
        }
        return value;
    }
}
