package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoLocation;
import java.util.Arrays;
import java.util.List;

/** A place in the tokens of a text, and what stands around it. Not thread-safe. */
final class TokenCursor {
    private final String file;
    private final List<Token> tokens;

    /** For each token that opens something the index of the one that closes it, or -1. */
    private final int[] closing;

    private int position;

    TokenCursor(String file, List<Token> tokens) {
        this.file = file;
        this.tokens = tokens;
        this.closing = matchBrackets(tokens);
    }

    private static int[] matchBrackets(List<Token> tokens) {
        int[] closing = new int[tokens.size()];
        Arrays.fill(closing, -1);
        int[] open = new int[tokens.size()];
        int depth = 0;
        for (int i = 0; i < closing.length; i++) {
            TokenKind kind = tokens.get(i).kind();
            if (kind.isOpening()) {
                open[depth++] = i;
            } else if (kind.isClosing() && depth > 0) {
                depth--;
                if (tokens.get(open[depth]).kind().closing() == kind) {
                    closing[open[depth]] = i;
                }
            }
        }
        return closing;
    }

    /** {@return the index of the current token} */
    int position() {
        return position;
    }

    /** Goes to a token. */
    void moveTo(int index) {
        position = index;
    }

    /** {@return the current token} */
    Token peek() {
        return tokens.get(position);
    }

    /** {@return the token so many places further on, or the end} */
    Token peek(int distance) {
        return at(position + distance);
    }

    /** {@return the token before the current one; the current one at the beginning} */
    Token previous() {
        return tokens.get(Math.max(0, position - 1));
    }

    /** {@return the token of this index, or the end} */
    Token at(int index) {
        return tokens.get(Math.min(index, tokens.size() - 1));
    }

    /** {@return the index of the token that closes what the token of this index opens, or -1} */
    int closingOf(int index) {
        return closing[index];
    }

    /** {@return the current token, which is then the one before} */
    Token next() {
        Token token = tokens.get(position);
        if (token.kind() != TokenKind.END) {
            position++;
        }
        return token;
    }

    /** {@return whether the current token is of this kind} */
    boolean isAt(TokenKind kind) {
        return peek().kind() == kind;
    }

    /** Steps over the current token if it is of this kind. */
    boolean accept(TokenKind kind) {
        if (isAt(kind)) {
            position++;
            return true;
        }
        return false;
    }

    /**
     * Whether the current token is this keyword and not the beginning of a reference such as {@code if.x}, in which
     * OPA allows keywords as names.
     */
    boolean isAtKeyword(String keyword) {
        return peek().is(keyword) && !beginsReference();
    }

    /** Steps over the current token if it is this keyword. */
    boolean acceptKeyword(String keyword) {
        if (isAtKeyword(keyword)) {
            position++;
            return true;
        }
        return false;
    }

    /** {@return whether the current token is a name directly followed by a dot or an opening bracket} */
    boolean beginsReference() {
        Token following = peek(1);
        return peek().kind() == TokenKind.NAME
                && !following.spaced()
                && (following.kind() == TokenKind.DOT || following.kind() == TokenKind.LEFT_BRACKET);
    }

    /** {@return whether a comma stands between these indexes, not within further brackets} */
    boolean hasComma(int from, int to) {
        for (int i = from; i < to; i++) {
            TokenKind kind = tokens.get(i).kind();
            if (kind == TokenKind.COMMA) {
                return true;
            }
            if (kind.isOpening() && closing[i] > i) {
                i = closing[i];
            }
        }
        return false;
    }

    /** {@return the place of a token} */
    RegoLocation locationOf(Token token) {
        return new RegoLocation(file, token.row(), token.column(), token.endRow(), token.endColumn());
    }

    /** {@return the place from the beginning of a token to the end of the token before the current one} */
    RegoLocation from(Token start) {
        return new RegoLocation(
                file,
                start.row(),
                start.column(),
                previous().endRow(),
                previous().endColumn());
    }

    /** A failure at the current token. */
    ParseFailure failure(String message) {
        return failure(position, message);
    }

    /** A failure at the token of this index; where that is invalid in itself, that is what is reported. */
    ParseFailure failure(int index, String message) {
        Token token = at(index);
        boolean invalid = token.kind() == TokenKind.INVALID;
        return new ParseFailure(locationOf(token), token.unexpected(), invalid ? token.text() : message, index);
    }

    /** A failure at the current token, in the words of OPA; where that is invalid in itself, that is what is reported. */
    ParseFailure failure(String message, String advice) {
        Token token = peek();
        return token.kind() == TokenKind.INVALID
                ? failure(advice)
                : new ParseFailure(locationOf(token), message, advice, position);
    }

    /** A limit that is met at the current token. */
    ParseFailure limit(String message) {
        return new ParseFailure(locationOf(peek()), message, position).asLimit();
    }

    /** A failure at the current token, which is not what was expected. */
    ParseFailure expected(String expected) {
        return failure("expected " + expected + ", found " + peek().described());
    }

    /** {@return a location from the beginning of one to the end of another} */
    static RegoLocation spanning(RegoLocation first, RegoLocation last) {
        return new RegoLocation(first.file(), first.row(), first.column(), last.endRow(), last.endColumn());
    }
}
