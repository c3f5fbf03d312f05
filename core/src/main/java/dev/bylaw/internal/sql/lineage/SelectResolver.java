package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Dialect.Feature;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Query;
import dev.bylaw.internal.sql.tree.Query.Restriction;
import dev.bylaw.internal.sql.tree.SelectItem;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the columns of one select. */
final class SelectResolver {
    private final ExpressionResolver expressions;
    private final FromResolver froms;
    private final StarExpander stars;
    private final Context context;

    SelectResolver(QueryResolver queries, ExpressionResolver expressions, Context context) {
        this.expressions = expressions;
        this.froms = new FromResolver(queries, expressions, context);
        this.stars = new StarExpander(expressions, context);
        this.context = context;
    }

    Relation resolve(Query.Select select, Optional<Scope> outer, Tables tables) {
        Scope scope = new Scope(outer, context);
        List<Flow> rows = new ArrayList<>();
        rows.add(Flow.NONE);
        select.from().ifPresent(from -> froms.add(from, scope, tables, rows));
        List<Relation.Column> columns = new ArrayList<>();
        List<Rest> rests = new ArrayList<>();
        items(select.items(), scope, tables, columns, rests);
        for (Restriction restriction : select.restrictions()) {
            rows.add(restriction(restriction, scope, tables, columns, rests).through(EdgeKind.INDIRECT, ""));
        }
        if (select.groupedByAll()) {
            rows.addAll(groupKeys(select.items(), columns));
        }
        for (String gap : select.gaps()) {
            rows.add(Flow.unknown(gap));
        }
        return new Relation(columns, rests, Flow.union(rows), context);
    }

    /** {@return the columns of the items that are no aggregates} */
    private static List<Flow> groupKeys(List<SelectItem> items, List<Relation.Column> columns) {
        Set<Span> aggregates = new HashSet<>();
        for (SelectItem item : items) {
            if (item instanceof SelectItem.Value value && Aggregates.isIn(value.expr())) {
                aggregates.add(value.span());
            }
        }
        List<Flow> keys = new ArrayList<>();
        for (Relation.Column column : columns) {
            if (!aggregates.contains(column.span())) {
                keys.add(column.flow().through(EdgeKind.INDIRECT, ""));
            }
        }
        return keys;
    }

    /** Engines differ in whether a name of GROUP BY or ORDER BY means an alias or a column first; so both count. */
    private Flow restriction(
            Restriction restriction, Scope scope, Tables tables, List<Relation.Column> columns, List<Rest> rests) {
        if (restriction.ordinal() > 0) {
            return ordinal(restriction.ordinal(), columns, rests);
        }
        scope.setAliases(Scope.Aliases.AFTER_COLUMNS);
        Flow flow = expressions.flow(restriction.expr(), scope, tables);
        if (restriction.clause() == Query.Clause.FILTER) {
            return flow;
        }
        scope.setAliases(Scope.Aliases.BEFORE_COLUMNS);
        return Flow.union(flow, expressions.flow(restriction.expr(), scope, tables));
    }

    private Scope.Aliases itemAliases() {
        if (context.dialect() == Dialect.CLICKHOUSE) {
            return Scope.Aliases.BEFORE_COLUMNS;
        }
        return context.dialect().has(Feature.ALIASES_IN_SELECT) ? Scope.Aliases.AFTER_COLUMNS : Scope.Aliases.HIDDEN;
    }

    private static Flow ordinal(int ordinal, List<Relation.Column> columns, List<Rest> rests) {
        if (rests.isEmpty() && ordinal <= columns.size()) {
            return columns.get(ordinal - 1).flow();
        }
        return rests.isEmpty()
                ? Flow.NONE
                : Flow.unknown("item " + ordinal + " stands behind a star: "
                        + rests.get(0).reason());
    }

    private void items(
            List<SelectItem> items, Scope scope, Tables tables, List<Relation.Column> columns, List<Rest> rests) {
        scope.setAliases(itemAliases());
        int unnamed = 0;
        for (int i = 0; i < items.size(); i++) {
            SelectItem item = items.get(i);
            if (item instanceof SelectItem.Value value) {
                Flow flow = expressions.flow(value.expr(), scope, tables);
                if (value.names().isEmpty()) {
                    Name name = OutputNames.of(value, i, unnamed, context.dialect());
                    columns.add(new Relation.Column(name.text(), name.quoted(), flow, value.span()));
                    unnamed += value.expr() instanceof dev.bylaw.internal.sql.tree.Expr.Column ? 0 : 1;
                }
                Flow each = value.names().size() > 1 ? flow.through(EdgeKind.TRANSFORMED, "") : flow;
                for (Name name : value.names()) {
                    columns.add(new Relation.Column(name.text(), name.quoted(), each, value.span()));
                    scope.addAlias(name, each);
                }
            } else if (item instanceof SelectItem.Star star) {
                stars.expand(star, scope, tables, columns, rests);
            } else if (item instanceof SelectItem.Fields fields) {
                rests.add(stars.fields(expressions.flow(fields.expr(), scope, tables), fields.span()));
            } else if (item instanceof SelectItem.Unknown unknown) {
                rests.add(new Rest.Unknown(unknown.reason()));
            }
        }
    }
}
