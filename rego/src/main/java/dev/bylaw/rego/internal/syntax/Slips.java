package dev.bylaw.rego.internal.syntax;

import java.util.List;
import java.util.Optional;

/** Messages for the slips that authors make, in their words. */
final class Slips {
    private static final int SHOWN_LENGTH = 60;
    private static final List<String> OPENING_KEYWORDS = List.of("some", "every", "not", "default", "import");
    private static final List<String> JOINING_KEYWORDS = List.of("with", "in", "as", "if", "contains", "else");

    private Slips() {}

    /** An expression of a body ended and something else follows than a separator. */
    static ParseFailure afterExpression(TokenCursor cursor, Nesting nesting, Token open, TokenKind closing) {
        Token found = cursor.peek();
        String opening = open.kind() == TokenKind.TEMPLATE_PART ? "{" : open.text();
        if (found.kind() == TokenKind.END) {
            String missing = open.kind().isOpening() ? opening : "{";
            return new ParseFailure(
                    cursor.locationOf(open),
                    "unexpected eof token",
                    "`" + missing + "` is not closed: `" + closing.symbol() + "` is missing",
                    cursor.position());
        }
        String expected = "expected a new line, `;` or `" + closing.symbol() + "`, found " + found.described();
        Optional<String> meant = meant(cursor);
        if (meant.isPresent()) {
            return cursor.failure(expected + "; did you mean `" + meant.get() + "`?");
        }
        if (found.kind() == TokenKind.NAME && !nesting.isReserved(found) && (found.is("and") || found.is("or"))) {
            return cursor.failure(expected + "; " + joined(found.text()));
        }
        if (found.kind() == TokenKind.ASSIGN || found.kind() == TokenKind.UNIFY) {
            return cursor.failure(expected + "; assignments cannot be chained");
        }
        if (found.kind() == TokenKind.COMMA) {
            return cursor.failure(expected + "; conditions are not separated by commas");
        }
        if (found.kind() == TokenKind.NAME
                && (found.is("if") || found.is("contains") || found.is("default"))
                && closing == TokenKind.RIGHT_BRACE) {
            return cursor.failure(expected + "; is a `}` missing? The body of line " + open.row() + " is still open");
        }
        return cursor.failure(expected);
    }

    private static String joined(String word) {
        return word.equals("and")
                ? "conditions that must all hold are separated by a new line or `;`"
                        + " (or write `import future.keywords.and`)"
                : "write a rule with a body for each alternative (or `import future.keywords.or`)";
    }

    /** The keyword that the current token or the one before it stands for. */
    static Optional<String> meant(TokenCursor cursor) {
        Token found = cursor.peek();
        if (found.kind() != TokenKind.NAME && found.kind() != TokenKind.LEFT_BRACE) {
            return Optional.empty();
        }
        if (found.kind() == TokenKind.NAME && !found.isKeyword()) {
            Optional<String> joining = Keywords.meant(found.text(), JOINING_KEYWORDS);
            if (joining.isPresent()) {
                return joining;
            }
        }
        Token before = cursor.previous();
        boolean isName = before.kind() == TokenKind.NAME && !before.isKeyword();
        return isName ? Keywords.meant(before.text(), OPENING_KEYWORDS) : Optional.empty();
    }

    /** A body in braces without {@code if} before it. */
    static ParseFailure bodyWithoutIf(TokenCursor cursor, Rule.Head head) {
        Token previous = cursor.previous();
        if (previous.kind() == TokenKind.NAME && !previous.isKeyword()) {
            Optional<String> meant = Keywords.meant(previous.text(), List.of("if", "else"));
            if (meant.isPresent() && !previous.onNewLine()) {
                return new ParseFailure(
                        cursor.locationOf(previous),
                        ifMissing(head),
                        "expected `if` before the body, found `" + previous.text() + "`; did you mean `" + meant.get()
                                + "`?",
                        cursor.position() - 1);
            }
        }
        return cursor.failure(
                ifMissing(head), "`if` is missing before the body: write `" + v1Form(head) + " if { ... }`");
    }

