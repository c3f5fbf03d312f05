package dev.bylaw.internal.rule;

import dev.bylaw.internal.code.CodeFailure;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loads rules written in Java: asks for their metadata and checks them like those of rules in Rego. */
final class CodeRules {
    private final Faults faults;
    private final List<LoadedRule> rules;
    private final Map<RuleId, String> taken = new HashMap<>();
    private final String layer;

    CodeRules(Faults faults, List<LoadedRule> rego, String layer) {
        this.faults = faults;
        this.rules = new ArrayList<>(rego);
        this.layer = layer;
        rego.forEach(rule -> taken.put(rule.id(), "the package " + rule.path().substring("data.".length())));
    }

    /** {@return all rules, sorted by id} */
    List<LoadedRule> with(Collection<? extends Rule> code) {
        code.forEach(this::add);
        rules.sort(Comparator.comparing(LoadedRule::id));
        return rules;
    }

    private void add(Rule rule) {
        String name = rule.getClass().getName();
        RuleMetadata metadata;
        try {
            metadata = rule.metadata();
        } catch (RuntimeException | LinkageError e) {
            faults.add("the rule " + name + " does not give its metadata: " + CodeFailure.describe(e, rule));
            return;
        }
        if (metadata == null) {
            faults.add("the rule " + name + " gives null in place of its metadata");
            return;
        }
        String before = taken.putIfAbsent(metadata.id(), "the class " + name);
        if (before != null) {
            faults.add("rule " + metadata.id() + " of the class " + name + " is also that of " + before
                    + "; give one of them another id");
            return;
        }
        Faults own = new Faults();
        RuleMetadata normal = checked(metadata, own);
        faults.addAll(own);
        if (own.isEmpty()) {
            rules.add(new LoadedRule(
                    normal.id(),
                    normal,
                    normal.severity(),
                    RuleConfigurer.defaults(normal),
                    "",
                    layer,
                    Optional.of(rule),
                    Optional.empty()));
        }
    }

    private static RuleMetadata checked(RuleMetadata metadata, Faults faults) {
        RuleId id = metadata.id();
        if (id.instance().isPresent()) {
            faults.add("the id " + id + " is that of an instance; a rule names itself " + id.base());
        }
        text(id, "title", metadata.title(), faults);
        text(id, "description", metadata.description(), faults);
        text(id, "since", metadata.since(), faults);
        text(id, "remedy", metadata.remedy(), faults);
        Set<String> names = new HashSet<>();
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : metadata.parameters()) {
            if (!names.add(parameter.name())) {
                faults.add("rule " + id + " has the parameter " + parameter.name() + " twice");
            }
            parameters.add(parameter(id, parameter, faults));
        }
        return new RuleMetadata(
                id,
                metadata.title().strip(),
                metadata.description().strip(),
                metadata.severity(),
                metadata.subject(),
                metadata.since().strip(),
                metadata.remedy().strip(),
                metadata.page(),
                parameters);
    }

    private static void text(RuleId id, String field, String text, Faults faults) {
        if (text.isBlank()) {
            faults.add("rule " + id + " has no " + field + "; a rule needs a text there");
        }
    }

    private static Parameter parameter(RuleId id, Parameter parameter, Faults faults) {
        String which = "parameter " + parameter.name() + " of rule " + id;
        if (parameter.description().isBlank()) {
            faults.add(which + " has no description");
        }
        if ((parameter.type() == Parameter.Type.ENUMERATION)
                == parameter.values().isEmpty()) {
            faults.add(
                    parameter.values().isEmpty()
                            ? which + " must list its values, since it is an enumeration"
                            : which + " lists values, which only an enumeration does");
        }
        if (!MetadataReader.fits(parameter.type(), parameter.merge())) {
            faults.add("the merge direction " + parameter.merge().id() + " of " + which + " does not go with the type "
                    + parameter.type().id());
        }
        Optional<String> fault = ParameterValues.fault(parameter.type(), parameter.values(), parameter.defaultValue());
        if (fault.isPresent()) {
            faults.add("the default of " + which + " does not fit its type: " + fault.get());
            return parameter;
        }
        return new Parameter(
                parameter.name(),
                parameter.type(),
                parameter.merge(),
                ParameterValues.normal(parameter.type(), parameter.defaultValue()),
                parameter.values(),
                parameter.description());
    }
}
