package dev.bylaw.rules.test;

import dev.bylaw.rule.RuleSource;
import java.util.List;

/** Rules in memory. */
record TestRules(String name, List<RuleSource.File> files) implements RuleSource {
    /** Models have an owner in their meta, and ones that say nothing pass where a parameter allows it. */
    static final RuleSource OWNED = of("""
            # METADATA
            # title: Models have an owner
            # description: Every model says in its meta who answers for it.
            # custom:
            #   severity: error
            #   subject: model
            #   since: 1.0.0
            #   remedy: Set `meta.owner` in the properties of the model.
            #   parameters:
            #     key: {type: string, default: owner, merge: locked, description: The key of the meta}
            package acme.discoverable.owned_models

            violation contains {"at": "/config/meta", "message": message} if {
            	not input.model.config.meta[input.params.key]
            	message := sprintf("%s has no %s", [input.model.name, input.params.key])
            }
            """);

    /** A rule that points at what is not there. */
    static final RuleSource BROKEN = of("""
            # METADATA
            # title: Nothing is right
            # description: Points at what is not there.
            # custom:
            #   severity: warning
            #   subject: model
            #   since: 1.0.0
            #   remedy: Repair the rule.
            package acme.discoverable.broken

            violation contains {"at": at, "message": "wrong"} if at := "/no/such/place"
            """);

    static RuleSource of(String text) {
        return new TestRules("acme", List.of(new RuleSource.File("rule.rego", text)));
    }
}
