package dev.bylaw.rules.test;

import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.report.Report;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.RuleId;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a rule said about a product, with assertions about it. An assertion that does not hold throws an
 * {@link AssertionError} that says what was found instead, with places and messages; one that holds gives this outcome, so
 * that several can follow each other.
 *
 * <p>Every assertion fails where the rule failed, or gave what cannot be used, and where a part of the product could not
 * be read, unless {@link #withProblems()} allows that. Immutable and thread-safe.
 */
public final class Outcome {
    private final RuleId rule;
    private final Report report;
    private final List<Element> elements;
    private final boolean problemsAllowed;

    Outcome(RuleId rule, Report report, List<Element> elements, boolean problemsAllowed) {
        this.rule = rule;
        this.report = report;
        this.elements = List.copyOf(elements);
        this.problemsAllowed = problemsAllowed;
    }

    /** {@return the whole report, for questions that no assertion asks} */
    public Report report() {
        return report;
    }

    /** {@return the same outcome, where a part of the product that could not be read fails no assertion} */
    public Outcome withProblems() {
        return new Outcome(rule, report, elements, true);
    }

    /**
     * Asserts that the rule finds a violation of an element.
     *
     * @param elementId the id of the element, for example {@code model.shop.orders} or {@code model.shop.orders#email}
     * @return this
     */
    public Outcome violates(String elementId) {
        Objects.requireNonNull(elementId, "elementId is null");
        return require(
                report.violations().stream().anyMatch(violation -> isOf(violation, elementId)),
                "a violation of " + elementId,
                Optional.of(elementId));
    }

    /**
     * Asserts that the rule finds a violation at a place of an element.
     *
     * @param elementId the id of the element
     * @param at the JSON pointer that the rule gives, for example {@code /config/meta}; empty text for the element itself
     * @return this
     */
    public Outcome violates(String elementId, String at) {
        Objects.requireNonNull(elementId, "elementId is null");
        Objects.requireNonNull(at, "at is null");
        return require(
                report.violations().stream()
                        .anyMatch(violation ->
                                isOf(violation, elementId) && violation.at().equals(at)),
                "a violation of " + elementId + " at " + Found.pointer(at),
                Optional.of(elementId));
    }

    /**
     * Asserts that the rule looked at something, found no violation and could decide about everything.
     *
     * @return this
     */
    public Outcome passes() {
        return require(
                !report.nothingChecked()
                        && report.violations().isEmpty()
                        && report.undecided().isEmpty(),
                "that everything passes",
                Optional.empty());
    }

    /**
     * Asserts that the rule looked at an element, found no violation of it and could decide about it.
     *
     * @param elementId the id of the element
     * @return this
     */
    public Outcome passes(String elementId) {
        Objects.requireNonNull(elementId, "elementId is null");
        return require(
                elements.stream().anyMatch(element -> element.id().equals(elementId))
                        && report.violations().stream().noneMatch(violation -> isOf(violation, elementId))
                        && report.undecided().stream().noneMatch(open -> isOf(open, elementId)),
                "that " + elementId + " passes",
                Optional.of(elementId));
    }

    /**
     * Asserts that the rule could not decide about an element.
     *
     * @param elementId the id of the element
     * @param reasonPart a part of one of the reasons; empty text for any reason
     * @return this
     */
    public Outcome isUndecided(String elementId, String reasonPart) {
        Objects.requireNonNull(elementId, "elementId is null");
        Objects.requireNonNull(reasonPart, "reasonPart is null");
        return require(
                report.undecided().stream().anyMatch(open -> isOf(open, elementId) && Found.gives(open, reasonPart)),
                "that " + elementId + " is undecided"
                        + (reasonPart.isEmpty() ? "" : " with a reason that contains \"" + reasonPart + "\""),
                Optional.of(elementId));
    }

    private static boolean isOf(Violation violation, String elementId) {
        return violation.element().id().equals(elementId);
    }

    private static boolean isOf(Undecided open, String elementId) {
        return open.element().id().equals(elementId);
    }

    private Outcome require(boolean holds, String expected, Optional<String> elementId) {
        Predicate<Problem> counts = problem -> !problemsAllowed || problem.kind() == Problem.Kind.RULE_FAILED;
        List<Problem> problems = report.problems().stream().filter(counts).toList();
        if (holds && problems.isEmpty()) {
            return this;
        }
        StringBuilder message = new StringBuilder(rule + ": expected " + expected);
        if (holds) {
            message.append("; this holds, but there are problems");
            if (problems.stream().allMatch(problem -> problem.kind() != Problem.Kind.RULE_FAILED)) {
                message.append(" (withProblems() allows them)");
            }
        } else {
            elementId.ifPresent(id -> message.append(unknown(id)));
        }
        Found.list(found(), message.append("\nfound:"));
        throw new AssertionError(message.toString());
    }

    /** What to say about an id that the rule was not asked about. */
    private String unknown(String elementId) {
        TreeSet<String> known = new TreeSet<>();
        elements.forEach(element -> known.add(element.id()));
        report.undecided().forEach(open -> known.add(open.element().id()));
        if (known.contains(elementId)) {
            return "";
        }
        String kind = report.rules().isEmpty()
                ? "element"
                : report.rules().get(0).rule().subject().id();
        return "\nthere is no " + kind + " " + elementId
                + (known.isEmpty() ? "; the rule looked at nothing" : Suggestion.hint(elementId, known));
    }

    private List<String> found() {
        List<String> lines = new ArrayList<>();
        report.violations().forEach(violation -> lines.add(Found.line(violation)));
        report.undecided().forEach(open -> lines.add(Found.line(open)));
        report.problems().forEach(problem -> lines.add(Found.line(problem)));
        if (report.violations().isEmpty() && report.undecided().isEmpty()) {
            lines.add(0, passed());
        }
        return lines;
    }

    private String passed() {
        if (report.nothingChecked()) {
            return "nothing that the rule looks at";
        }
        List<String> ids =
                elements.stream().map(Element::id).limit(Found.LISTED).toList();
        return "no violation and nothing undecided; the rule looked at " + String.join(", ", ids)
                + (elements.size() > Found.LISTED ? " and " + (elements.size() - Found.LISTED) + " more" : "");
    }
}
