package dev.bylaw.opa.internal;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import java.util.List;
import java.util.Optional;

/** What went wrong with a compiled rule. */
final class Failures {
    /** The code of errors of compiled rules. */
    static final String CODE = "wasm_error";

    /** How much of a message is shown, in characters. */
    private static final int SHOWN = 300;

    private Failures() {}

    static RegoException of(String message) {
        return of(CODE, message);
    }

    static RegoException of(String code, String message) {
        return new RegoException(List.of(new RegoError(code, message, Optional.empty())));
    }

    /** {@return what an exception of the SDK says, in a line} */
    static String text(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof StackOverflowError) {
            return "rules call each other too deep";
        }
        String message =
                root.getMessage() == null ? "" : root.getMessage().strip().replaceAll("\\s+", " ");
        String name = root.getClass().getSimpleName();
        return message.isEmpty()
                ? name
                : message.length() <= SHOWN
                        ? message
                        : message.substring(0, message.offsetByCodePoints(0, message.codePointCount(0, SHOWN))) + "...";
    }
}
