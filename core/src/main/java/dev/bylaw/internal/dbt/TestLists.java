package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gives lists of tests their one name: {@code tests} is the old name of {@code data_tests}; both together are an error.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/parser/schemas.py} ({@code validate_data_tests}).
 */
final class TestLists {
    private static final String OLD = "tests";
    private static final String NEW = "data_tests";
    private static final Set<String> NESTED = Set.of("columns", "versions", "tables");
    private static final Set<String> COLUMNS = Set.of("columns");

    private TestLists() {}

    /** The entry with {@code data_tests} in place of {@code tests}, in its columns, versions and tables too. */
    static Tree.Mapping rename(Tree.Mapping entry, Location place, Diagnostics diagnostics) {
        return rename(entry, NESTED, place, diagnostics);
    }

    private static Tree.Mapping rename(
            Tree.Mapping entry, Set<String> nested, Location place, Diagnostics diagnostics) {
        MappingBuilder renamed = new MappingBuilder().open(entry.open());
        boolean both = entry.get(OLD).filter(Trees::isTruthy).isPresent()
                && entry.get(NEW).isPresent();
        if (both) {
            diagnostics.problem(
                    Trees.place(entry.entries().get(OLD), place),
                    Problem.Kind.INVALID_CONTENT,
                    "'tests' and 'data_tests' are the same list; keep 'data_tests' alone");
        }
        entry.entries().forEach((key, value) -> {
            if (key.equals(OLD)) {
                if (entry.get(NEW).isEmpty()) {
                    renamed.put(NEW, value);
                }
            } else if (nested.contains(key) && value.value() instanceof Tree.Sequence list) {
                // A column has no columns of its own.
                Set<String> inner = key.equals("columns") ? Set.of() : COLUMNS;
                renamed.put(key, new Tree.Entry(value.key(), items(list, inner, place, diagnostics)));
            } else {
                renamed.put(key, value);
            }
        });
        return renamed.build(entry.origin());
    }

    private static Tree.Sequence items(
            Tree.Sequence list, Set<String> nested, Location place, Diagnostics diagnostics) {
        List<Tree> items = new ArrayList<>();
        for (Tree item : list.items()) {
            items.add(item instanceof Tree.Mapping mapping ? rename(mapping, nested, place, diagnostics) : item);
        }
        return new Tree.Sequence(items, list.open(), list.origin());
    }
}
