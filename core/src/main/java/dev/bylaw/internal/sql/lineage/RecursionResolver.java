package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Common table expressions that read themselves. */
final class RecursionResolver {
    /** How often a recursion is followed before it counts as not understood. */
    private static final int MAX_ROUNDS = 12;

    private final QueryResolver queries;
    private final Context context;

    RecursionResolver(QueryResolver queries, Context context) {
        this.queries = queries;
        this.context = context;
    }

    /** Whether the table reads itself: a union of which a later query does, the first does not. */
    boolean isRecursive(Query.CommonTable table, boolean declared) {
        if (!(table.query() instanceof Query.Combined combined)) {
            return false;
        }
        boolean first = Reads.table(combined.first(), table.name(), context.names());
        boolean others = combined.others().stream()
                .anyMatch(branch -> Reads.table(branch.query(), table.name(), context.names()));
        return others && (declared || !first);
    }

    /** Follows the recursion until nothing new comes to its columns. */
    Relation resolve(Query.CommonTable table, Optional<Scope> outer, Tables tables) {
        Query.Combined combined = (Query.Combined) table.query();
        Relation current = queries.named(anchor(table, combined, outer, tables), table.columns());
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Tables inner = tables.within();
            inner.put(table.name(), current);
            Relation next = queries.named(queries.resolve(combined, outer, inner), table.columns());
            Relation candidate = round < 2 ? next : widened(current, next);
            if (isSame(current, candidate)) {
                return candidate;
            }
            current = candidate;
        }
        String reason = "the recursion of " + table.name().text() + " is not understood";
        List<Relation.Column> columns = new ArrayList<>();
        for (Relation.Column column : current.columns()) {
            columns.add(column.with(column.flow().withUnknown(reason)));
        }
        return new Relation(columns, current.rests(), current.rows().withUnknown(reason), context);
    }

    private Relation anchor(Query.CommonTable table, Query.Combined combined, Optional<Scope> outer, Tables tables) {
        List<Query.Branch> plain = combined.others().stream()
                .filter(branch -> !Reads.table(branch.query(), table.name(), context.names()))
                .toList();
        Query anchor = plain.isEmpty() ? combined.first() : new Query.Combined(combined.first(), plain, List.of());
        return queries.resolve(anchor, outer, tables);
    }

    private static boolean isSame(Relation one, Relation other) {
        return one.columns().equals(other.columns())
                && one.rests().equals(other.rests())
                && one.rows().equals(other.rows());
    }

    /** Each round adds functions to the chains; what grows so is cut to what all rounds have in common. */
    private Relation widened(Relation current, Relation next) {
        if (current.columns().size() != next.columns().size()) {
            return next;
        }
        List<Relation.Column> columns = new ArrayList<>();
        for (int i = 0; i < next.columns().size(); i++) {
            Flow grown = next.columns().get(i).flow();
            columns.add(
                    next.columns().get(i).with(current.columns().get(i).flow().widened(grown)));
        }
        return new Relation(columns, next.rests(), next.rows(), context);
    }

    /** Looks for the use of a table in a query. */
    private static final class Reads {
        private Reads() {}

        static boolean table(Query query, Name name, Names names) {
            if (query instanceof Query.Select select) {
                return select.from().filter(from -> from(from, name, names)).isPresent();
            }
            if (query instanceof Query.With with) {
                return with.tables().stream().anyMatch(table -> table(table.query(), name, names))
                        || table(with.body(), name, names);
            }
            if (query instanceof Query.Combined combined) {
                return table(combined.first(), name, names)
                        || combined.others().stream().anyMatch(branch -> table(branch.query(), name, names));
            }
            return query instanceof Query.Restricted restricted && table(restricted.query(), name, names);
        }

        private static boolean from(From from, Name name, Names names) {
            return item(from.first(), name, names)
                    || from.joins().stream().anyMatch(join -> item(join.right(), name, names));
        }

        private static boolean item(From.Item item, Name name, Names names) {
            if (item instanceof From.Table table) {
                return table.path().size() == 1 && names.same(table.path().get(0), name);
            }
            if (item instanceof From.Derived derived) {
                return table(derived.query(), name, names);
            }
            if (item instanceof From.Nested nested) {
                return from(nested.from(), name, names);
            }
            if (item instanceof From.Pivot pivot) {
                return item(pivot.input(), name, names);
            }
            return item instanceof From.Unpivot unpivot && item(unpivot.input(), name, names);
        }
    }
}
