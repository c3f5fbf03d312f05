package dev.bylaw.internal.layer;

import dev.bylaw.internal.rule.Faults;
import dev.bylaw.internal.rule.RuleSettings;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.TreeValues;
import dev.bylaw.internal.yaml.YamlOptions;
import dev.bylaw.internal.yaml.YamlReader;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a settings file ({@code bylaw.yml}). What is wrong with it is a fault, and nothing is checked. */
public final class LayerReader {
    /** The name of the file in a product. */
    public static final String FILE = "bylaw.yml";

    private static final Set<String> KEYS =
            new TreeSet<>(List.of("name", "layer", "policies", "rules", "undecided", "fail_on"));
    private static final Set<String> LATER = new TreeSet<>(List.of("extends", "outputs", "waivers", "baseline"));
    private static final Set<String> RULE_KEYS = new TreeSet<>(List.of("severity", "parameters"));
    private static final Set<String> LATER_RULE_KEYS = new TreeSet<>(List.of("lifecycle", "scope"));
    private static final List<String> KINDS = List.of("guild", "domain", "product");

    private final SourceFile file;
    private final Faults faults;

    private LayerReader(SourceFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /**
     * Reads a settings file.
     *
     * @param file the file
     * @param limits how deep and large it may be
     * @return the settings
     * @throws dev.bylaw.ConfigurationException with everything that is wrong with it
     */
    public static Layer read(SourceFile file, Limits limits) {
        Faults faults = new Faults();
        Diagnostics diagnostics = new Diagnostics(limits);
        Optional<Tree> tree = YamlReader.read(file, YamlOptions.dbt(FILE), limits, diagnostics);
        for (Problem problem : diagnostics.problems()) {
            faults.at(problem.location().orElse(Location.startOf(file.path())), problem.message());
        }
        diagnostics.notices().stream()
                .filter(notice -> notice.kind().equals("duplicate-key"))
                .forEach(
                        notice -> faults.at(notice.location().orElse(Location.startOf(file.path())), notice.message()));
        faults.throwIfAny();
        Layer layer = new LayerReader(file, faults).layer(tree.orElseThrow());
        faults.throwIfAny();
        return layer;
    }

    private Layer layer(Tree tree) {
        if (tree instanceof Tree.Scalar scalar && scalar.value() == null) {
            return new Layer(
                    file.path(), "product", file.path(), List.of(), Map.of(), Optional.empty(), Optional.empty());
        }
        if (!(tree instanceof Tree.Mapping mapping)) {
            faults.at(
                    Location.startOf(file.path()),
                    "a settings file is a mapping with the keys " + String.join(", ", KEYS));
            return Layer.DEFAULT;
        }
        keys(mapping, KEYS, LATER, "key");
        String kind = text(mapping, "layer").orElse("product");
        if (!KINDS.contains(kind)) {
            faults.at(
                    place(mapping, "layer"),
                    "unknown layer " + kind + Suggestion.hint(kind, KINDS) + "; expected one of "
                            + String.join(", ", KINDS));
        }
        Optional<Boolean> undecided = text(mapping, "undecided").map(value -> {
            if (!value.equals("fail") && !value.equals("report")) {
                faults.at(
                        place(mapping, "undecided"),
                        "expected fail or report, found " + value + Suggestion.hint(value, List.of("fail", "report")));
            }
            return value.equals("fail");
        });
        return new Layer(
                text(mapping, "name").orElse(file.path()),
                kind,
                file.path(),
                policies(mapping),
                rules(mapping),
                undecided,
                text(mapping, "fail_on").flatMap(value -> failOn(mapping, value)));
    }

    private Optional<Severity> failOn(Tree.Mapping mapping, String value) {
        List<Severity> failing = List.of(Severity.ERROR, Severity.WARNING);
        return severity(mapping, "fail_on", value, failing);
    }

    private void keys(Tree.Mapping mapping, Set<String> known, Set<String> later, String what) {
        for (String key : mapping.entries().keySet()) {
            if (later.contains(key)) {
                faults.at(place(mapping, key), what + " " + key + " is not read by this version of Bylaw; take it out");
            } else if (!known.contains(key)) {
                faults.at(
                        place(mapping, key),
                        "unknown " + what + " " + key + Suggestion.hint(key, known) + "; known are "
                                + String.join(", ", known));
            }
        }
    }

    private Location place(Tree.Mapping mapping, String key) {
        Tree.Entry entry = mapping.entries().get(key);
        return entry.key().or(() -> entry.value().origin().location()).orElse(Location.startOf(file.path()));
    }

    private Optional<String> text(Tree.Mapping mapping, String key) {
        Optional<Tree> value = mapping.get(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Tree.Scalar scalar && scalar.value() instanceof String text) {
            return Optional.of(text);
        }
        faults.at(place(mapping, key), key + " must be text");
        return Optional.empty();
    }

    private Optional<Severity> severity(Tree.Mapping mapping, String key, String value, List<Severity> known) {
        Optional<Severity> severity = Severity.of(value).filter(known::contains);
        if (severity.isEmpty()) {
            List<String> names = known.stream().map(Severity::id).toList();
            faults.at(
                    place(mapping, key),
                    "unknown severity " + value + Suggestion.hint(value, names) + "; expected one of "
                            + String.join(", ", names));
        }
        return severity;
    }

    private List<String> policies(Tree.Mapping mapping) {
        List<String> folders = new ArrayList<>();
        Optional<Tree> value = mapping.get("policies");
        if (value.isEmpty()) {
            return folders;
        }
        if (value.get() instanceof Tree.Sequence sequence) {
            for (Tree item : sequence.items()) {
                if (item instanceof Tree.Scalar scalar && scalar.value() instanceof String folder) {
                    folders.add(folder);
                } else {
                    faults.at(
                            item.origin().location().orElse(place(mapping, "policies")),
                            "policies must be a list of folders");
                }
            }
        } else {
            faults.at(place(mapping, "policies"), "policies must be a list of folders");
        }
        return folders;
    }

    private Map<RuleId, RuleSettings> rules(Tree.Mapping mapping) {
        Map<RuleId, RuleSettings> rules = new LinkedHashMap<>();
        Optional<Tree> value = mapping.get("rules");
        if (value.isEmpty()) {
            return rules;
        }
        if (!(value.get() instanceof Tree.Mapping all)) {
            faults.at(place(mapping, "rules"), "rules must be a mapping from rule ids to their settings");
            return rules;
        }
        all.entries().forEach((name, entry) -> {
            Optional<RuleId> id = RuleId.parse(name);
            if (id.isEmpty()) {
                faults.at(place(all, name), name + " is no rule id; one looks like bylaw/secure/pii-masked");
            } else if (id.get().instance().isPresent()) {
                faults.at(place(all, name), "instances of rules are not read by this version of Bylaw; take it out");
            } else if (entry.value() instanceof Tree.Mapping settings) {
                rules.put(id.get(), settings(settings, place(all, name)));
            } else if (!(entry.value() instanceof Tree.Scalar scalar) || scalar.value() != null) {
                faults.at(
                        place(all, name),
                        "the settings of a rule are a mapping with the keys " + String.join(", ", RULE_KEYS));
            }
        });
        return rules;
    }

    private RuleSettings settings(Tree.Mapping mapping, Location at) {
        keys(mapping, RULE_KEYS, LATER_RULE_KEYS, "setting");
        Map<String, Value> parameters = new LinkedHashMap<>();
        Map<String, Location> places = new LinkedHashMap<>();
        Optional<Tree> given = mapping.get("parameters");
        if (given.isPresent() && given.get() instanceof Tree.Mapping all) {
            all.entries().forEach((name, entry) -> {
                parameters.put(name, TreeValues.of(entry.value()));
                places.put(name, place(all, name));
            });
        } else if (given.isPresent()) {
            faults.at(place(mapping, "parameters"), "parameters must be a mapping");
        }
        return new RuleSettings(
                text(mapping, "severity")
                        .flatMap(value -> severity(mapping, "severity", value, List.of(Severity.values()))),
                parameters,
                places,
                Optional.of(at));
    }
}
