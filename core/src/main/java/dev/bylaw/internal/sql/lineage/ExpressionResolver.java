package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what the value of an expression is made of. */
final class ExpressionResolver {
    private final QueryResolver queries;
    private final Context context;

    ExpressionResolver(QueryResolver queries, Context context) {
        this.queries = queries;
        this.context = context;
    }

    /** {@return what the value is made of} */
    Flow flow(Expr expr, Scope scope, Tables tables) {
        Flow flow = value(expr, scope, tables);
        context.budget().spend(flow.size() + 1);
        return flow;
    }

    private Flow value(Expr expr, Scope scope, Tables tables) {
        if (expr instanceof Expr.Constant) {
            return Flow.NONE;
        }
        if (expr instanceof Expr.Column column) {
            return ColumnResolver.resolve(column, scope);
        }
        if (expr instanceof Expr.Compute compute) {
            return union(compute.operands(), scope, tables).through(EdgeKind.TRANSFORMED, "");
        }
        if (expr instanceof Expr.Call call) {
            return call(call, scope, tables);
        }
        if (expr instanceof Expr.Choice choice) {
            Flow conditions = union(choice.conditions(), scope, tables).through(EdgeKind.INDIRECT, "");
            Flow results = union(choice.results(), scope, tables).through(EdgeKind.TRANSFORMED, "");
            return Flow.union(results, conditions);
        }
        if (expr instanceof Expr.Subquery subquery) {
            return subquery(subquery, scope, tables);
        }
        if (expr instanceof Expr.AllColumns all) {
            return allColumns(all.qualifier(), scope);
        }
        if (expr instanceof Expr.Lambda lambda) {
            return lambda(lambda, Flow.NONE, scope, tables);
        }
        if (expr instanceof Expr.Unreadable unreadable) {
            Flow mentioned = union(unreadable.mentions(), scope, tables).through(EdgeKind.TRANSFORMED, "");
            return mentioned == Flow.NONE
                    ? Flow.unknown(unreadable.reason())
                    : mentioned.asCandidates(unreadable.reason());
        }
        throw new AssertionError(expr.getClass());
    }

    private Flow union(List<Expr> exprs, Scope scope, Tables tables) {
        List<Flow> flows = new ArrayList<>(exprs.size());
        for (Expr expr : exprs) {
            Flow flow = flow(expr, scope, tables);
            if (flow != Flow.NONE) {
                flows.add(flow);
            }
        }
        return flows.isEmpty() ? Flow.NONE : Flow.union(flows);
    }

    private Flow call(Expr.Call call, Scope scope, Tables tables) {
        String function = call.function();
        List<Expr> arguments = call.arguments();
        List<Flow> values = new ArrayList<>();
        List<Flow> deciding = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Expr argument = arguments.get(i);
            boolean countsRows = function.equals("count") && argument instanceof Expr.AllColumns;
            if (argument instanceof Expr.Lambda || countsRows) {
                continue;
            }
            Flow flow = flow(argument, scope, tables);
            (FunctionKinds.decides(function, i, arguments.size()) ? deciding : values).add(flow);
        }
        Flow plain = values.isEmpty() ? Flow.NONE : Flow.union(values);
        List<Flow> results = new ArrayList<>(List.of(plain));
        for (Expr argument : arguments) {
            if (argument instanceof Expr.Lambda lambda) {
                Flow body = lambda(lambda, plain, scope, tables);
                if (FunctionKinds.mapsByLambda(function)) {
                    results.set(0, Flow.NONE);
                }
                (FunctionKinds.choosesByLambda(function) ? deciding : results).add(body);
            }
        }
        EdgeKind kind = FunctionKinds.isAggregate(function) ? EdgeKind.AGGREGATED : EdgeKind.TRANSFORMED;
        Flow value = Flow.union(results).through(kind, function);
        deciding.add(union(call.indirect(), scope, tables));
        return Flow.union(value, Flow.union(deciding).through(EdgeKind.INDIRECT, ""));
    }

    /** The body of a lambda, whose parameters hold what the other arguments hold. */
    private Flow lambda(Expr.Lambda lambda, Flow arguments, Scope scope, Tables tables) {
        Scope inner = new Scope(Optional.of(scope), context);
        for (Name parameter : lambda.parameters()) {
            inner.addParameter(parameter, arguments);
        }
        return flow(lambda.body(), inner, tables);
    }

    private Flow subquery(Expr.Subquery subquery, Scope scope, Tables tables) {
        Relation relation = queries.resolve(subquery.query(), Optional.of(scope), tables);
        Flow rows = relation.rows().through(EdgeKind.INDIRECT, "");
        if (subquery.existsOnly()) {
            return rows;
        }
        boolean single = relation.isClosed() && relation.columns().size() == 1;
        Flow value = relation.everything().through(single ? EdgeKind.IDENTITY : EdgeKind.TRANSFORMED, "");
        return Flow.union(value, rows);
    }

    private static Flow allColumns(Optional<List<Name>> qualifier, Scope scope) {
        if (qualifier.isPresent()) {
            // As a value, the name of a relation stands for all its columns.
            return ColumnResolver.resolve(new Expr.Column(qualifier.get(), false), scope)
                    .through(EdgeKind.TRANSFORMED, "");
        }
        List<Flow> flows = new ArrayList<>();
        for (Scope.Entry entry : scope.entries()) {
            flows.add(entry.relation().everything());
        }
        return flows.isEmpty() ? Flow.NONE : Flow.union(flows).through(EdgeKind.TRANSFORMED, "");
    }
}
