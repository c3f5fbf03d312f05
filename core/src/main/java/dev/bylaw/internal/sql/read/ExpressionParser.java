package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.schema.Column;

/** Parses a rewritten expression with JSqlParser and turns its tree into ours. */
final class ExpressionParser {
    private final Marks marks;
    private final Shapes shapes;

    ExpressionParser(Marks marks, Shapes shapes) {
        this.marks = marks;
        this.shapes = shapes;
    }

    /**
     * Parses an expression.
     *
     * @param text the rewritten text
     * @param offset the offset of the original expression, for the error
     * @param end the offset behind it
     * @return the expression
     * @throws UnreadableSqlException if JSqlParser cannot parse it
     */
    Expr parse(String text, int offset, int end) throws UnreadableSqlException {
        try {
            return tree(shapes.parse(text));
        } catch (ParseException | TokenMgrException | UnsupportedOperationException unparsed) {
            throw new UnreadableSqlException("expression could not be parsed", offset, end);
        }
    }

    private Expr tree(Expression expression) {
        if (expression instanceof Column column) {
            return operand(column.getFullyQualifiedName());
        }
        if (expression instanceof LongValue || expression instanceof StringValue || expression instanceof NullValue) {
            return Expr.CONSTANT;
        }
        if (expression instanceof ParenthesedExpressionList<?> list) {
            return list.size() == 1 ? tree(list.get(0)) : new Expr.Compute(trees(list));
        }
        if (expression instanceof BinaryExpression binary) {
            return new Expr.Compute(operands(binary));
        }
        if (expression instanceof Function function) {
            return call(function);
        }
        if (expression instanceof CaseExpression choice) {
            return choice(choice);
        }
        if (expression instanceof NotExpression not) {
            return new Expr.Compute(List.of(tree(not.getExpression())));
        }
        if (expression instanceof SignedExpression signed) {
            return new Expr.Compute(List.of(tree(signed.getExpression())));
        }
        throw new UnsupportedOperationException(expression.getClass().getName());
    }

    private List<Expr> trees(List<? extends Expression> expressions) {
        List<Expr> trees = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            trees.add(tree(expression));
        }
        return trees;
    }

    /** The operands of a chain of operators, which may be very long, without recursion along it. */
    private List<Expr> operands(BinaryExpression chain) {
        List<Expr> operands = new ArrayList<>();
        Deque<Expression> open = new ArrayDeque<>();
        open.push(chain);
        while (!open.isEmpty()) {
            Expression next = open.pop();
            if (next instanceof BinaryExpression binary) {
                open.push(binary.getRightExpression());
                open.push(binary.getLeftExpression());
            } else {
                operands.add(tree(next));
            }
        }
        return operands;
    }

    private Expr operand(String identifier) {
        if (!marks.isOperand(identifier)) {
            throw new UnsupportedOperationException(identifier);
        }
        return marks.operandOf(identifier);
    }

    private Expr call(Function function) {
        String name = function.getName();
        ExpressionList<?> parameters = function.getParameters();
        List<Expr> arguments = new ArrayList<>();
        List<Expr> indirect = new ArrayList<>();
        if (parameters != null) {
            for (Expression parameter : parameters) {
                if (parameter instanceof Function inner && inner.getName().equals(Marks.INDIRECT)) {
                    indirect.addAll(trees(inner.getParameters()));
                } else {
                    arguments.add(tree(parameter));
                }
            }
        }
        if (name.equals(Marks.CAST)) {
            return new Expr.Call("cast", arguments, indirect, false);
        }
        if (name.equals(Marks.PATH)) {
            return new Expr.Compute(arguments);
        }
        if (!marks.isCall(name)) {
            throw new UnsupportedOperationException(name);
        }
        Marks.Call call = marks.callOf(name);
        return new Expr.Call(call.function(), arguments, indirect, call.windowed());
    }

    private Expr choice(CaseExpression choice) {
        List<Expr> conditions = new ArrayList<>();
        List<Expr> results = new ArrayList<>();
        if (choice.getSwitchExpression() != null) {
            conditions.add(tree(choice.getSwitchExpression()));
        }
        for (WhenClause when : choice.getWhenClauses()) {
            conditions.add(tree(when.getWhenExpression()));
            results.add(tree(when.getThenExpression()));
        }
        if (choice.getElseExpression() != null) {
            results.add(tree(choice.getElseExpression()));
        }
        return new Expr.Choice(conditions, results);
    }
}
