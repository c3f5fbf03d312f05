package dev.bylaw.internal.rule;

import dev.bylaw.rego.Policy;
import java.util.List;

/**
 * The rules in force, compiled together. Immutable and thread-safe.
 *
 * @param policy the compiled modules
 * @param rules the rules, sorted by id
 */
public record RuleSet(Policy policy, List<LoadedRule> rules) {
    /** Copies the rules. */
    public RuleSet {
        rules = List.copyOf(rules);
    }
}
