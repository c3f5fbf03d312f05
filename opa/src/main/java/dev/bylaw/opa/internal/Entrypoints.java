package dev.bylaw.opa.internal;

import dev.bylaw.rego.BundleManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The paths of a bundle that rules are asked by. Immutable. */
final class Entrypoints {
    /** What a rule gives, in the order in which the engine takes it. */
    static final List<String> RESULTS = List.of("violation", "undecided", "not_applicable");

    private static final int RULE_STEPS = 3;

    /**
     * A path that was compiled.
     *
     * @param path the path with slashes
     * @param module the file of the module that answers for it
     */
    record Entry(String path, String module) {}

    /** By package, with dots. */
    private final Map<String, Rule> rules = new TreeMap<>();

    /**
     * How a rule is asked.
     *
     * @param packagePath its package
     * @param results by name the paths of what it gives
     * @param whole the path of the package as a whole, if that was compiled
     */
    record Rule(List<String> packagePath, Map<String, Entry> results, Optional<Entry> whole) {
        /** Whether a violation can be asked for. */
        boolean isComplete() {
            return whole.isPresent() || results.containsKey(RESULTS.get(0));
        }
    }

    Entrypoints(List<BundleManifest.Compiled> compiled) {
        Map<String, List<BundleManifest.Compiled>> byPackage = new TreeMap<>();
        Function<String, List<BundleManifest.Compiled>> none = key -> new ArrayList<>();
        for (BundleManifest.Compiled entry : compiled) {
            List<String> steps = steps(entry);
            String last = steps.get(steps.size() - 1);
            int end = steps.size() == RULE_STEPS + 1 && RESULTS.contains(last) ? RULE_STEPS : steps.size();
            if (end == RULE_STEPS) {
                byPackage
                        .computeIfAbsent(String.join(".", steps.subList(0, end)), none)
                        .add(entry);
            }
        }
        byPackage.forEach((name, entries) -> {
            Rule rule = ruleOf(entries);
            if (rule.isComplete()) {
                rules.put(name, rule);
            }
        });
    }

    private static Rule ruleOf(List<BundleManifest.Compiled> entries) {
        List<String> packagePath = steps(entries.get(0)).subList(0, RULE_STEPS);
        Map<String, Entry> results = new HashMap<>();
        Optional<Entry> whole = Optional.empty();
        for (BundleManifest.Compiled entry : entries) {
            List<String> steps = steps(entry);
            Entry path = new Entry(entry.entrypoint(), entry.module());
            if (steps.size() == RULE_STEPS) {
                whole = Optional.of(path);
            } else {
                results.put(steps.get(RULE_STEPS), path);
            }
        }
        return new Rule(packagePath, results, whole);
    }

    static List<String> steps(BundleManifest.Compiled entry) {
        return Arrays.asList(entry.entrypoint().split("/", -1));
    }

    /** {@return the rules, sorted by package} */
    List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    /** {@return the rule in a package} */
    Rule rule(List<String> packagePath) {
        Rule rule = rules.get(String.join(".", packagePath));
        if (rule == null) {
            throw new IllegalArgumentException("the bundle has no rule in the package " + packagePath);
        }
        return rule;
    }
}
