package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Value;

/**
 * What a rule or a call came to.
 *
 * @param value the value, or null where it is undefined
 * @param doubt why it may be another one
 */
record Outcome(Value value, Doubt doubt) {
    static final Outcome UNDEFINED = new Outcome(null, Doubt.NONE);
}
