package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Constraints of models and columns in the form of the manifest.
 *
 * <p>Source: dbt-common, {@code dbt_common/contracts/constraints.py}.
 */
final class ConstraintReader {
    private static final Set<String> TYPES =
            Set.of("check", "not_null", "unique", "primary_key", "foreign_key", "custom");

    private ConstraintReader() {}

    /** The constraints of a model or a column, with the defaults of what they leave out. */
    static Tree read(Tree.Mapping owner, boolean ofModel, Diagnostics diagnostics) {
        Optional<Tree> constraints = owner.get("constraints");
        if (constraints.isEmpty() || Trees.isNull(constraints.get())) {
            return Trees.emptySequence(Origin.DEFAULT);
        }
        if (constraints.get() instanceof Tree.Unknown) {
            return constraints.get();
        }
        if (!(constraints.get() instanceof Tree.Sequence list)) {
            problem(constraints.get(), "'constraints' must be a list", diagnostics);
            return Trees.emptySequence(constraints.get().origin());
        }
        List<Tree> full = new ArrayList<>();
        for (Tree item : list.items()) {
            if (item instanceof Tree.Mapping constraint) {
                check(constraint, diagnostics);
                full.add(full(constraint, ofModel));
            } else if (item instanceof Tree.Unknown) {
                full.add(item);
            } else {
                problem(item, "a constraint must be a mapping with a 'type'", diagnostics);
            }
        }
        return new Tree.Sequence(full, list.open(), list.origin());
    }

    private static void check(Tree.Mapping constraint, Diagnostics diagnostics) {
        Optional<Tree> type = constraint.get("type");
        boolean unknown = type.isPresent() && type.get() instanceof Tree.Unknown;
        if (!unknown && type.flatMap(Trees::text).filter(TYPES::contains).isEmpty()) {
            problem(
                    type.orElse(constraint),
                    "a constraint needs a 'type': check, not_null, unique, primary_key, foreign_key or custom",
                    diagnostics);
        }
    }

    private static Tree.Mapping full(Tree.Mapping constraint, boolean ofModel) {
        MappingBuilder full = new MappingBuilder();
        part(full, constraint, "type", scalar(null));
        part(full, constraint, "name", scalar(null));
        part(full, constraint, "expression", scalar(null));
        part(full, constraint, "warn_unenforced", scalar(true));
        part(full, constraint, "warn_unsupported", scalar(true));
        part(full, constraint, "to", scalar(null));
        part(full, constraint, "to_columns", Trees.emptySequence(Origin.DEFAULT));
        if (ofModel) {
            part(full, constraint, "columns", Trees.emptySequence(Origin.DEFAULT));
        }
        return full.open(constraint.open()).build(constraint.origin());
    }

    private static Tree scalar(Object value) {
        return new Tree.Scalar(value, Origin.DEFAULT);
    }

    private static void part(MappingBuilder full, Tree.Mapping constraint, String key, Tree initial) {
        Tree.Entry entry = constraint.entries().get(key);
        full.put(key, entry == null ? new Tree.Entry(Optional.empty(), initial) : entry);
    }

    private static void problem(Tree value, String message, Diagnostics diagnostics) {
        diagnostics.problem(Trees.place(value, Location.startOf("")), Problem.Kind.INVALID_CONTENT, message);
    }
}
