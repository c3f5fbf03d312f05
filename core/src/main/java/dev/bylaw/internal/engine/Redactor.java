package dev.bylaw.internal.engine;

import dev.bylaw.internal.document.Document;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.rego.StringValue;
import dev.bylaw.report.Explanation;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes the values of secrets out of everything that a report says, and out of documents. Immutable. */
public final class Redactor {
    /** Shorter values are no secrets, and replacing them would garble every text. */
    private static final int SHORTEST = 3;

    private static final String REPLACEMENT = "[redacted]";

    private final List<String> secrets;

    /**
     * A redactor.
     *
     * @param secrets the values; very short ones are left
     */
    public Redactor(List<String> secrets) {
        // Inside of a value that is printed as JSON some characters are escaped.
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(secret -> Stream.of(secret, escaped(secret)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static String escaped(String secret) {
        String quoted = StringValue.of(secret).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    String text(String text) {
        String safe = text;
        for (String secret : secrets) {
            safe = safe.replace(secret, REPLACEMENT);
        }
        return safe;
    }

    /** {@return a document without secrets, for those who look at it; rules are asked about the whole one} */
    public Document redact(Document document) {
        return secrets.isEmpty() ? document : new Document(mapping(document.root()));
    }

    private Tree tree(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            return mapping(mapping);
        }
        if (tree instanceof Tree.Sequence sequence) {
            return new Tree.Sequence(
                    sequence.items().stream().map(this::tree).toList(),
                    sequence.open().map(this::text),
                    sequence.origin());
        }
        if (tree instanceof Tree.Unknown unknown) {
            return new Tree.Unknown(text(unknown.reason()), unknown.origin());
        }
        if (!(tree instanceof Tree.Scalar scalar) || scalar.value() == null) {
            return tree;
        }
        // A template may make a number of a secret.
        String text = scalar.value().toString();
        return scalar.value() instanceof String || secrets.contains(text)
                ? new Tree.Scalar(text(text), scalar.origin())
                : tree;
    }

    private Tree.Mapping mapping(Tree.Mapping mapping) {
        MappingBuilder builder = new MappingBuilder();
        mapping.entries()
                .forEach((key, entry) -> builder.put(text(key), new Tree.Entry(entry.key(), tree(entry.value()))));
        return builder.open(mapping.open().map(this::text)).build(mapping.origin());
    }

    Violation redact(Violation violation) {
        return secrets.isEmpty()
                ? violation
                : new Violation(
                                violation.rule(),
                                violation.severity(),
                                text(violation.message()),
                                element(violation.element()),
                                text(violation.at()),
                                violation.location(),
                                violation.remedy(),
                                violation.page(),
                                violation.layer(),
                                violation.fingerprint(),
                                violation.path().stream()
                                        .map(hop ->
                                                new Violation.Hop(element(hop.element()), hop.location(), hop.edge()))
                                        .toList())
                        .withExplanation(violation.explanation().map(this::explanation));
    }

    private Element element(Element element) {
        return new Element(element.kind(), text(element.id()), text(element.name()));
    }

    Undecided redact(Undecided undecided) {
        return secrets.isEmpty()
                ? undecided
                : new Undecided(
                        undecided.rule(),
                        element(undecided.element()),
                        undecided.location(),
                        undecided.reasons().stream().map(this::text).toList(),
                        undecided.explanation().map(this::explanation));
    }

    private Explanation explanation(Explanation explanation) {
        return new Explanation(
                explanation.derivations().stream().map(this::derivation).toList());
    }

    private Explanation.Derivation derivation(Explanation.Derivation derivation) {
        List<Explanation.Step> steps = new ArrayList<>();
        for (Explanation.Step step : derivation.steps()) {
            steps.add(new Explanation.Step(
                    text(step.text()),
                    step.location(),
                    step.unknown().stream().map(this::text).toList(),
                    step.parts().stream()
                            .map(part -> new Explanation.Part(
                                    text(part.text()), part.value().map(this::text), part.location()))
                            .toList(),
                    step.because().stream().map(this::derivation).toList()));
        }
        return new Explanation.Derivation(derivation.rule(), derivation.head(), derivation.location(), steps);
    }

    /** {@return the same without secrets} */
    public Problem redact(Problem problem) {
        return secrets.isEmpty() ? problem : new Problem(problem.kind(), text(problem.message()), problem.location());
    }

    /** {@return the same without secrets} */
    public Notice redact(Notice notice) {
        return secrets.isEmpty() ? notice : new Notice(notice.kind(), text(notice.message()), notice.location());
    }
}
