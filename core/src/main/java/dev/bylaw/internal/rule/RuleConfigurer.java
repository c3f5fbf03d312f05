package dev.bylaw.internal.rule;

import com.google.re2j.Pattern;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Applies settings to rules, and picks rules by id. */
public final class RuleConfigurer {
    private RuleConfigurer() {}

    /** {@return the parameters of a rule with their defaults} */
    static ObjectValue defaults(RuleMetadata metadata) {
        ObjectValue.Builder values = ObjectValue.builder();
        metadata.parameters().forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
        return values.build();
    }

    /**
     * Applies settings.
     *
     * @param rules the rules
     * @param settings what is set about them, by id
     * @return the same rules with other severities and parameters
     * @throws dev.bylaw.ConfigurationException with everything that is wrong with the settings
     */
    public static RuleSet configure(RuleSet rules, Map<RuleId, RuleSettings> settings) {
        Faults faults = new Faults();
        List<LoadedRule> configured = new ArrayList<>();
        for (LoadedRule rule : rules.rules()) {
            RuleSettings set = settings.getOrDefault(rule.id(), RuleSettings.NONE);
            configured.add(rule.with(set.severity().orElse(rule.severity()), parameters(rule, set, faults)));
        }
        List<String> names = names(rules);
        settings.forEach((id, set) -> {
            if (!names.contains(id.toString())) {
                report(faults, set.location(), "there is no rule " + id + Suggestion.hint(id.toString(), names));
            }
        });
        faults.throwIfAny();
        return new RuleSet(rules.policy(), configured);
    }

    private static List<String> names(RuleSet rules) {
        return rules.rules().stream().map(rule -> rule.id().toString()).toList();
    }

    private static ObjectValue parameters(LoadedRule rule, RuleSettings set, Faults faults) {
        if (set.parameters().isEmpty()) {
            return rule.parameters();
        }
        Map<String, Parameter> known = new TreeMap<>();
        ObjectValue.Builder values = ObjectValue.builder();
        for (Parameter parameter : rule.metadata().parameters()) {
            known.put(parameter.name(), parameter);
            values.put(parameter.name(), rule.parameters().get(parameter.name()));
        }
        set.parameters().forEach((name, value) -> {
            Parameter parameter = known.get(name);
            Optional<String> fault = parameter == null
                    ? Optional.of("rule " + rule.id() + " has no parameter " + name
                            + Suggestion.hint(name, known.keySet())
                            + (known.isEmpty() ? "" : "; it has " + String.join(", ", known.keySet())))
                    : ParameterValues.fault(parameter.type(), parameter.values(), value)
                            .map(text -> "parameter " + name + " of rule " + rule.id() + ": " + text);
            if (fault.isPresent()) {
                report(faults, Optional.ofNullable(set.places().get(name)).or(set::location), fault.get());
            } else {
                values.put(name, ParameterValues.normal(parameter.type(), value));
            }
        });
        return values.build();
    }

    private static void report(Faults faults, Optional<Location> place, String message) {
        place.ifPresentOrElse(at -> faults.at(at, message), () -> faults.add(message));
    }

    /**
     * Picks rules.
     *
     * @param rules the rules
     * @param ids their ids, in which {@code *} stands for any text; none means all
     * @return the rules that are picked
     * @throws dev.bylaw.ConfigurationException for each id that picks none
     */
    public static RuleSet pick(RuleSet rules, List<String> ids) {
        if (ids.isEmpty()) {
            return rules;
        }
        Faults faults = new Faults();
        List<String> names = names(rules);
        List<Pattern> patterns = new ArrayList<>();
        for (String id : ids) {
            Pattern pattern = pattern(id);
            patterns.add(pattern);
            if (names.stream().noneMatch(name -> pattern.matcher(name).matches())) {
                faults.add(
                        "there is no rule " + id + Suggestion.hint(id, names) + "; `bylaw rules list` lists the rules");
            }
        }
        faults.throwIfAny();
        List<LoadedRule> picked = rules.rules().stream()
                .filter(rule -> patterns.stream()
                        .anyMatch(
                                pattern -> pattern.matcher(rule.id().toString()).matches()))
                .toList();
        return new RuleSet(rules.policy(), picked);
    }

    private static Pattern pattern(String id) {
        String[] parts = id.split("\\*", -1);
        StringBuilder expression = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            expression.append(".*").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(expression.toString());
    }
}
