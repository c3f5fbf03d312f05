package dev.bylaw;

import dev.bylaw.internal.layer.Layer;
import dev.bylaw.internal.rule.RuleSet;
import dev.bylaw.internal.rule.RuleSettings;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine was built with. Immutable.
 *
 * @param sources where rules in Rego come from
 * @param code rules in Java
 * @param rules the rules, loaded and set
 * @param settings what the builder set about them
 * @param authority settings above those of the checked sources
 */
record EngineSetup(
        List<RuleSource> sources,
        List<Rule> code,
        RuleSet rules,
        Map<RuleId, RuleSettings> settings,
        Optional<Layer> authority) {
    /** {@return the authority that demands the rules} */
    String layer() {
        return layerOf(authority);
    }

    static String layerOf(Optional<Layer> authority) {
        return authority.map(Layer::kind).orElse("default");
    }
}
