package dev.bylaw.rego;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A solution of a query.
 *
 * @param bindings the values of the query's variables, sorted by name
 * @param expressions the values of its expressions in source order; {@code true} for those that only hold
 * @param doubt why it may not be one
 */
public record Solution(Map<String, Value> bindings, List<Value> expressions, Doubt doubt) {
    /** Copies both. */
    public Solution {
        bindings = Collections.unmodifiableMap(new TreeMap<>(bindings));
        expressions = List.copyOf(expressions);
    }
}
