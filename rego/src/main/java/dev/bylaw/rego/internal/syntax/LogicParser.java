package dev.bylaw.rego.internal.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads expressions where {@code and}, {@code or} or the {@code not} of bodies are imported. {@code not} binds tighter
 * than {@code and}, that tighter than {@code or}; modifiers belong to the whole expression. An operand in braces is a
 * body, an operand in parentheses an expression of its own.
 */
final class LogicParser {
    private static final String NO_BODY =
            "an operand that begins with `{` is a body; put a set, object or comprehension into parentheses";

    private final TokenCursor cursor;
    private final Nesting nesting;
    private final ExpressionParser expressions;
    private final TermParser terms;

    LogicParser(TokenCursor cursor, Nesting nesting, ExpressionParser expressions, TermParser terms) {
        this.cursor = cursor;
        this.nesting = nesting;
        this.expressions = expressions;
        this.terms = terms;
    }

    /** What an operand was read as. */
    private record Operand(Body body, boolean inBraces, Token start) {
        Operand(Expr expression, Token start) {
            this(new Body(List.of(expression)), false, start);
        }
    }

    /** Reads an expression with its modifiers. */
    Expr literal() {
        Token start = cursor.peek();
        if (!isReference()) {
            if (start.is("some")) {
                return expressions.some();
            }
            if (start.is("every")) {
                return expressions.every();
            }
        }
        return modified(start, operators());
    }

    /** Adds the modifiers that follow. */
    private Expr modified(Token start, Operand operand) {
        Expr expression = single(operand);
        List<Expr.With> withs = expressions.withs();
        if (isOperator("and") || isOperator("or")) {
            throw cursor.failure("an operand of `" + cursor.peek().text()
                    + "` cannot have `with`; put the operand into parentheses, or `with` behind the whole");
        }
        if (withs.isEmpty()) {
            return expression;
        }
        if (!expression.withs().isEmpty()) {
            List<Expr.With> all = new ArrayList<>(expression.withs());
            all.addAll(withs);
            withs = all;
        }
        if (expression instanceof Expr.Logical logical) {
            return new Expr.Logical(
                    logical.operator(),
                    logical.left(),
                    logical.right(),
                    logical.leftBraces(),
                    logical.rightBraces(),
                    withs,
                    cursor.from(start));
        }
        if (expression instanceof Expr.NotBody not) {
            return new Expr.NotBody(not.body(), not.braces(), withs, cursor.from(start));
        }
        if (expression instanceof Expr.Not not) {
            return new Expr.Not(not.negated(), withs, cursor.from(start));
        }
        if (expression instanceof Expr.TermExpr term) {
            return new Expr.TermExpr(term.term(), withs, cursor.from(start));
        }
        throw cursor.failure("`with` cannot follow this expression");
    }

    private static Expr single(Operand operand) {
        return operand.body().expressions().get(0);
    }

    private Operand operators() {
        Token start = cursor.peek();
        Operand left = conjunction(false);
        while (isOperator("or")) {
            cursor.next();
            Operand right = conjunction(true);
            left = joined(Expr.LogicalOperator.OR, left, right, start);
        }
        return left;
    }

    private Operand conjunction(boolean afterOperator) {
        Token start = cursor.peek();
        Operand left = operand(afterOperator);
        while (isOperator("and")) {
            cursor.next();
            Operand right = operand(true);
            left = joined(Expr.LogicalOperator.AND, left, right, start);
        }
        return left;
    }

    private Operand joined(Expr.LogicalOperator operator, Operand left, Operand right, Token start) {
        refuseBraces(left);
        refuseBraces(right);
        Expr expression = new Expr.Logical(
                operator, left.body(), right.body(), left.inBraces(), right.inBraces(), List.of(), cursor.from(start));
        return new Operand(expression, start);
    }

    /** Refuses an operand that is a term in braces, which a reader would take for a body. */
    private void refuseBraces(Operand operand) {
        boolean joined = single(operand) instanceof Expr.Logical;
        if (!operand.inBraces() && !joined && operand.start().kind() == TokenKind.LEFT_BRACE) {
            throw cursor.failure(NO_BODY);
        }
    }

