package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.lineage.Relation.Certainty;
import dev.bylaw.internal.sql.lineage.Relation.Lookup;
import dev.bylaw.internal.sql.lineage.Scope.Entry;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Columns that {@code USING} and {@code NATURAL} joins make one. */
final class JoinedColumns {
    private static final Span NOWHERE = new Span(0, 0);

    private final Context context;

    JoinedColumns(Context context) {
        this.context = context;
    }

    /** Makes a column of both sides one, and a key of the join. */
    void using(Name name, List<Entry> left, List<Entry> right, From.Kind kind, Scope scope, List<Flow> rows) {
        Optional<Relation.Column> before = merged(name, scope);
        Flow leftFlow = before.isPresent() ? before.get().flow() : find(name, left);
        Flow rightFlow = find(name, right);
        rows.add(Flow.union(leftFlow, rightFlow).through(EdgeKind.INDIRECT, ""));
        Flow flow =
                switch (kind) {
                    // The values of both sides are equal.
                    case INNER -> Flow.union(leftFlow, rightFlow);
                    case LEFT, SEMI -> leftFlow;
                    case RIGHT -> rightFlow;
                    case FULL -> Flow.union(leftFlow, rightFlow).through(EdgeKind.TRANSFORMED, "coalesce");
                };
        String spelling = before.map(Relation.Column::name).orElse(spelling(name, left));
        scope.merged().put(context.names().fold(name), new Relation.Column(spelling, name.quoted(), flow, NOWHERE));
    }

    private static Optional<Relation.Column> merged(Name name, Scope scope) {
        return scope.merged().values().stream()
                .filter(column -> Names.alike(column.name(), name.text()))
                .findFirst();
    }

    private static String spelling(Name name, List<Entry> entries) {
        for (Entry entry : entries) {
            for (Relation.Column column : entry.relation().columns()) {
                if (Names.alike(column.name(), name.text())) {
                    return column.name();
                }
            }
        }
        return name.text();
    }

    private static Flow find(Name name, List<Entry> entries) {
        // Engines differ in whether relations before a comma belong to the left side, so all that have the name count.
        List<Flow> known = new ArrayList<>();
        List<Flow> possible = new ArrayList<>();
        for (Entry entry : entries) {
            Lookup lookup = entry.relation().lookup(name);
            if (lookup.certainty() == Certainty.KNOWN) {
                known.add(lookup.flow());
            } else if (lookup.certainty() == Certainty.POSSIBLE) {
                possible.add(lookup.flow());
            }
        }
        if (!known.isEmpty()) {
            return Flow.union(known);
        }
        if (possible.isEmpty()) {
            return Flow.unknown("column " + name.text() + " of USING is on one side only");
        }
        return possible.size() == 1
                ? possible.get(0)
                : Flow.union(possible)
                        .asCandidates("column " + name.text() + " of USING may come from several relations");
    }

    /** {@return both sides of a key of a semi join} */
    Flow keys(Name name, Scope left, List<Entry> right) {
        return Flow.union(find(name, left.entries()), find(name, right)).through(EdgeKind.INDIRECT, "");
    }

    /** Makes all columns of the same name one; where columns are not known, so are the keys. */
    void natural(List<Entry> left, List<Entry> right, From.Kind kind, Scope scope, List<Flow> rows) {
        List<Name> common = new ArrayList<>();
        for (Entry entry : right) {
            for (Relation.Column column : entry.relation().columns()) {
                Name name = new Name(column.name(), column.quoted(), column.span());
                boolean both = left.stream()
                        .anyMatch(other -> other.relation().lookup(name).certainty() == Certainty.KNOWN);
                if (both) {
                    common.add(name);
                }
            }
        }
        for (Name name : common) {
            using(name, left, right, kind, scope, rows);
        }
        for (List<Entry> side : List.of(left, right)) {
            for (Entry entry : side) {
                if (!entry.relation().isClosed()) {
                    rows.add(Flow.unknown("the columns of a NATURAL JOIN are not known: "
                            + entry.relation().rests().get(0).reason()));
                }
            }
        }
    }

    /** {@return a join as one relation} */
    Relation all(Scope scope, Flow rows) {
        List<Rest> rests = new ArrayList<>();
        scope.entries().forEach(entry -> rests.addAll(entry.relation().rests()));
        return new Relation(columns(scope), rests, rows, context);
    }

    /**
     * The known columns of all relations, those that a join made one only once: in standard SQL before all others, in
     * DuckDB and ClickHouse where the left relation has them.
     */
    List<Relation.Column> columns(Scope scope) {
        boolean inPlace = context.dialect() == Dialect.DUCKDB || context.dialect() == Dialect.CLICKHOUSE;
        Set<Relation.Column> placed = new LinkedHashSet<>();
        List<Relation.Column> columns = new ArrayList<>();
        if (!inPlace) {
            placed.addAll(scope.merged().values());
            columns.addAll(placed);
        }
        for (Entry entry : scope.entries()) {
            for (Relation.Column column : entry.relation().columns()) {
                Name name = new Name(column.name(), column.quoted(), column.span());
                Relation.Column shown = merged(name, scope).orElse(column);
                if (shown == column || placed.add(shown)) {
                    columns.add(shown);
                }
            }
        }
        for (Relation.Column merged : scope.merged().values()) {
            if (placed.add(merged)) {
                columns.add(merged);
            }
        }
        return columns;
    }
}
