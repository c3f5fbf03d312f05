package dev.bylaw.internal.rule;

import dev.bylaw.rego.LiteralReference;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.SubjectKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds misspelt names in what rules read: {@code input.<subject>.<field>}, {@code input.params.<name>} and
 * {@code data.workspace.<collection>}. In Rego such a name is undefined, and the rule would find nothing. Only what cannot
 * be there is a fault: columns carry whatever their properties state, so their fields are not looked at.
 */
final class ReferenceCheck {
    private static final String PARAMS = "params";

    /** Beside a column its owner is in the input, which is one of these. */
    private static final List<SubjectKind> OWNERS =
            List.of(SubjectKind.MODEL, SubjectKind.SOURCE, SubjectKind.SEED, SubjectKind.SNAPSHOT);

    private final Map<String, LoadedRule> byPackage = new HashMap<>();
    private final DocumentFields fields = new DocumentFields();
    private final Faults faults;

    ReferenceCheck(List<LoadedRule> rules, Faults faults) {
        rules.forEach(rule -> byPackage.put(rule.path(), rule));
        this.faults = faults;
    }

    void check(List<LiteralReference> references) {
        for (LiteralReference reference : references) {
            Optional<LoadedRule> rule =
                    Optional.ofNullable(byPackage.get("data." + String.join(".", reference.packagePath())));
            if (reference.path().get(0).equals("input")) {
                // A library takes what it is given; only of a rule it is known what that is.
                rule.ifPresent(loaded -> input(reference, loaded));
            } else if (reference.path().get(1).equals("workspace")
                    && reference.path().size() > 2) {
                fields(reference, 2, SubjectKind.WORKSPACE, "data.workspace");
            }
        }
    }

    private void input(LiteralReference reference, LoadedRule rule) {
        String key = reference.path().get(1);
        SubjectKind subject = rule.metadata().subject();
        Map<String, SubjectKind> subjects = new HashMap<>();
        subjects.put(subject.inputKey(), subject);
        if (subject == SubjectKind.COLUMN) {
            OWNERS.forEach(owner -> subjects.put(owner.inputKey(), owner));
        }
        if (key.equals(PARAMS)) {
            parameter(reference, rule);
        } else if (!subjects.containsKey(key)) {
            NavigableSet<String> known = new TreeSet<>(subjects.keySet());
            known.add(PARAMS);
            fault(reference, 1, "the input of a rule about the subject " + subject.id() + " has no " + key, key, known);
        } else if (reference.path().size() > 2) {
            fields(reference, 2, subjects.get(key), "input." + key);
        }
    }

    private void parameter(LiteralReference reference, LoadedRule rule) {
        if (reference.path().size() < 3) {
            return;
        }
        String name = reference.path().get(2);
        NavigableSet<String> known = new TreeSet<>();
        rule.metadata().parameters().stream().map(Parameter::name).forEach(known::add);
        if (known.isEmpty()) {
            faults.at(
                    reference.places().get(2),
                    "rule " + rule.id() + " has no parameters, so there is no input.params." + name
                            + "; declare it in the metadata under custom.parameters");
        } else if (!known.contains(name)) {
            fault(reference, 2, "rule " + rule.id() + " has no parameter " + name, name, known);
        }
    }

    private void fields(LiteralReference reference, int step, SubjectKind kind, String of) {
        String name = reference.path().get(step);
        fields.of(kind)
                .filter(known -> !known.contains(name))
                .ifPresent(known -> fault(
                        reference,
                        step,
                        of + " has no " + (kind == SubjectKind.WORKSPACE ? "collection " : "field ") + name,
                        name,
                        known));
    }

    private void fault(LiteralReference reference, int step, String message, String name, NavigableSet<String> known) {
        faults.at(
                reference.places().get(step),
                message + Suggestion.hint(name, known) + "; known are " + String.join(", ", known));
    }
}
