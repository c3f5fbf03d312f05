package dev.bylaw.rego.internal.graphql;

import dev.bylaw.rego.internal.graphql.Token.Kind;
import dev.bylaw.rego.internal.value.RegoText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** The tokens of a text one after the other, with the comments before them. Not thread-safe. */
abstract class TokenSource {
    private static final int MAX_DEPTH = 200;

    private final Lexer lexer;
    private final LongConsumer work;
    private Token peeked;
    private Token previous;
    private int depth;

    /** The comment before the token that was looked at last; null where there is none. */
    Node comment;

    /** The comment before the end of the list that was read last; null where there is none. */
    Node lastComment;

    TokenSource(String text, LongConsumer work) {
        this.lexer = new Lexer(text);
        this.work = work;
    }

    Token peek() {
        if (peeked == null) {
            work.accept(1);
            peeked = lexer.next();
            if (peeked.kind() == Kind.COMMENT) {
                List<Object> comments = new ArrayList<>();
                while (peeked.kind() == Kind.COMMENT) {
                    work.accept(1);
                    comments.add(new Node(peeked).put("Value", peeked.value()));
                    peeked = lexer.next();
                }
                comment = new Node(peeked).put("List", comments);
            }
        }
        return peeked;
    }

    Token next() {
        Token token = peek();
        if (token.kind() == Kind.INVALID) {
            throw error(token, token.value());
        }
        peeked = null;
        comment = null;
        previous = token;
        return token;
    }

    Token previous() {
        return previous;
    }

    GraphqlException error(Token token, String message) {
        return GraphqlException.at(token.line(), token.column(), message);
    }

    GraphqlException unexpected(Token token) {
        return error(token, "Unexpected " + token);
    }

    /** Reads a keyword; the comment before it. */
    Node keyword(String name) {
        Token token = peek();
        if (!token.isName(name)) {
            throw error(token, "Expected " + RegoText.quote(name) + ", found " + token);
        }
        Node before = comment;
        next();
        return before;
    }

    Token expect(Kind kind) {
        Token token = peek();
        if (token.kind() != kind) {
            throw error(token, "Expected " + kind + ", found " + token.kind());
        }
        return next();
    }

    boolean skip(Kind kind) {
        boolean found = peek().kind() == kind;
        if (found) {
            next();
        }
        return found;
    }

    String name() {
        return expect(Kind.NAME).value();
    }

    /** Reads one item of a list. */
    interface Item {
        Object read();
    }

    /** Any number of items between two tokens; none where the first one is not there. */
    List<Object> many(Kind start, Kind end, Item item) {
        List<Object> items = new ArrayList<>();
        lastComment = null;
        if (skip(start)) {
            enter();
            while (peek().kind() != end) {
                items.add(item.read());
            }
            leave();
            lastComment = comment;
            next();
        }
        return items;
    }

    /** At least one item between two tokens; nothing where the first one is not there. */
    List<Object> some(Kind start, Kind end, Item item) {
        boolean there = peek().kind() == start;
        List<Object> items = many(start, end, item);
        if (there && items.isEmpty()) {
            throw error(previous, "expected at least one definition, found " + previous.kind());
        }
        return items;
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw error(peek(), "Nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    void leave() {
        depth--;
    }
}
