package dev.bylaw.internal.rule;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rule.CompiledRules;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import java.util.Optional;

/**
 * A rule ready to be evaluated.
 *
 * @param id its id, of an instance with its name
 * @param metadata what it says of itself
 * @param severity the severity in force
 * @param parameters the parameters in force, by name
 * @param path the path of its package, beginning with {@code data}; empty text for a rule in Java
 * @param layer the authority that demands it
 * @param code the rule itself, if it is written in Java
 * @param compiled what answers for it, if it is compiled
 */
public record LoadedRule(
        RuleId id,
        RuleMetadata metadata,
        Severity severity,
        ObjectValue parameters,
        String path,
        String layer,
        Optional<Rule> code,
        Optional<CompiledRules> compiled) {
    /** A rule in Rego. */
    public LoadedRule(
            RuleId id, RuleMetadata metadata, Severity severity, ObjectValue parameters, String path, String layer) {
        this(id, metadata, severity, parameters, path, layer, Optional.empty(), Optional.empty());
    }

    /** {@return the same rule with other settings} */
    LoadedRule with(Severity newSeverity, ObjectValue newParameters) {
        return new LoadedRule(id, metadata, newSeverity, newParameters, path, layer, code, compiled);
    }
}
