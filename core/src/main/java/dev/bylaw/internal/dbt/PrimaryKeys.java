package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Primary keys must be declared at one place: on one column, or on the model.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/parser/schemas.py} ({@code _validate_pk_constraints}).
 */
final class PrimaryKeys {
    private PrimaryKeys() {}

    static void check(NodeDraft node, Diagnostics diagnostics) {
        List<String> columns = new ArrayList<>();
        node.columns.entries().forEach((name, column) -> {
            if (column.value() instanceof Tree.Mapping mapping
                    && isDeclared(mapping.get("constraints").orElse(column.value()))) {
                columns.add(name);
            }
        });
        if (columns.size() > 1) {
            problem(
                    node,
                    "the columns " + String.join(", ", columns)
                            + " are primary keys each; a key of several columns is a constraint of the model",
                    diagnostics);
        } else if (!columns.isEmpty() && isDeclared(node.constraints)) {
            problem(node, "the primary key is declared on the model and on a column; keep one of the two", diagnostics);
        }
    }

    private static boolean isDeclared(Tree constraints) {
        return constraints instanceof Tree.Sequence list
                && list.items().stream()
                        .anyMatch(item -> item instanceof Tree.Mapping constraint
                                && Trees.text(constraint, "type").equals(Optional.of("primary_key")));
    }

    private static void problem(NodeDraft node, String message, Diagnostics diagnostics) {
        diagnostics.problem(node.place(), Problem.Kind.INVALID_CONTENT, message);
    }
}