    private Operand operand(boolean afterOperator) {
        Token start = cursor.peek();
        nesting.enter(cursor);
        try {
            if (isReference()) {
                terms.takeKeywordAsName();
                return new Operand(condition(start), start);
            }
            if (start.is("not")) {
                return new Operand(not(), start);
            }
            if (start.kind() == TokenKind.LEFT_BRACE && (afterOperator || isBracedOperand())) {
                return new Operand(bracedBody(), true, start);
            }
            if (start.kind() == TokenKind.LEFT_PAREN && isParenthesizedExpression()) {
                cursor.next();
                Token inner = cursor.peek();
                Expr expression = modified(inner, operators());
                refuseAssignment(expression);
                if (!cursor.accept(TokenKind.RIGHT_PAREN)) {
                    throw cursor.expected("`)`, `and` or `or`");
                }
                return new Operand(expression, start);
            }
            return new Operand(condition(start), start);
        } finally {
            nesting.leave();
        }
    }

    private void refuseAssignment(Expr expression) {
        if (expression instanceof Expr.TermExpr termExpr
                && termExpr.term() instanceof Term.Call call
                && call.infix()
                && (call.name().equals(Operator.ASSIGN) || call.name().equals(Operator.UNIFY))) {
            throw cursor.failure("an assignment cannot stand in parentheses; write braces");
        }
    }

    private Expr condition(Token start) {
        return new Expr.TermExpr(expressions.condition(), List.of(), cursor.from(start));
    }

    private Body bracedBody() {
        int begin = cursor.position();
        int end = cursor.closingOf(begin);
        cursor.next();
        boolean isParenthesized = cursor.isAt(TokenKind.LEFT_PAREN) && cursor.closingOf(cursor.position()) == end - 1;
        Body body;
        try {
            body = expressions.body(TokenKind.RIGHT_BRACE);
        } catch (ParseFailure failure) {
            TokenKind found = cursor.at(failure.position()).kind();
            boolean isCollection = found == TokenKind.COLON || found == TokenKind.COMMA;
            throw isCollection ? cursor.failure(begin, NO_BODY) : failure;
        }
        cursor.next();
        Expr first = body.expressions().get(0);
        if (!isParenthesized
                && body.expressions().size() == 1
                && first instanceof Expr.TermExpr termExpr
                && termExpr.term() instanceof Term.Call union
                && union.infix()
                && union.name().equals(Operator.UNION.builtin())) {
            throw cursor.failure(
                    "`{a | b}` is ambiguous here; write `({a | b})` for a comprehension, `{(a | b)}` for a union");
        }
        return body;
    }

    private Expr not() {
        Token start = cursor.next();
        expressions.refuseNegated();
        if (!nesting.isImported("not")) {
            Token inner = cursor.peek();
            Expr negated = condition(inner);
            return new Expr.Not(negated, List.of(), cursor.from(start));
        }
        Operand operand = operand(true);
        return new Expr.NotBody(operand.body(), operand.inBraces(), List.of(), cursor.from(start));
    }

    /** Whether the braces here are a body: {@code and} or {@code or} follows them. */
    private boolean isBracedOperand() {
        int end = cursor.closingOf(cursor.position());
        if (end < 0) {
            return false;
        }
        int here = cursor.position();
        cursor.moveTo(end + 1);
        boolean followed = isOperator("and") || isOperator("or");
        cursor.moveTo(here);
        return followed;
    }

    /** Whether the parentheses here hold an expression, not the beginning of a term. */
    private boolean isParenthesizedExpression() {
        int end = cursor.closingOf(cursor.position());
        if (end < 0) {
            return false;
        }
        Token following = cursor.at(end + 1);
        if (!following.spaced()
                && (following.kind() == TokenKind.DOT
                        || following.kind() == TokenKind.LEFT_BRACKET
                        || following.kind() == TokenKind.LEFT_PAREN)) {
            return false;
        }
        return switch (following.kind()) {
            case ASSIGN, UNIFY, COMMA -> false;
            default -> Operator.of(following.kind()) == null && !following.is("in");
        };
    }

    private boolean isOperator(String name) {
        return nesting.isImported(name) && cursor.isAtKeyword(name);
    }

    private boolean isReference() {
        Token token = cursor.peek();
        return token.kind() == TokenKind.NAME && nesting.isReserved(token) && cursor.beginsReference();
    }
}
