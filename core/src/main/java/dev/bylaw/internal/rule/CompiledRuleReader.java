package dev.bylaw.internal.rule;

import dev.bylaw.rule.CompiledRules;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.RuleSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads rules that another evaluator answers for: checks their metadata like those of rules in Rego. */
final class CompiledRuleReader {
    private final Faults faults;
    private final List<LoadedRule> rules;
    private final Map<RuleId, String> taken = new HashMap<>();

    CompiledRuleReader(Faults faults, List<LoadedRule> rego) {
        this.faults = faults;
        this.rules = new ArrayList<>(rego);
        rego.forEach(rule -> taken.put(rule.id(), "the package " + rule.path().substring("data.".length())));
    }

    /** Adds the rules of these sources, which one authority demands. */
    void add(Collection<? extends RuleSource> sources, String layer) {
        for (RuleSource source : sources) {
            source.compiled()
                    .ifPresent(compiled -> compiled.rules().forEach(rule -> add(source.name(), compiled, rule, layer)));
        }
    }

    private void add(String source, CompiledRules compiled, CompiledRules.Description rule, String layer) {
        String name = String.join(".", rule.packagePath());
        Optional<RuleId> id = RuleLoader.id(rule.packagePath());
        if (id.isEmpty()) {
            faults.at(rule.location(), RuleLoader.noId(name));
            return;
        }
        if (rule.metadata().isEmpty()) {
            faults.at(
                    rule.location(),
                    "rule " + id.get() + " is compiled and has no metadata; keep the .rego files in the bundle that"
                            + " `opa build` leaves there, or put what `opa inspect --annotations --format json` says of"
                            + " the sources beside it");
            return;
        }
        String before = taken.putIfAbsent(id.get(), "the bundle " + source);
        if (before != null) {
            faults.at(
                    rule.location(),
                    "rule " + id.get() + " of the bundle " + source + " is also that of " + before
                            + "; load one of them");
            return;
        }
        Faults own = new Faults();
        Optional<RuleMetadata> metadata = new MetadataReader(rule.metadata().get(), own).read(id.get());
        faults.addAll(own);
        metadata.ifPresent(read -> rules.add(new LoadedRule(
                id.get(),
                read,
                read.severity(),
                RuleConfigurer.defaults(read),
                "data." + name,
                layer,
                Optional.empty(),
                Optional.of(compiled))));
    }

    /** {@return all rules, sorted by id} */
    List<LoadedRule> rules() {
        rules.sort(Comparator.comparing(LoadedRule::id));
        return rules;
    }
}
