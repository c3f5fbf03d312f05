package dev.bylaw.rule;

import java.util.Objects;
import java.util.Optional;

/**
 * What reading a {@link Node} gave.
 *
 * @param <T> what was read
 */
public sealed interface Read<T> permits Read.Known, Read.Absent, Read.Unknown {
    /**
     * It is known.
     *
     * @param <T> what was read
     * @param value what is there
     */
    record Known<T>(T value) implements Read<T> {
        /** Checks that nothing is missing. */
        public Known {
            Objects.requireNonNull(value, "value is null");
        }
    }

    /**
     * It is known that nothing is there.
     *
     * @param <T> what was read
     */
    record Absent<T>() implements Read<T> {}

    /**
     * It is not known.
     *
     * @param <T> what was read
     * @param reason why, and where
     */
    record Unknown<T>(String reason) implements Read<T> {
        /** Checks that nothing is missing. */
        public Unknown {
            Objects.requireNonNull(reason, "reason is null");
        }
    }

    /** {@return what is known to be there; empty where nothing is, or it is not known} */
    default Optional<T> known() {
        return this instanceof Known<T> known ? Optional.of(known.value()) : Optional.empty();
    }

    /** {@return whether it is not known} */
    default boolean isUnknown() {
        return this instanceof Unknown<T>;
    }
}
