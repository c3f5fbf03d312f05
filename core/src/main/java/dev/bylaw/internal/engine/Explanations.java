package dev.bylaw.internal.engine;

import dev.bylaw.internal.code.CodeRun;
import dev.bylaw.internal.document.Document;
import dev.bylaw.internal.rule.Faults;
import dev.bylaw.internal.rule.LoadedRule;
import dev.bylaw.internal.tree.Pointer;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Derivation;
import dev.bylaw.rego.Explainer;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.report.Explanation;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains what rules say: the engine's derivations with the places of the product that values come from. Not thread-safe.
 */
final class Explanations {
    /** How much of a value is shown, in characters. */
    private static final int SHOWN = 200;

    /** What elements of the document are known by. */
    private static final List<String> NAMES = List.of("unique_id", "id", "name");

    /** An object with at most so many fields is shown as it is. */
    private static final int FEW = 4;

    private final Explainer explainer;

    /** Where in the document an object or array lies. A value that lies at several places has none. */
    private final Map<Value, Optional<Tree>> trees = new IdentityHashMap<>();

    private final Redactor redactor;

    Explanations(Explainer explainer, Document document, ObjectValue workspace, Redactor redactor) {
        this.explainer = explainer;
        this.redactor = redactor;
        pair(workspace, document.root());
    }

    private void pair(Value value, Tree tree) {
        if (value instanceof ObjectValue object && tree instanceof Tree.Mapping mapping) {
            note(value, tree);
            for (int i = 0; i < object.size(); i++) {
                Value inner = object.valueAt(i);
                if (object.keyAt(i) instanceof StringValue key) {
                    mapping.get(key.value()).ifPresent(entry -> pair(inner, entry));
                }
            }
        } else if (value instanceof ArrayValue array && tree instanceof Tree.Sequence sequence) {
            note(value, tree);
            List<Tree> known = sequence.items().stream()
                    .filter(item -> !(item instanceof Tree.Unknown))
                    .toList();
            for (int i = 0; i < Math.min(array.size(), known.size()); i++) {
                pair(array.get(i), known.get(i));
            }
        }
    }

    private void note(Value value, Tree tree) {
        trees.merge(value, Optional.of(tree), (one, other) -> Optional.empty());
    }

    /** {@return how a rule came to a member of a set} */
    Optional<Explanation> member(String path, Value member, Value input) {
        return explainer.member(path, member, input).map(found -> new Explanation(List.of(derivation(found))));
    }

    /** {@return why a rule cannot tell} */
    Optional<Explanation> undecided(LoadedRule rule, List<Value> said, Value input) {
        List<Explanation.Derivation> found = new ArrayList<>();
        for (String name : List.of(".violation", ".undecided")) {
            explainer.undecided(rule.path() + name, input).forEach(one -> found.add(derivation(one)));
        }
        for (Value member : said) {
            explainer.member(rule.path() + ".undecided", member, input).ifPresent(one -> found.add(derivation(one)));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new Explanation(found));
    }

    /** {@return what a rule in Java has read} */
    Explanation reads(String name, List<CodeRun.Seen> seen, Subject subject) {
        List<Explanation.Step> steps = new ArrayList<>();
        for (CodeRun.Seen one : seen) {
            Optional<Tree> tree = one.root().equals("owner")
                    ? subject.owner().map(Tree.class::cast)
                    : one.root().equals("subject") ? Optional.of(subject.tree()) : Optional.empty();
            Optional<Location> location =
                    tree.flatMap(from -> Places.find(from, one.pointer())).flatMap(Places.Found::location);
            String text = one.root() + one.pointer();
            steps.add(new Explanation.Step(
                    text,
                    Optional.empty(),
                    CodeRun.reasons(one.doubt()),
                    List.of(new Explanation.Part(text, one.value().map(this::shown), location)),
                    List.of()));
        }
        return new Explanation(List.of(new Explanation.Derivation(name, "", Optional.empty(), steps)));
    }

    private Explanation.Derivation derivation(Derivation derivation) {
        List<Explanation.Step> steps = new ArrayList<>();
        for (Derivation.Step step : derivation.steps()) {
            steps.add(new Explanation.Step(
                    step.text(),
                    Optional.of(Faults.location(step.at())),
                    CodeRun.reasons(step.doubt()),
                    step.parts().stream().map(this::part).toList(),
                    step.because().stream().map(this::derivation).toList()));
        }
        return new Explanation.Derivation(
                derivation.rule(), derivation.head(), Optional.of(Faults.location(derivation.at())), steps);
    }

    private Explanation.Part part(Derivation.Part part) {
        Optional<Location> location = part.container()
                .flatMap(this::tree)
                .flatMap(container -> part.key()
                        .flatMap(Explanations::step)
                        .flatMap(step -> Places.find(container, Pointer.child("", step))))
                .flatMap(Places.Found::location)
                .or(() -> part.value().flatMap(this::tree).flatMap(Places::location));
        return new Explanation.Part(part.text(), part.value().map(this::shown), location);
    }

    private Optional<Tree> tree(Value value) {
        return trees.getOrDefault(value, Optional.empty());
    }

    private static Optional<String> step(Value key) {
        if (key instanceof StringValue text) {
            return Optional.of(text.value());
        }
        return key instanceof NumberValue number && number.isInteger()
                ? Optional.of(number.toString())
                : Optional.empty();
    }

    private String shown(Value value) {
        if (value instanceof ObjectValue object) {
            // An element of the document is long, and known by its name.
            for (String key : NAMES) {
                if (object.get(key) instanceof StringValue name && object.size() > FEW) {
                    return "{\"" + key + "\": " + redactor.text(name.toString()) + ", ...}";
                }
            }
        }
        StringBuilder out = new StringBuilder();
        print(value, out);
        // A part of a secret would not be recognized.
        String text = redactor.text(out.toString());
        return text.length() <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SHOWN))) + "...";
    }

    /** Prints a value, of a long list or mapping not much more than is shown. */
    private static void print(Value value, StringBuilder out) {
        if (value instanceof ObjectValue object) {
            out.append('{');
            for (int i = 0; i < object.size() && out.length() <= SHOWN; i++) {
                out.append(i == 0 ? "" : ", ").append(object.keyAt(i)).append(": ");
                print(object.valueAt(i), out);
            }
            out.append('}');
        } else if (value instanceof ArrayValue array) {
            out.append('[');
            for (int i = 0; i < array.size() && out.length() <= SHOWN; i++) {
                out.append(i == 0 ? "" : ", ");
                print(array.get(i), out);
            }
            out.append(']');
        } else {
            out.append(value);
        }
    }
}
