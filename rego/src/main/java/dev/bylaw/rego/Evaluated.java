package dev.bylaw.rego;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a path of a policy came to. The value is the one of the world in which everything unknown is absent; the doubts
 * in it and about it say what of it holds in every world.
 *
 * @param value the value; empty where it is undefined. A set or object that rules define has its own doubts
 * @param doubt why the value as a whole may be another one, the doubts inside it not included
 * @param errors errors that were handled as doubt
 */
public record Evaluated(Optional<Value> value, Doubt doubt, List<RegoError> errors) {
    /** Copies the errors. */
    public Evaluated {
        Objects.requireNonNull(value, "value is null");
        Objects.requireNonNull(doubt, "doubt is null");
        errors = List.copyOf(errors);
    }
}
