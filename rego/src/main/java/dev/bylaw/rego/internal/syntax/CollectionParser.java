package dev.bylaw.rego.internal.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads arrays, sets, objects, comprehensions and template strings.
 *
 * <p>{@code [a | b} begins a comprehension or an array whose first item is a union. As in OPA it is a comprehension
 * where that can be read to the end, and an array only where a comma shows that it is none.
 */
final class CollectionParser {
    private final TokenCursor cursor;
    private final TermParser terms;
    private final ExpressionParser expressions;

    /** Why the comprehension that was tried last is none. */
    private Optional<ParseFailure> noComprehension = Optional.empty();

    CollectionParser(TokenCursor cursor, TermParser terms, ExpressionParser expressions) {
        this.cursor = cursor;
        this.terms = terms;
        this.expressions = expressions;
    }

    /** Reads an array or array comprehension. */
    Term array() {
        int begin = cursor.position();
        Token open = cursor.next();
        List<Term> items = new ArrayList<>();
        if (cursor.accept(TokenKind.RIGHT_BRACKET)) {
            return new Term.ArrayLiteral(items, cursor.from(open));
        }
        boolean commaFirst = cursor.accept(TokenKind.COMMA);
        Token start = cursor.peek();
        Term first = terms.primary();
        if (!commaFirst && cursor.isAt(TokenKind.PIPE)) {
            Optional<Body> body = comprehensionBody(begin, TokenKind.RIGHT_BRACKET);
            if (body.isPresent()) {
                return new Term.ArrayComprehension(first, body.get(), cursor.from(open));
            }
        }
        Optional<ParseFailure> tried = tried();
        items.add(terms.itemFrom(start, first));
        try {
            items(open, TokenKind.RIGHT_BRACKET, items);
        } catch (ParseFailure failure) {
            throw farther(tried, failure);
        }
        return new Term.ArrayLiteral(items, cursor.from(open));
    }

    /** Reads a set, an object or a comprehension of one of them. */
    Term setOrObject() {
        int begin = cursor.position();
        Token open = cursor.next();
        if (cursor.accept(TokenKind.RIGHT_BRACE)) {
            return new Term.ObjectLiteral(List.of(), cursor.from(open));
        }
        boolean commaFirst = cursor.accept(TokenKind.COMMA);
        Token start = cursor.peek();
        Term first = terms.primary();
        if (!commaFirst && cursor.isAt(TokenKind.PIPE)) {
            Optional<Body> body = comprehensionBody(begin, TokenKind.RIGHT_BRACE);
            if (body.isPresent()) {
                return new Term.SetComprehension(first, body.get(), cursor.from(open));
            }
        }
        Optional<ParseFailure> tried = tried();
        first = terms.itemFrom(start, first);
        if (cursor.isAt(TokenKind.COLON)) {
            return object(begin, first, commaFirst);
        }
        List<Term> members = new ArrayList<>();
        members.add(first);
        try {
            items(open, TokenKind.RIGHT_BRACE, members);
        } catch (ParseFailure failure) {
            throw farther(tried, failure);
        }
        return new Term.SetLiteral(members, cursor.from(open));
    }

    private Term object(int begin, Term firstKey, boolean commaFirst) {
        Token open = cursor.at(begin);
        cursor.next();
        Token start = cursor.peek();
        Term value = terms.primary();
        if (!commaFirst && cursor.isAt(TokenKind.PIPE)) {
            Optional<Body> body = comprehensionBody(begin, TokenKind.RIGHT_BRACE);
            if (body.isPresent()) {
                return new Term.ObjectComprehension(firstKey, value, body.get(), cursor.from(open));
            }
        }
        Optional<ParseFailure> tried = tried();
        List<Term.Entry> entries = new ArrayList<>();
        entries.add(new Term.Entry(firstKey, terms.itemFrom(start, value)));
        try {
            entries(open, entries);
        } catch (ParseFailure failure) {
            throw farther(tried, failure);
        }
        return new Term.ObjectLiteral(entries, cursor.from(open));
    }

    /** Reads the entries behind the first, to the closing brace. */
    private void entries(Token open, List<Term.Entry> entries) {
        while (!cursor.accept(TokenKind.RIGHT_BRACE)) {
            comma(open, TokenKind.RIGHT_BRACE);
            if (cursor.accept(TokenKind.RIGHT_BRACE)) {
                break;
            }
            Term key = terms.item();
            if (!cursor.accept(TokenKind.COLON)) {
                throw notClosed(open, TokenKind.RIGHT_BRACE, "`:` and a value, since the braces hold an object");
            }
            entries.add(new Term.Entry(key, terms.item()));
        }
    }

    /**
     * Reads the rest of a comprehension from its bar on; nothing, with the cursor at the bar again, where it is none.
     *
     * @param begin the index of the opening bracket
     */
    private Optional<Body> comprehensionBody(int begin, TokenKind closing) {
        int bar = cursor.position();
        int end = cursor.closingOf(begin);
        cursor.next();
        if (end < 0 || !cursor.hasComma(bar, end)) {
            return Optional.of(closedBody(closing));
        }
        terms.beginAttempt();
        try {
            return Optional.of(closedBody(closing));
        } catch (ParseFailure failure) {
            if (failure.isLimit() || cursor.at(failure.position()).kind() != TokenKind.COMMA) {
                throw failure;
            }
            cursor.moveTo(bar);
            noComprehension = Optional.of(failure);
            return Optional.empty();
        } finally {
            terms.endAttempt();
        }
    }

    /** Why what is read at the moment is no comprehension, if that was tried. */
    private Optional<ParseFailure> tried() {
        Optional<ParseFailure> tried = noComprehension;
        noComprehension = Optional.empty();
        return tried;
    }

    /** Of two failures the one that came farther: its reading is likely the one that was meant. */
    private static ParseFailure farther(Optional<ParseFailure> tried, ParseFailure failure) {
        return tried.filter(earlier -> earlier.position() > failure.position()).orElse(failure);
    }

    private Body closedBody(TokenKind closing) {
        Body body = expressions.body(closing);
        cursor.next();
        return body;
    }

    /**
     * Reads the items of a list to its closing bracket.
     *
     * @param items the items that are read already; more are added
     */
    List<Term> items(Token open, TokenKind closing, List<Term> items) {
        while (!cursor.accept(closing)) {
            if (!items.isEmpty()) {
                comma(open, closing);
                if (cursor.accept(closing)) {
                    break;
                }
            }
            items.add(terms.item());
        }
        return items;
    }

    private void comma(Token open, TokenKind closing) {
        if (!cursor.accept(TokenKind.COMMA)) {
            close(open, closing, true);
        }
    }

    /** Steps over a closing bracket. */
    void close(Token open, TokenKind closing, boolean orComma) {
        if (orComma || !cursor.accept(closing)) {
            throw notClosed(
                    open, closing, orComma ? "`,` or `" + closing.symbol() + "`" : "`" + closing.symbol() + "`");
        }
    }

    private ParseFailure notClosed(Token open, TokenKind closing, String expected) {
        Token found = cursor.peek();
        if (found.kind() == TokenKind.UNIFY || found.kind() == TokenKind.ASSIGN) {
            return cursor.failure("`" + found.text() + "` cannot stand within an expression; write `==` to compare");
        }
        String opening = open.kind() == TokenKind.TEMPLATE_PART ? "{" : open.text();
        if (found.kind() == TokenKind.END) {
            return new ParseFailure(
                    cursor.locationOf(open),
                    "unexpected eof token",
                    "`" + opening + "` is not closed: `" + closing.symbol() + "` is missing",
                    cursor.position());
        }
        String message = "expected " + expected + ", found " + found.described();
        if (found.row() != open.row()) {
            message += "; the `" + opening + "` of line " + open.row() + " is not closed yet";
        }
        return cursor.failure(message);
    }

    /** Reads a template string. */
    Term template() {
        Token start = cursor.peek();
        List<Term.Template.Part> parts = new ArrayList<>();
        while (true) {
            Token piece = cursor.peek();
            if (piece.kind() != TokenKind.TEMPLATE_PART && piece.kind() != TokenKind.TEMPLATE_END) {
                throw cursor.expected("the rest of the template string");
            }
            cursor.next();
            if (!piece.text().isEmpty()) {
                parts.add(Term.Template.Part.ofText(piece.text()));
            }
            if (piece.kind() == TokenKind.TEMPLATE_END) {
                return new Term.Template(parts, cursor.from(start));
            }
            if (cursor.isAt(TokenKind.RIGHT_BRACE)) {
                throw cursor.failure("expected an expression between the braces; write `\\{` for a brace in the text");
            }
            parts.add(part());
            close(piece, TokenKind.RIGHT_BRACE, false);
        }
    }

    private Term.Template.Part part() {
        int begin = cursor.position();
        Expr expression = expressions.literal();
        if (expression instanceof Expr.TermExpr termExpr && !isAssignment(termExpr.term())) {
            return new Term.Template.Part(Optional.empty(), Optional.of(termExpr.term()), termExpr.withs());
        }
        cursor.moveTo(begin);
        throw cursor.failure("the braces of a template string hold a value, not a condition: "
                + "no `not`, `some`, `every`, `and`, `or`, `=` or `:=`");
    }

    private static boolean isAssignment(Term term) {
        return term instanceof Term.Call call
                && call.infix()
                && (call.name().equals(Operator.ASSIGN) || call.name().equals(Operator.UNIFY));
    }
}
