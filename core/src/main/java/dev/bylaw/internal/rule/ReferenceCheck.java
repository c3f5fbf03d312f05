package dev.bylaw.internal.rule;

import dev.bylaw.internal.rule.DocumentFields.Shape;
import dev.bylaw.rego.LiteralReference;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.SubjectKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds misspelt names in what rules read: fields of the subject and of what lies in it, parameters, collections of the
 * workspace. In Rego such a name is undefined, and the rule would find nothing. Only what cannot be there is a fault. Columns
 * and configurations carry whatever their files state, so of their fields only what looks like a slip is one.
 */
final class ReferenceCheck {
    private static final String PARAMS = "params";
    private static final String WORKSPACE = "workspace";

    /** Beside a column its owner is in the input, which is one of these. */
    private static final List<SubjectKind> OWNERS =
            List.of(SubjectKind.MODEL, SubjectKind.SOURCE, SubjectKind.SEED, SubjectKind.SNAPSHOT);

    private final Map<String, LoadedRule> byPackage = new HashMap<>();
    private final DocumentFields fields = new DocumentFields();
    private final NavigableSet<String> roots = new TreeSet<>();
    private final Faults faults;

    ReferenceCheck(List<LoadedRule> rules, Collection<RegoModule> modules, Faults faults) {
        rules.forEach(rule -> byPackage.put(rule.path(), rule));
        modules.forEach(module -> roots.add(module.packagePath().get(0)));
        roots.add(WORKSPACE);
        this.faults = faults;
    }

    void check(List<LiteralReference> references) {
        for (LiteralReference reference : references) {
            List<Wrong> wrong = new ArrayList<>();
            for (LiteralReference.Origin origin : reference.origins()) {
                wrong(reference, origin).ifPresent(wrong::add);
            }
            // Where a name may stand for several parts, one that has the field is enough.
            if (wrong.size() == reference.origins().size()) {
                Wrong first = wrong.get(0);
                faults.at(reference.steps().get(first.step()).at(), first.message());
            }
        }
    }

    /** A step that leads nowhere. */
    private record Wrong(int step, String message) {}

    private Optional<Wrong> wrong(LiteralReference reference, LiteralReference.Origin origin) {
        Walk walk = new Walk(origin.packagePath(), reference.tolerant());
        for (Optional<String> step : origin.path()) {
            // What is wrong there is told where it stands.
            if (walk.step(step).isPresent()) {
                return Optional.empty();
            }
        }
        for (int i = 0; i < reference.steps().size(); i++) {
            Optional<String> message = walk.step(reference.steps().get(i).name());
            if (message.isPresent()) {
                return Optional.of(new Wrong(i, message.get()));
            }
        }
        return Optional.empty();
    }

    /** A walk from the root of what a rule sees. */
    private final class Walk {
        private final Optional<LoadedRule> rule;
        private final List<String> path = new ArrayList<>();
        private final boolean tolerant;
        private Shape shape = Shape.ANY;

        Walk(List<String> packagePath, boolean tolerant) {
            this.tolerant = tolerant;
            this.rule = Optional.ofNullable(byPackage.get("data." + String.join(".", packagePath)));
        }

        /** Goes on; gives what is wrong with the step. */
        Optional<String> step(Optional<String> step) {
            String before = String.join(".", path);
            String name = step.orElse("*");
            path.add(name);
            Optional<String> message = Optional.empty();
            if (path.size() == 2 && path.get(0).equals("input")) {
                message = input(name);
            } else if (path.size() == 3 && before.equals("input." + PARAMS)) {
                message = parameter(name);
            } else if (path.size() == 2 && path.get(0).equals("data")) {
                shape = name.equals(WORKSPACE) ? new Shape(WORKSPACE, false) : Shape.ANY;
                message = step.isEmpty() || roots.contains(name)
                        ? Optional.empty()
                        : wrong("there is no data." + name, name, roots);
            } else if (path.size() > 2) {
                message = field(before, step);
            }
            return message;
        }

        private Optional<String> input(String key) {
            if (rule.isEmpty()) {
                // A library takes what it is given; only of a rule it is known what that is.
                return Optional.empty();
            }
            SubjectKind subject = rule.get().metadata().subject();
            NavigableSet<String> known = new TreeSet<>();
            known.add(subject.inputKey());
            if (subject == SubjectKind.COLUMN) {
                OWNERS.forEach(owner -> known.add(owner.inputKey()));
            }
            if (known.contains(key)) {
                shape = new Shape(key, false);
                return Optional.empty();
            }
            known.add(PARAMS);
            return key.equals("*") || key.equals(PARAMS)
                    ? Optional.empty()
                    : wrong("the input of a rule about the subject " + subject.id() + " has no " + key, key, known);
        }

        private Optional<String> parameter(String name) {
            if (rule.isEmpty() || name.equals("*")) {
                return Optional.empty();
            }
            NavigableSet<String> known = new TreeSet<>();
            rule.get().metadata().parameters().stream().map(Parameter::name).forEach(known::add);
            if (known.isEmpty()) {
                return Optional.of("rule " + rule.get().id() + " has no parameters, so there is no input.params." + name
                        + "; declare it in the metadata under custom.parameters");
            }
            return known.contains(name)
                    ? Optional.empty()
                    : wrong("rule " + rule.get().id() + " has no parameter " + name, name, known);
        }

        private Optional<String> field(String before, Optional<String> step) {
            Optional<DocumentFields.Part> part = fields.of(shape);
            if (part.isEmpty() || step.isEmpty()) {
                shape = shape.many() ? new Shape(shape.part(), false) : Shape.ANY;
                return Optional.empty();
            }
            String name = step.get();
            NavigableSet<String> known = part.get().names();
            boolean slip = part.get().closed() && !tolerant || Suggestion.isSlip(name, known);
            if (known.contains(name) || !slip) {
                shape = part.get().fields().getOrDefault(name, Shape.ANY);
                return Optional.empty();
            }
            String what = shape.part().equals(WORKSPACE) ? "collection " : "field ";
            shape = Shape.ANY;
            return wrong(before.replace(".*", "[_]") + " has no " + what + name, name, known);
        }

        private static Optional<String> wrong(String message, String name, NavigableSet<String> known) {
            return Optional.of(message + Suggestion.hint(name, known) + "; known are " + String.join(", ", known));
        }
    }
}
