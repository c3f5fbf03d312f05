package dev.bylaw.report;

import dev.bylaw.rule.RuleId;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Location;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An element that a rule could not decide about, because it depends on what is not known: neither pass nor violation.
 *
 * @param rule the rule
 * @param element the element
 * @param location where it stands; empty if no file says it
 * @param reasons what is not known, sorted
 * @param explanation where the rule stopped; empty unless that was asked for
 */
public record Undecided(
        RuleId rule,
        Element element,
        Optional<Location> location,
        List<String> reasons,
        Optional<Explanation> explanation)
        implements Comparable<Undecided> {
    private static final Comparator<Undecided> ORDER =
            Comparator.comparing(Undecided::rule).thenComparing(Undecided::element);

    /** Copies the reasons. */
    public Undecided {
        Objects.requireNonNull(rule, "rule is null");
        Objects.requireNonNull(element, "element is null");
        Objects.requireNonNull(location, "location is null");
        reasons = List.copyOf(reasons);
        Objects.requireNonNull(explanation, "explanation is null");
    }

    /**
     * An undecided element without an explanation.
     *
     * @param rule the rule
     * @param element the element
     * @param location where it stands
     * @param reasons what is not known, sorted
     */
    public Undecided(RuleId rule, Element element, Optional<Location> location, List<String> reasons) {
        this(rule, element, location, reasons, Optional.empty());
    }

    /** Orders by rule and element. */
    @Override
    public int compareTo(Undecided other) {
        return ORDER.compare(this, other);
    }
}
