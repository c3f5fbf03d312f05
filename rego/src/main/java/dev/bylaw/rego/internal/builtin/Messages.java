package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TermText;
import dev.bylaw.rego.internal.value.TextSink;

/** Values in messages. */
final class Messages {
    /** Longer terms are cut off. */
    private static final int MAX_LENGTH = 4096;

    private Messages() {}

    /** The term as OPA prints it, cut off where it is very long. */
    static String shown(Value value) {
        TextSink out = TextSink.upTo(MAX_LENGTH);
        try {
            TermText.write(value, out);
        } catch (ArithmeticException e) {
            // Long enough to see what it is.
        }
        String text = out.text().toString();
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
