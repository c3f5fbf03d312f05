package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.tree.Expr;
import java.util.List;

/** Tells whether an expression of a select list aggregates the rows of its select. */
final class Aggregates {
    private Aggregates() {}

    /** {@return whether an aggregate stands in the expression, outside of subqueries and windows} */
    static boolean isIn(Expr expr) {
        if (expr instanceof Expr.Call call) {
            boolean aggregate = !call.windowed() && FunctionKinds.isAggregate(call.function());
            return aggregate || isInAny(call.arguments()) || isInAny(call.indirect());
        }
        if (expr instanceof Expr.Compute compute) {
            return isInAny(compute.operands());
        }
        if (expr instanceof Expr.Choice choice) {
            return isInAny(choice.conditions()) || isInAny(choice.results());
        }
        return expr instanceof Expr.Lambda lambda && isIn(lambda.body());
    }

    private static boolean isInAny(List<Expr> exprs) {
        return exprs.stream().anyMatch(Aggregates::isIn);
    }
}
