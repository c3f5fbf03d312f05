package dev.bylaw.rego;

import java.util.Objects;

/**
 * A small fault planted in a module, to see whether the tests find it.
 *
 * @param kind what sort of fault
 * @param location the part of the source that is another one
 * @param original that part as written
 * @param replacement what stands in its place; empty text where it is left out
 * @param text the whole module with the fault
 */
public record Mutation(Kind kind, RegoLocation location, String original, String replacement, String text) {
    /** Longer parts are cut where a line shows them, in characters. */
    private static final int SHOWN = 60;

    /** Sorts of faults. */
    public enum Kind {
        /** A condition is turned round: {@code not} added or taken away, a comparison reversed. */
        CONDITION,
        /** A rule, an {@code else} or a condition is left out. */
        BRANCH,
        /** A text or pattern is another one, or a member of a list is missing. */
        PATTERN,
        /** A number is one more or one less, or a comparison includes its bound or not. */
        OFF_BY_ONE,
        /** A finding points elsewhere: its {@code at}, its {@code key} or a step of its {@code path} is another one. */
        PLACE
    }

    /** Checks that nothing is missing. */
    public Mutation {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(original, "original is null");
        Objects.requireNonNull(replacement, "replacement is null");
        Objects.requireNonNull(text, "text is null");
    }

    /** {@return a line for people: where, what is there and what was put in its place} */
    @Override
    public String toString() {
        return location + ": " + cut(original) + (replacement.isEmpty() ? " left out" : " became " + cut(replacement));
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
