package dev.bylaw.workspace;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that kept a part of the input from being checked. A run with problems is at best INCOMPLETE.
 *
 * @param kind what sort of thing went wrong
 * @param message what is wrong, what was expected and what to do, without a final period
 * @param location where; empty only if no file is involved
 */
public record Problem(Kind kind, String message, Optional<Location> location) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(
                    (Problem problem) -> problem.location().orElse(Location.startOf("")))
            .thenComparing(Problem::kind)
            .thenComparing(Problem::message);

    /** The sorts of problems. Their {@link #id()} is part of the report format. */
    public enum Kind {
        /** A file that cannot be read: vanished, not permitted, not UTF-8. */
        UNREADABLE_FILE("unreadable-file"),
        /** A file that leads out of the roots, by a link or a path. */
        OUTSIDE_ROOT("outside-root"),
        /** Input beyond a limit: size, depth, aliases, steps, time. */
        LIMIT_EXCEEDED("limit-exceeded"),
        /** Text that does not follow its format: YAML, JSON, Jinja, SQL, CSV. */
        INVALID_SYNTAX("invalid-syntax"),
        /** Text that follows its format and cannot mean anything: two models of one name, a wrong type of value. */
        INVALID_CONTENT("invalid-content"),
        /** A version of a format that is not read. */
        UNSUPPORTED_VERSION("unsupported-version"),
        /** A rule that failed while it was evaluated. */
        RULE_FAILED("rule-failed"),
        /** Settings that contradict each other or name what does not exist. */
        CONFIGURATION("configuration");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** {@return the name in reports} */
        public String id() {
            return id;
        }
    }

    /** Checks that nothing is missing. */
    public Problem {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(message, "message is null");
        Objects.requireNonNull(location, "location is null");
    }

    /**
     * A problem at a place.
     *
     * @param kind what sort of thing went wrong
     * @param message what is wrong, what was expected and what to do
     * @param location where
     * @return the problem
     */
    public static Problem at(Location location, Kind kind, String message) {
        return new Problem(kind, message, Optional.of(location));
    }

    /** Orders by place, those without one first, then kind and message. */
    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}
