package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;

/** Ends the parsing of a statement; caught where parsing goes on behind it. */
final class ParseFailure extends RuntimeException {
    /** OPA's code of a text that is no Rego. */
    static final String CODE = "rego_parse_error";

    private static final long serialVersionUID = 1L;

    private final transient RegoError error;

    /** The position of the token in question. */
    private final int position;

    /** Whether a limit was met, which no other reading avoids. */
    private boolean limit;

    ParseFailure(RegoLocation at, String message, int position) {
        // Thrown and caught within the parser, often while it tries a reading: no stack trace.
        super(message, null, false, false);
        this.error = RegoError.at(at, CODE, message);
        this.position = position;
    }

    /** A failure in the words of OPA, and what is wrong and to be done in the words of people. */
    ParseFailure(RegoLocation at, String message, String advice, int position) {
        super(message, null, false, false);
        this.error = RegoError.at(at, CODE, message).withSuggestion(advice);
        this.position = position;
    }

    /** Marks this as a limit that was met. */
    ParseFailure asLimit() {
        limit = true;
        return this;
    }

    /** {@return whether a limit was met, which no other reading avoids} */
    boolean isLimit() {
        return limit;
    }

    /** {@return what is wrong} */
    RegoError error() {
        return error;
    }

    /** {@return the index of the token in question} */
    int position() {
        return position;
    }
}
