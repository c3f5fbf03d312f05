package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TermText;
import java.util.List;
import java.util.Optional;

/** Values in messages. */
final class Messages {
    private Messages() {}

    /** The error of a call whose result would be larger than any may be. It ends the evaluation. */
    static RegoException limit(String message) {
        return new RegoException(List.of(new RegoError("eval_limit_error", message, Optional.empty())));
    }

    /** The term as OPA prints it, cut off where it is very long. */
    static String shown(Value value) {
        return TermText.brief(value);
    }
}
