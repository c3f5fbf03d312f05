package dev.bylaw.internal.layer;

import dev.bylaw.internal.rule.RuleSettings;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One authority's settings.
 *
 * @param name its name
 * @param kind {@code guild}, {@code domain} or {@code product}
 * @param file the file it was read from
 * @param policies folders with rules of this authority, relative to the file
 * @param rules what it sets about rules
 * @param undecidedFails whether an undecided element keeps a run from passing
 * @param failOn the least severity that fails a run
 */
public record Layer(
        String name,
        String kind,
        String file,
        List<String> policies,
        Map<RuleId, RuleSettings> rules,
        Optional<Boolean> undecidedFails,
        Optional<Severity> failOn) {
    /** What counts where nobody says anything: all rules with their defaults. */
    public static final Layer DEFAULT =
            new Layer("default", "guild", "", List.of(), Map.of(), Optional.empty(), Optional.empty());

    /** Copies the collections. */
    public Layer {
        policies = List.copyOf(policies);
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }
}
