package dev.bylaw.report;

import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A finding of a rule: one element that does not keep it.
 *
 * @param rule the rule
 * @param severity how bad it is
 * @param message what is wrong, without a final period
 * @param element what does not keep the rule
 * @param at where in the element, a JSON pointer as the rule gave it; empty text for the element itself
 * @param location where; empty if no file says it
 * @param remedy what to do
 * @param page where the rule's page is; empty text where it has none
 * @param layer the authority that demands it
 * @param fingerprint the same as long as it is the same finding, also when lines move or texts change
 * @param path how it came about, from the beginning to the element; empty for most rules
 * @param age whether the base that the check was compared with has it too
 * @param explanation how the rule came to it; empty unless that was asked for
 */
public record Violation(
        RuleId rule,
        Severity severity,
        String message,
        Element element,
        String at,
        Optional<Location> location,
        String remedy,
        String page,
        String layer,
        String fingerprint,
        List<Hop> path,
        Age age,
        Optional<Explanation> explanation)
        implements Comparable<Violation> {
    private static final Comparator<Violation> ORDER = Comparator.comparing(
                    Violation::location,
                    Comparator.comparing(place -> place.map(Location::file).orElse("")))
            .thenComparing(
                    Violation::location,
                    Comparator.comparing(place -> place.map(Location::start).orElse(Position.START)))
            .thenComparing(Violation::rule)
            .thenComparing(Violation::element)
            .thenComparing(Violation::message)
            .thenComparing(Violation::fingerprint);

    /**
     * A step of the way to a violation.
     *
     * @param element what it is at
     * @param location where; empty if no file says it
     * @param edge how it reaches the next, for example {@code identity}; empty text for the last
     */
    public record Hop(Element element, Optional<Location> location, String edge) {
        /** Checks that nothing is missing. */
        public Hop {
            Objects.requireNonNull(element, "element is null");
            Objects.requireNonNull(location, "location is null");
            Objects.requireNonNull(edge, "edge is null");
        }
    }

    /** Copies the path. */
    public Violation {
        Objects.requireNonNull(rule, "rule is null");
        Objects.requireNonNull(severity, "severity is null");
        Objects.requireNonNull(message, "message is null");
        Objects.requireNonNull(element, "element is null");
        Objects.requireNonNull(at, "at is null");
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(remedy, "remedy is null");
        Objects.requireNonNull(page, "page is null");
        Objects.requireNonNull(layer, "layer is null");
        Objects.requireNonNull(fingerprint, "fingerprint is null");
        path = List.copyOf(path);
        Objects.requireNonNull(age, "age is null");
        Objects.requireNonNull(explanation, "explanation is null");
    }

    /**
     * A violation of a check that was compared with nothing.
     *
     * @param rule the rule
     * @param severity how bad it is
     * @param message what is wrong
     * @param element what does not keep the rule
     * @param at where in the element
     * @param location where
     * @param remedy what to do
     * @param page where the rule's page is
     * @param layer the authority that demands it
     * @param fingerprint what tells it from others
     * @param path how it came about
     */
    public Violation(
            RuleId rule,
            Severity severity,
            String message,
            Element element,
            String at,
            Optional<Location> location,
            String remedy,
            String page,
            String layer,
            String fingerprint,
            List<Hop> path) {
        this(
                rule,
                severity,
                message,
                element,
                at,
                location,
                remedy,
                page,
                layer,
                fingerprint,
                path,
                Age.UNKNOWN,
                Optional.empty());
    }

    /** {@return whether the check was compared with a base that does not have it} */
    public boolean isNew() {
        return age == Age.NEW;
    }

    /** {@return the same violation of another age} */
    public Violation withAge(Age value) {
        return new Violation(
                rule,
                severity,
                message,
                element,
                at,
                location,
                remedy,
                page,
                layer,
                fingerprint,
                path,
                value,
                explanation);
    }

    /** {@return the same violation with how the rule came to it} */
    public Violation withExplanation(Optional<Explanation> value) {
        return new Violation(
                rule, severity, message, element, at, location, remedy, page, layer, fingerprint, path, age, value);
    }

    /** Orders by file and line, then rule, element and message. */
    @Override
    public int compareTo(Violation other) {
        return ORDER.compare(this, other);
    }
}
