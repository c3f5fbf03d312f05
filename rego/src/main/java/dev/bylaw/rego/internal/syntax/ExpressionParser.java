package dev.bylaw.rego.internal.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads bodies and their expressions with modifiers. */
final class ExpressionParser {
    private final TokenCursor cursor;
    private final Nesting nesting;
    private final TermParser terms;
    private final LogicParser logic;

    ExpressionParser(TokenCursor cursor, Nesting nesting) {
        this.cursor = cursor;
        this.nesting = nesting;
        this.terms = new TermParser(cursor, nesting, this);
        this.logic = new LogicParser(cursor, nesting, this, terms);
    }

    /** {@return the reader of terms} */
    TermParser terms() {
        return terms;
    }

    /** Reads expressions up to a closing bracket, which stays. */
    Body body(TokenKind closing) {
        Token open = cursor.previous();
        if (cursor.isAt(closing)) {
            throw cursor.failure("the body is empty; expected a condition before `" + closing.symbol() + "`");
        }
        nesting.enter(cursor);
        try {
            List<Expr> expressions = new ArrayList<>();
            while (true) {
                expressions.add(literal());
                if (cursor.accept(TokenKind.SEMICOLON)) {
                    if (cursor.isAt(closing)) {
                        throw cursor.failure("expected a further condition behind `;`, found `" + closing.symbol()
                                + "`; leave out the `;`");
                    }
                    continue;
                }
                if (cursor.isAt(closing)) {
                    return new Body(expressions);
                }
                if (!cursor.peek().onNewLine() || cursor.isAt(TokenKind.END)) {
                    throw Slips.afterExpression(cursor, nesting, open, closing);
                }
            }
        } finally {
            nesting.leave();
        }
    }

    /** Reads expressions up to the end of the text; they need no separator there. */
    Body query() {
        List<Expr> expressions = new ArrayList<>();
        while (true) {
            expressions.add(literal());
            if (!cursor.accept(TokenKind.SEMICOLON) && cursor.isAt(TokenKind.END)) {
                return new Body(expressions);
            }
        }
    }

    /** Reads an expression with its modifiers. */
    Expr literal() {
        if (nesting.hasLogic()) {
            return logic.literal();
        }
        Token start = cursor.peek();
        if (start.kind() == TokenKind.NAME && start.isKeyword() && cursor.beginsReference()) {
            terms.takeKeywordAsName();
        } else if (start.is("some")) {
            return some();
        } else if (start.is("every")) {
            return every();
        } else if (start.is("not")) {
            return not();
        }
        Term term = condition();
        List<Expr.With> withs = withs();
        return new Expr.TermExpr(term, withs, cursor.from(start));
    }

    private Expr not() {
        Token start = cursor.next();
        refuseNegated();
        Token inner = cursor.peek();
        Term term = condition();
        Expr negated = new Expr.TermExpr(term, List.of(), cursor.from(inner));
        List<Expr.With> withs = withs();
        return new Expr.Not(negated, withs, cursor.from(start));
    }

    /** Refuses what cannot stand behind {@code not}. */
    void refuseNegated() {
        Token token = cursor.peek();
        if (token.is("some") || token.is("every")) {
            throw cursor.failure("`not " + token.text()
                    + "` is not possible; put the condition into a rule of its own and negate that rule");
        }
        if (token.is("not")) {
            throw cursor.failure("`not not` is not possible; put the condition into a rule of its own");
        }
    }

    /** Reads a term, or two that {@code :=} or {@code =} joins. */
    Term condition() {
        Token start = cursor.peek();
        Term left = terms.term();
        Token operator = cursor.peek();
        if (operator.kind() != TokenKind.ASSIGN && operator.kind() != TokenKind.UNIFY) {
            return left;
        }
        cursor.next();
        Term right = terms.term();
        String builtin = operator.kind() == TokenKind.ASSIGN ? Operator.ASSIGN : Operator.UNIFY;
        Term name = TermParser.builtinName(builtin, cursor.locationOf(operator));
        return new Term.Call(name, List.of(left, right), true, cursor.from(start));
    }

    /** Reads {@code with} modifiers. */
    List<Expr.With> withs() {
        List<Expr.With> withs = new ArrayList<>();
        while (cursor.isAtKeyword("with")) {
            Token start = cursor.next();
            Token target = cursor.peek();
            if (target.kind() != TokenKind.NAME || nesting.isReserved(target)) {
                throw cursor.expected("`input`, `data`, a path in one of them or the name of a function behind `with`");
            }
            Term path = terms.primary();
            if (!(path instanceof Term.Var) && !(path instanceof Term.Ref)) {
                cursor.moveTo(cursor.position() - 1);
                throw cursor.failure("`with` replaces `input`, `data`, a path in one of them or a function, "
                        + "which is named without arguments");
            }
            if (!cursor.peek().is("as")) {
                throw cursor.expected("`as` and a value");
            }
            cursor.next();
            Term value = terms.term();
            withs.add(new Expr.With(path, value, cursor.from(start)));
        }
        return withs;
    }

