package dev.bylaw.rego;

import java.util.Objects;
import java.util.Optional;

/**
 * What is wrong with a policy or went wrong in its evaluation.
 *
 * @param code OPA's code, for example {@code rego_parse_error}, {@code rego_unsafe_var_error},
 *     {@code eval_conflict_error}
 * @param message what is wrong, and where there is one, what to do
 * @param location where; empty if no source is involved
 */
public record RegoError(String code, String message, Optional<RegoLocation> location) {
    /** Checks that nothing is missing. */
    public RegoError {
        Objects.requireNonNull(code, "code is null");
        Objects.requireNonNull(message, "message is null");
        Objects.requireNonNull(location, "location is null");
    }

    /**
     * An error at a place.
     *
     * @param code OPA's code
     * @param message what is wrong
     * @param location where
     * @return the error
     */
    public static RegoError at(RegoLocation location, String code, String message) {
        return new RegoError(code, message, Optional.of(location));
    }

    /** {@return location, code and message in a line, as {@code opa} prints it} */
    @Override
    public String toString() {
        return location.map(place -> place + ": ").orElse("") + code + ": " + message;
    }
}
