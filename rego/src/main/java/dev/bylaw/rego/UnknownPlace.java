package dev.bylaw.rego;

import java.util.Objects;

/**
 * A place of a document whose value is not known, or a collection that may have more members than are listed.
 *
 * @param pointer where it is, as a JSON pointer (RFC 6901) into the document that the embedder knows
 * @param reason why it is not known, in words for a reader of the report
 */
public record UnknownPlace(String pointer, String reason) implements Comparable<UnknownPlace> {
    /** Checks that nothing is missing. */
    public UnknownPlace {
        Objects.requireNonNull(pointer, "pointer is null");
        Objects.requireNonNull(reason, "reason is null");
    }

    @Override
    public int compareTo(UnknownPlace other) {
        int byPointer = pointer.compareTo(other.pointer);
        return byPointer != 0 ? byPointer : reason.compareTo(other.reason);
    }
}
