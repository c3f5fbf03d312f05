package dev.bylaw.internal.rule;

import dev.bylaw.rego.Value;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is set about a rule.
 *
 * @param severity the severity in its place
 * @param parameters values of parameters by name
 * @param places where each parameter is set, by name
 * @param location where the settings stand
 */
public record RuleSettings(
        Optional<Severity> severity,
        Map<String, Value> parameters,
        Map<String, Location> places,
        Optional<Location> location) {
    /** Nothing is set. */
    public static final RuleSettings NONE = new RuleSettings(Optional.empty(), Map.of(), Map.of(), Optional.empty());

    /** Copies the maps. */
    public RuleSettings {
        Objects.requireNonNull(severity, "severity is null");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        places = Map.copyOf(places);
        Objects.requireNonNull(location, "location is null");
    }
}
