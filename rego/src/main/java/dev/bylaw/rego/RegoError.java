package dev.bylaw.rego;

import java.util.Objects;
import java.util.Optional;

/**
 * What is wrong with a policy or went wrong in its evaluation.
 *
 * @param code OPA's code, for example {@code rego_parse_error}, {@code rego_unsafe_var_error},
 *     {@code eval_conflict_error}
 * @param message what is wrong, with the words that OPA has for it
 * @param location where; empty if no source is involved
 * @param suggestion what to do about it; empty where the message says everything
 */
public record RegoError(String code, String message, Optional<RegoLocation> location, Optional<String> suggestion) {
    /** Checks that nothing is missing. */
    public RegoError {
        Objects.requireNonNull(code, "code is null");
        Objects.requireNonNull(message, "message is null");
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(suggestion, "suggestion is null");
    }

    /**
     * An error without a suggestion.
     *
     * @param code OPA's code
     * @param message what is wrong
     * @param location where; empty if no source is involved
     */
    public RegoError(String code, String message, Optional<RegoLocation> location) {
        this(code, message, location, Optional.empty());
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

    /**
     * The same error with a suggestion.
     *
     * @param advice what to do about it
     * @return the error
     */
    public RegoError withSuggestion(String advice) {
        return new RegoError(code, message, location, Optional.of(advice));
    }

    /** {@return the message, and the suggestion where there is one} */
    public String text() {
        return message + suggestion.map(advice -> "; " + advice).orElse("");
    }

    /** {@return location, code, message and suggestion in a line; but for the suggestion, as {@code opa} prints it} */
    @Override
    public String toString() {
        return location.map(place -> place + ": ").orElse("") + code + ": " + text();
    }
}