    /** Reads {@code some}. */
    Expr some() {
        Token start = cursor.next();
        if (isDeclaration()) {
            return declaration(start);
        }
        Token subject = cursor.peek();
        Term term = terms.term();
        if (!(term instanceof Term.Call call) || !isMembership(call)) {
            throw cursor.failure(
                    subject.kind() == TokenKind.NAME && term instanceof Term.Var
                            ? "expected `in`, found " + cursor.peek().described()
                            : "expected `some x in xs`, `some k, v in xs` or `some x`, found "
                                    + cursor.peek().described());
        }
        List<Term> arguments = call.arguments();
        boolean keyed = arguments.size() == 3;
        Optional<Term> key = keyed ? Optional.of(arguments.get(0)) : Optional.empty();
        Term value = arguments.get(keyed ? 1 : 0);
        Term domain = arguments.get(keyed ? 2 : 1);
        List<Expr.With> withs = withs();
        return new Expr.SomeIn(key, value, domain, withs, cursor.from(start));
    }

    private static boolean isMembership(Term.Call call) {
        return call.infix()
                && (call.name().equals(Operator.MEMBER) || call.name().equals(Operator.MEMBER_WITH_KEY));
    }

    /** Whether names follow, separated by commas, behind which the expression ends. */
    private boolean isDeclaration() {
        int i = 0;
        while (true) {
            Token name = cursor.peek(i);
            if (name.kind() != TokenKind.NAME || name.isKeyword()) {
                return false;
            }
            Token following = cursor.peek(i + 1);
            if (following.kind() == TokenKind.COMMA) {
                i += 2;
                continue;
            }
            return switch (following.kind()) {
                case SEMICOLON, RIGHT_BRACE, RIGHT_BRACKET, END -> true;
                case NAME -> !isIn(i + 1) && (following.onNewLine() || i > 0 || following.isKeyword());
                default -> following.onNewLine() && (Operator.of(following.kind()) == null || i > 0 && !isKeyed());
            };
        }
    }

    /** Whether {@code k, v in xs} follows, with operators in it. */
    private boolean isKeyed() {
        int begin = cursor.position();
        terms.beginAttempt();
        try {
            return terms.term() instanceof Term.Call call && isMembership(call);
        } catch (ParseFailure failure) {
            return false;
        } finally {
            terms.endAttempt();
            cursor.moveTo(begin);
        }
    }

    /** Whether the token so many places further on is the operator, not the reference {@code in.x}. */
    private boolean isIn(int distance) {
        Token following = cursor.peek(distance + 1);
        boolean isReference = !following.spaced()
                && (following.kind() == TokenKind.DOT || following.kind() == TokenKind.LEFT_BRACKET);
        return cursor.peek(distance).is("in")
                && !(isReference && cursor.peek(distance).onNewLine());
    }

    private Expr declaration(Token start) {
        List<Term.Var> variables = new ArrayList<>();
        do {
            Token name = cursor.next();
            variables.add(new Term.Var(name.text(), cursor.locationOf(name)));
        } while (cursor.accept(TokenKind.COMMA));
        return new Expr.SomeDeclaration(variables, cursor.from(start));
    }

    /** Reads {@code every}. */
    Expr every() {
        Token start = cursor.next();
        Term.Var first = variable();
        Optional<Term.Var> key = Optional.empty();
        Term.Var value = first;
        if (cursor.accept(TokenKind.COMMA)) {
            key = Optional.of(first);
            value = variable();
        }
        if (!cursor.acceptKeyword("in")) {
            throw cursor.expected("`in`, as in `every x in xs { ... }` or `every k, v in xs { ... }`");
        }
        Term domain = terms.operand();
        if (!cursor.isAt(TokenKind.LEFT_BRACE)) {
            throw cursor.expected("`{` and the conditions that must hold for every element");
        }
        cursor.next();
        Body body = body(TokenKind.RIGHT_BRACE);
        cursor.next();
        List<Expr.With> withs = withs();
        return new Expr.Every(key, value, domain, body, withs, cursor.from(start));
    }

    private Term.Var variable() {
        Token token = cursor.peek();
        boolean isName = token.kind() == TokenKind.NAME && (!nesting.isReserved(token) || token.is("contains"));
        if (!isName) {
            throw cursor.failure("expected a variable behind `every`, found " + token.described()
                    + "; patterns are not possible here");
        }
        cursor.next();
        return new Term.Var(token.text(), cursor.locationOf(token));
    }
}