    private static String ifMissing(Rule.Head head) {
        return "`if` keyword is required before " + (head.arguments().isPresent() ? "function" : "rule") + " body";
    }

    /** A body in braces behind {@code else} without {@code if} before it. */
    static ParseFailure elseWithoutIf(TokenCursor cursor, Optional<Term> value) {
        value.ifPresent(NestingCheck::check);
        String form =
                value.map(term -> "else := " + shown(SourcePrinter.print(term))).orElse("else");
        return cursor.failure(
                "`if` keyword is required before rule body",
                "`if` is missing before the body: write `" + form + " if { ... }`");
    }

    /** Refuses a comment as other languages write it. */
    static void refuseComment(TokenCursor cursor) {
        boolean slash = cursor.isAt(TokenKind.DIVIDE);
        TokenKind following = cursor.peek(1).kind();
        if (slash && (following == TokenKind.DIVIDE || following == TokenKind.TIMES)) {
            throw cursor.failure("a comment begins with `#`");
        }
    }

    /** {@return a text of the author, shortened for a message} */
    static String shown(String text) {
        if (text.length() <= SHOWN_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN_LENGTH - 1)) ? SHOWN_LENGTH - 1 : SHOWN_LENGTH;
        return text.substring(0, end) + "...";
    }

    /** {@return a number of the author; one that is shortened says how long it is} */
    static String shownNumber(String digits) {
        String shown = shown(digits);
        return shown.equals(digits) ? shown : shown + " (" + digits.length() + " characters)";
    }

    /** The head of a rule as Rego v1 wants it. */
    private static String v1Form(Rule.Head head) {
        String name = print(head.name());
        if (head.contains().isPresent()) {
            return print(head.withoutValue()) + " contains "
                    + print(head.contains().get());
        }
        if (head.arguments().isEmpty() && head.value().isEmpty() && head.path().size() == 1) {
            Term key = head.path().get(0);
            return name + " contains " + print(key);
        }
        String form = print(head.withoutValue());
        return head.value().isPresent() ? form + " := " + print(head.value().get()) : form;
    }

    private static String print(Term term) {
        return shown(SourcePrinter.print(term));
    }

    private static String print(Rule.Head head) {
        return shown(SourcePrinter.print(head));
    }

    /** A rule has neither value nor body. */
    static ParseFailure headOnly(TokenCursor cursor, Token start, Rule.Head head) {
        Token found = cursor.peek();
        String written = print(head.withoutValue());
        if (!found.onNewLine() && found.kind() != TokenKind.END) {
            String expected = "expected `:=`, `contains` or `if` behind `" + written + "`, found " + found.described();
            if (found.kind() == TokenKind.MINUS) {
                return cursor.failure(expected + "; a name has letters, digits and `_`, but no `-`");
            }
            if (found.kind() == TokenKind.EQUAL) {
                return cursor.failure(expected + "; `==` compares, `:=` defines");
            }
            Optional<String> meant = start.onNewLine()
                    ? meant(cursor)
                    : Keywords.meant(start.text(), List.of("if", "else")).or(() -> meant(cursor));
            return cursor.failure(meant.map(keyword -> expected + "; did you mean `" + keyword + "`?")
                    .orElse(expected));
        }
        if (head.path().size() == 1 && head.arguments().isEmpty()) {
            String element = print(head.path().get(0));
            return new ParseFailure(
                    cursor.from(start),
                    "`contains` keyword is required for partial set rules",
                    "`" + written + "` is no rule: write `" + shown(head.name().name()) + " contains " + element
                            + "` for a set, `" + written + " := value` for an object",
                    cursor.position());
        }
        return new ParseFailure(
                cursor.from(start),
                head.path().isEmpty() && head.arguments().isEmpty()
                        ? "var cannot be used for rule name"
                        : "rule must have value assignment and/or body declaration",
                "`" + written + "` is no rule: a rule has a value or a body, as in `" + written + " := value`, `"
                        + written + " if { ... }`"
                        + (head.arguments().isPresent() ? "" : " or `" + written + " contains value if { ... }`"),
                cursor.position());
    }
}
