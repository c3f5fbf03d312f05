package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Query;
import dev.bylaw.internal.sql.tree.Query.Restriction;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the columns of a query and what they are made of. Used once, by one thread. */
final class QueryResolver {
    private static final Span NOWHERE = new Span(0, 0);

    private final Context context;
    private final ExpressionResolver expressions;
    private final SelectResolver selects;
    private final RecursionResolver recursions;

    QueryResolver(Context context) {
        this.context = context;
        this.expressions = new ExpressionResolver(this, context);
        this.selects = new SelectResolver(this, expressions, context);
        this.recursions = new RecursionResolver(this, context);
    }

    /** {@return the columns of a query that stands within a scope} */
    Relation resolve(Query query, Optional<Scope> outer, Tables tables) {
        if (query instanceof Query.Select select) {
            return selects.resolve(select, outer, tables);
        }
        if (query instanceof Query.With with) {
            return with(with, outer, tables);
        }
        if (query instanceof Query.Combined combined) {
            return combined(combined, outer, tables);
        }
        if (query instanceof Query.Restricted restricted) {
            Relation inner = resolve(restricted.query(), outer, tables);
            return restricted(inner, restricted.restrictions(), outer, tables);
        }
        if (query instanceof Query.Values values) {
            return values(values, outer, tables);
        }
        if (query instanceof Query.Unreadable unreadable) {
            return unknown(unreadable.reason());
        }
        throw new AssertionError(query.getClass());
    }

    Relation unknown(String reason) {
        return new Relation(List.of(), List.of(new Rest.Unknown(reason)), Flow.unknown(reason), context);
    }

    private Relation with(Query.With with, Optional<Scope> outer, Tables tables) {
        Tables inner = tables.within();
        inner.setGap(with.gap());
        for (Query.CommonTable table : with.tables()) {
            Relation relation = recursions.isRecursive(table, with.recursive())
                    ? recursions.resolve(table, outer, inner)
                    : resolve(table.query(), outer, inner);
            inner.put(table.name(), DuplicateNames.renamed(named(relation, table.columns()), context));
        }
        return resolve(with.body(), outer, inner);
    }

    /** {@return the relation with other names for its columns, by position} */
    Relation named(Relation relation, List<Name> columns) {
        if (columns.isEmpty()) {
            return relation;
        }
        List<Relation.Column> renamed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Name name = columns.get(i);
            if (relation.isClosed() && i < relation.columns().size()) {
                renamed.add(relation.columns().get(i).named(name));
            } else {
                String reason = relation.isClosed()
                        ? "column " + name.text() + " names a column that is not there"
                        : relation.rests().get(0).reason();
                Flow flow = relation.everything().asCandidates(reason);
                renamed.add(new Relation.Column(name.text(), name.quoted(), flow, NOWHERE));
            }
        }
        // A shorter list names the first columns only.
        if (relation.isClosed()) {
            for (int i = columns.size(); i < relation.columns().size(); i++) {
                renamed.add(relation.columns().get(i));
            }
        }
        return new Relation(renamed, List.of(), relation.rows(), context);
    }

    private Relation combined(Query.Combined combined, Optional<Scope> outer, Tables tables) {
        Relation first = resolve(combined.first(), outer, tables);
        List<Combination.Part> others = new ArrayList<>();
        for (Query.Branch branch : combined.others()) {
            Relation relation = resolve(branch.query(), outer, tables);
            others.add(new Combination.Part(branch.operation(), branch.byName(), relation));
        }
        Relation all = new Combination(context).of(first, others);
        return restricted(all, combined.restrictions(), outer, tables);
    }

    private Relation restricted(Relation inner, List<Restriction> restrictions, Optional<Scope> outer, Tables tables) {
        if (restrictions.isEmpty()) {
            return inner;
        }
        Scope scope = new Scope(outer, context);
        scope.add(new Scope.Entry(List.of(), "the query", true, inner));
        List<Flow> rows = new ArrayList<>();
        rows.add(inner.rows());
        for (Restriction restriction : restrictions) {
            Flow flow = restriction.ordinal() > 0
                    ? column(inner, restriction.ordinal())
                    : expressions.flow(restriction.expr(), scope, tables);
            rows.add(flow.through(EdgeKind.INDIRECT, ""));
        }
        return new Relation(inner.columns(), inner.rests(), Flow.union(rows), context);
    }

    private static Flow column(Relation relation, int ordinal) {
        return relation.isClosed() && ordinal <= relation.columns().size()
                ? relation.columns().get(ordinal - 1).flow()
                : Flow.NONE;
    }

    private Relation values(Query.Values values, Optional<Scope> outer, Tables tables) {
        Scope scope = outer.orElseGet(() -> new Scope(Optional.empty(), context));
        List<Relation.Column> columns = new ArrayList<>();
        for (int i = 0; i < values.columns().size(); i++) {
            List<Flow> flows = new ArrayList<>();
            flows.add(Flow.NONE);
            for (Expr value : values.columns().get(i)) {
                flows.add(expressions.flow(value, scope, tables));
            }
            String name = OutputNames.ofValues(i, context.dialect());
            columns.add(new Relation.Column(name, false, Flow.union(flows), NOWHERE));
        }
        return new Relation(columns, List.of(), Flow.NONE, context);
    }
}
