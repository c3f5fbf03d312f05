package dev.bylaw.rego;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How often the expressions of a policy were evaluated, and how long that took. As in OPA, the expressions of a line are
 * counted together.
 *
 * @param entries one for each line, the one that took longest first
 */
public record Profile(List<Entry> entries) {
    /**
     * The expressions of a line.
     *
     * @param location the first of them that was evaluated
     * @param evaluations how often they were evaluated
     * @param redos how often they were asked for a further solution
     * @param expressions how many different expressions there were, those included that the compiler makes of operands
     * @param time how long they took, without the rules and functions they call
     */
    public record Entry(RegoLocation location, long evaluations, long redos, int expressions, Duration time) {
        /** Checks that nothing is missing. */
        public Entry {
            Objects.requireNonNull(location, "location is null");
            Objects.requireNonNull(time, "time is null");
        }
    }

    /** Copies the entries. */
    public Profile {
        entries = List.copyOf(entries);
    }
}
