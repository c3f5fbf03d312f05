package dev.bylaw.internal.jinja.syntax;

import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.text.SourceFile;
import java.util.List;

/** Goes through the tokens of a template. Not thread-safe. */
final class Cursor {
    /** Expressions and tags nested deeper than this are refused; Python's own recursion ends before that. */
    static final int MAX_NESTING = 100;

    private final SourceFile file;
    private final List<Token> tokens;
    private int position;
    private int depth;

    Cursor(SourceFile file, List<Token> tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(position);
    }

    Token ahead() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    /** {@return the token before the current one} */
    Token previous() {
        return tokens.get(Math.max(position - 1, 0));
    }

    Token next() {
        Token token = current();
        if (!token.is(TokenType.END)) {
            position++;
        }
        return token;
    }

    boolean is(TokenType type) {
        return current().is(type);
    }

    boolean isName(String name) {
        return current().isName(name);
    }

    boolean skip(TokenType type) {
        boolean found = is(type);
        if (found) {
            next();
        }
        return found;
    }

    boolean skipName(String name) {
        boolean found = isName(name);
        if (found) {
            next();
        }
        return found;
    }

    Token expect(TokenType type) {
        if (!is(type)) {
            throw error("expected '" + type.shown() + "', found " + current().describe());
        }
        return next();
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw error("expected '" + name + "', found " + current().describe());
        }
    }

    /** Goes one level deeper. */
    void enter() {
        if (++depth > MAX_NESTING) {
            throw error("expressions or tags are nested more than " + MAX_NESTING + " deep");
        }
    }

    /** Comes back from one level. */
    void leave() {
        depth--;
    }

    TemplateException error(String message) {
        return error(message, current());
    }

    TemplateException error(String message, Token token) {
        return TemplateException.syntax(message, file.location(token.start(), token.end()));
    }
}
