package dev.bylaw.rego;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that cannot be loaded, or an evaluation that cannot be finished. Holds every error that was found. */
public final class RegoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RegoError> errors;

    /**
     * An exception with these errors.
     *
     * @param errors what is wrong, at least one
     */
    public RegoException(List<RegoError> errors) {
        super(errors.stream().map(RegoError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** {@return what is wrong, in the order of the sources} */
    public List<RegoError> errors() {
        return errors;
    }
}
