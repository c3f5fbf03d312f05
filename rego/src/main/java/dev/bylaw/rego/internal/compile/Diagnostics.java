package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the errors of the stages. Not thread-safe. */
public final class Diagnostics {
    /** Code of names, scopes and modifiers that cannot be. */
    public static final String COMPILE_ERROR = "rego_compile_error";
    /** Code of functions, arity, and rules that contradict each other. */
    public static final String TYPE_ERROR = "rego_type_error";
    /** Code of variables that nothing binds. */
    public static final String UNSAFE_ERROR = "rego_unsafe_var_error";
    /** Code of rules that depend on themselves. */
    public static final String RECURSION_ERROR = "rego_recursion_error";

    /** How many errors are reported at most. */
    public static final int MAX_ERRORS = 50;

    private final List<RegoError> errors = new ArrayList<>();

    /** Adds an error. */
    public void error(RegoLocation at, String code, String message) {
        error(at, code, message, Optional.empty());
    }

    /** Adds an error with what to do about it. */
    public void error(RegoLocation at, String code, String message, String suggestion) {
        error(at, code, message, Optional.of(suggestion));
    }

    /** Adds an error with what to do about it, where that is known. */
    public void error(RegoLocation at, String code, String message, Optional<String> suggestion) {
        RegoError error = new RegoError(code, message, Optional.of(at), suggestion);
        if (!errors.contains(error)) {
            errors.add(error);
        }
    }

    /** {@return whether nothing was reported} */
    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Fails with all errors in the order of the sources, if there are any. */
    public void throwIfAny() {
        if (errors.isEmpty()) {
            return;
        }
        errors.sort(Comparator.comparing(
                (RegoError error) -> error.location(), Comparator.comparing(Optional::orElseThrow)));
        throw new RegoException(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
    }
}
