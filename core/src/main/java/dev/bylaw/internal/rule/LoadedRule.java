package dev.bylaw.internal.rule;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;

/**
 * A rule ready to be evaluated.
 *
 * @param id its id, of an instance with its name
 * @param metadata what it says of itself
 * @param severity the severity in force
 * @param parameters the parameters in force, by name
 * @param path the path of its package, beginning with {@code data}
 * @param layer the authority that demands it
 */
public record LoadedRule(
        RuleId id, RuleMetadata metadata, Severity severity, ObjectValue parameters, String path, String layer) {}
