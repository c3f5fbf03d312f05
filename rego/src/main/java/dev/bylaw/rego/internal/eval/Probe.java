package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.RegoLocation;
import java.util.List;
import java.util.Optional;

/**
 * A place of a plan that an {@link Observer} hears of. Compared by identity.
 *
 * @param kind what stands there
 * @param at the place
 * @param rule the rule's name with its package; empty at everything that is no rule
 * @param locals the variables that are of interest there
 */
public record Probe(Kind kind, RegoLocation at, Optional<String> rule, List<Local> locals) {
    /** What a probe stands at. */
    public enum Kind {
        /** A branch of a rule. */
        RULE,
        /** A query, or the body of a closure. */
        BODY,
        /** An expression. */
        EXPRESSION
    }

    /**
     * A variable.
     *
     * @param name its name
     * @param slot where its value stands
     */
    public record Local(String name, int slot) {}

    /** Copies the variables. */
    public Probe {
        locals = List.copyOf(locals);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
