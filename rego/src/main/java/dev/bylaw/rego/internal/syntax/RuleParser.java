package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.RegoLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rules and functions. */
final class RuleParser {
    private final TokenCursor cursor;
    private final Nesting nesting;
    private final ExpressionParser expressions;
    private final TermParser terms;

    RuleParser(TokenCursor cursor, Nesting nesting) {
        this.cursor = cursor;
        this.nesting = nesting;
        this.expressions = new ExpressionParser(cursor, nesting);
        this.terms = expressions.terms();
    }

    /** {@return the reader of expressions} */
    ExpressionParser expressions() {
        return expressions;
    }

    /** Reads a rule; each body in braces behind the first is a further rule with the same head. */
    List<Rule> rules() {
        terms.reset();
        Token start = cursor.peek();
        if (cursor.acceptKeyword("default")) {
            return List.of(defaultRule(start));
        }
        Rule.Head head = head();
        boolean isBare = head.value().isEmpty() && head.contains().isEmpty();
        boolean hasIf = cursor.isAtKeyword("if") || isBare && isKeywordBeforeArray("if");
        if (!hasIf && nesting.hasOldRules()) {
            head = OldRules.head(head);
        }
        if (!hasIf && !(nesting.hasOldRules() && cursor.isAt(TokenKind.LEFT_BRACE))) {
            return List.of(fact(start, head));
        }
        Body body;
        if (hasIf) {
            cursor.next();
            body = firstBody();
        } else {
            body = bracedBody();
        }
        List<Rule.Else> elses = new ArrayList<>();
        while (cursor.isAtKeyword("else")) {
            checkElse(head);
            Rule.Else branch = elseBranch();
            elses.add(branch);
            if (branch.body().isEmpty()) {
                break;
            }
        }
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule(false, head, Optional.of(body), elses, Optional.empty(), cursor.from(start)));
        while (cursor.isAt(TokenKind.LEFT_BRACE)) {
            if (!elses.isEmpty()) {
                throw cursor.failure("a further body cannot follow an `else`; write a rule of its own, or `else if`");
            }
            Token open = cursor.next();
            Body further = expressions.body(TokenKind.RIGHT_BRACE);
            cursor.next();
            RegoLocation at = cursor.from(open);
            rules.add(new Rule(false, head.movedTo(at), Optional.of(further), List.of(), Optional.empty(), at));
        }
        if (cursor.isAtKeyword("else")) {
            throw cursor.failure(
                    elses.isEmpty()
                            ? "`else` cannot follow several bodies; write a rule with one body"
                            : "`else` cannot follow an `else` without a condition");
        }
        return rules;
    }

    private Rule fact(Token start, Rule.Head head) {
        if (cursor.isAt(TokenKind.LEFT_BRACE)) {
            throw Slips.bodyWithoutIf(cursor, head);
        }
        boolean isFunction =
                head.arguments().isPresent() && !head.arguments().get().isEmpty();
        boolean isOldFact = nesting.hasOldRules()
                && (isFunction || head.path().size() > 1)
                && cursor.peek().onNewLine();
        if (head.value().isEmpty() && head.contains().isEmpty() && !isOldFact && (!isFunction || !endsHere())) {
            throw Slips.headOnly(cursor, start, head);
        }
        if (cursor.isAtKeyword("else")) {
            throw cursor.failure("`else` follows a body; write `if` and a condition before it");
        }
        return new Rule(false, head, Optional.empty(), List.of(), Optional.empty(), cursor.from(start));
    }

    private boolean endsHere() {
        Token found = cursor.peek();
        return found.onNewLine() || found.kind() == TokenKind.END;
    }

    /** Reads what stands behind {@code if}: a body in braces or a single expression. */
    private Body firstBody() {
        if (!cursor.isAt(TokenKind.LEFT_BRACE)) {
            return new Body(List.of(expressions.literal()));
        }
        // Braces can also begin an expression, such as {1} == x or {x | x > 1}; as in OPA that is tried first, and a
        // set alone, which would always hold, is a body.
        int begin = cursor.position();
        Optional<ParseFailure> failure = Optional.empty();
        terms.beginAttempt();
        try {
            Expr expression = expressions.literal();
            if (!(expression instanceof Expr.TermExpr termExpr) || !(termExpr.term() instanceof Term.SetLiteral)) {
                return new Body(List.of(expression));
            }
        } catch (ParseFailure tried) {
            failure = Optional.of(tried);
        } finally {
            terms.endAttempt();
        }
        cursor.moveTo(begin);
        try {
            return bracedBody();
        } catch (ParseFailure later) {
            // A colon behind the first expression shows that the braces were meant to be an object.
            boolean isObject = cursor.at(later.position()).kind() == TokenKind.COLON;
            throw failure.filter(tried -> isObject && tried.position() > later.position())
                    .orElse(later);
        }
    }

    private Body bracedBody() {
        cursor.next();
        Body body = expressions.body(TokenKind.RIGHT_BRACE);
        cursor.next();
        return body;
    }

    private void checkElse(Rule.Head head) {
        if (head.contains().isPresent()) {
            throw cursor.failure(
                    "else keyword cannot be used on multi-value rules",
                    "`else` is not possible for a rule with `contains`; "
                            + "write a further rule with `contains` and the opposite condition");
        }
        if (!head.path().stream().allMatch(Terms::isGround)) {
            throw cursor.failure(
                    "else keyword cannot be used on rules with variables in head",
                    "`else` is not possible for a rule with a variable in its name");
        }
    }

    private Rule.Else elseBranch() {
        Token start = cursor.next();
        Optional<Term> value = Optional.empty();
        if (cursor.accept(TokenKind.ASSIGN) || cursor.accept(TokenKind.UNIFY)) {
            value = Optional.of(terms.term());
        }
        if (cursor.isAt(TokenKind.LEFT_BRACE)) {
            if (nesting.hasOldRules()) {
                return new Rule.Else(value, Optional.of(bracedBody()), cursor.from(start));
            }
            throw Slips.elseWithoutIf(cursor, value);
        }
        if (!cursor.isAtKeyword("if")) {
            if (value.isEmpty()) {
                throw cursor.expected("`:=` and a value, or `if` and a condition, behind `else`");
            }
            return new Rule.Else(value, Optional.empty(), cursor.from(start));
        }
        cursor.next();
        Body body = cursor.isAt(TokenKind.LEFT_BRACE) ? bracedBody() : new Body(List.of(expressions.literal()));
        return new Rule.Else(value, Optional.of(body), cursor.from(start));
    }

    private Rule defaultRule(Token start) {
        Rule.Head head = head();
        if (head.contains().isPresent()) {
            throw new ParseFailure(
                    head.at(),
                    "illegal default rule (must have a value)",
                    "a rule with `contains` has no default; without elements it is the empty set",
                    0);
        }
        if (cursor.isAtKeyword("if") || cursor.isAt(TokenKind.LEFT_BRACE)) {
            throw cursor.failure("a default rule has a value and no body");
        }
        if (head.value().isEmpty()) {
            if (!endsHere()) {
                throw cursor.expected(
                        "`:=` and a value, as in `default " + Slips.shown(SourcePrinter.print(head)) + " := false`");
            }
            // As in OPA a default without a value is true.
            Term value = new Term.Scalar(BooleanValue.TRUE, head.at());
            head = new Rule.Head(
                    head.name(), head.path(), head.arguments(), Optional.empty(), Optional.of(value), head.at());
        }
        new DefaultCheck(cursor).check(head);
        return new Rule(true, head, Optional.empty(), List.of(), Optional.empty(), cursor.from(start));
    }

    private Rule.Head head() {
        Token start = cursor.peek();
        Term.Var name = name();
        List<Term> path = new ArrayList<>();
        Optional<List<Term>> arguments = Optional.empty();
        // Behind the first name, and only there, white space may stand before a bracket.
        boolean first = true;
        while (first || !cursor.peek().spaced()) {
            if (cursor.isAt(TokenKind.DOT) && !cursor.peek().spaced()) {
                path.add(terms.fieldName());
            } else if (cursor.isAt(TokenKind.LEFT_BRACKET)) {
                path.add(terms.indexed());
            } else if (cursor.isAt(TokenKind.LEFT_PAREN)) {
                // As in OPA, p() is the rule p.
                arguments = Optional.of(terms.arguments()).filter(given -> !given.isEmpty());
                refuseMorePath();
                break;
            } else {
                break;
            }
            first = false;
        }
        Optional<Term> contains = Optional.empty();
        Optional<Term> value = Optional.empty();
        if (cursor.isAtKeyword("contains") || isKeywordBeforeArray("contains")) {
            if (arguments.isPresent()) {
                throw cursor.failure(
                        "unexpected contains keyword: the contains keyword can only be used with multi-value rule "
                                + "definitions",
                        "a function returns a single value; `contains` is for rules without arguments");
            }
            cursor.next();
            contains = Optional.of(terms.term());
        } else if (cursor.accept(TokenKind.ASSIGN) || cursor.accept(TokenKind.UNIFY)) {
            value = Optional.of(terms.term());
        }
        if (cursor.isAt(TokenKind.ASSIGN) || cursor.isAt(TokenKind.UNIFY)) {
            throw cursor.failure("expected `if`, a new line or the end of the rule, found "
                    + cursor.peek().described() + "; assignments cannot be chained");
        }
        Rule.Head head = new Rule.Head(name, path, arguments, contains, value, cursor.from(start));
        // What follows walks through the head by recursion.
        NestingCheck.check(head);
        return head;
    }

    /** Whether the keyword stands directly before an array, as in {@code p if[x] == y}; a bare head needs it so. */
    private boolean isKeywordBeforeArray(String keyword) {
        return cursor.peek().is(keyword) && cursor.peek(1).kind() == TokenKind.LEFT_BRACKET;
    }

    private void refuseMorePath() {
        Token found = cursor.peek();
        boolean continues = found.kind() == TokenKind.DOT
                || found.kind() == TokenKind.LEFT_BRACKET
                || found.kind() == TokenKind.LEFT_PAREN;
        if (continues && !found.spaced()) {
            throw cursor.failure("nothing can follow the parameters of a function but its value and body, found "
                    + found.described());
        }
    }

    private Term.Var name() {
        Token token = cursor.peek();
        if (token.kind() != TokenKind.NAME) {
            Slips.refuseComment(cursor);
            throw cursor.expected("a rule, for example `allow if { ... }`");
        }
        if (nesting.isReserved(token) && !cursor.beginsReference()) {
            throw cursor.failure(
                    token.text() + " keyword cannot be used for rule name",
                    "`" + token.text() + "` is a keyword and cannot be the name of a rule");
        }
        if (token.is("set") && cursor.peek(1).kind() == TokenKind.LEFT_PAREN) {
            throw cursor.failure(
                    "set cannot be used for rule name", "`set()` is the empty set and cannot be the name of a rule");
        }
        if (token.is(Term.Var.WILDCARD)) {
            throw cursor.failure("var cannot be used for rule name", "`_` cannot be the name of a rule");
        }
        cursor.next();
        return new Term.Var(token.text(), cursor.locationOf(token));
    }
}
