package dev.bylaw.report;

import dev.bylaw.workspace.Location;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a rule came to what it says about an element, or why it cannot tell.
 *
 * @param derivations the bodies of the rule that give the violation, or those that stop at something unknown; of a rule in
 *     Java one that says what it read
 */
public record Explanation(List<Derivation> derivations) {
    /** Copies the list. */
    public Explanation {
        derivations = List.copyOf(derivations);
    }

    /**
     * How one body of a rule came to its result.
     *
     * @param rule the path of the rule, for example {@code data.acme.secure.no_free_text.violation}; of a rule in Java the class
     * @param head the head of the rule as written; empty text of a rule in Java
     * @param location where the body stands in the rule's file; empty for a rule in Java
     * @param steps its expressions in source order, or what a rule in Java read in the order of its reads
     */
    public record Derivation(String rule, String head, Optional<Location> location, List<Step> steps) {
        /** Copies the steps. */
        public Derivation {
            Objects.requireNonNull(rule, "rule is null");
            Objects.requireNonNull(head, "head is null");
            Objects.requireNonNull(location, "location is null");
            steps = List.copyOf(steps);
        }
    }

    /**
     * An expression, or a read.
     *
     * @param text the expression as written, on one line
     * @param location where it stands in the rule's file; empty for a rule in Java
     * @param unknown the reasons why it is not known whether it holds; none where it holds
     * @param parts what its parts came to
     * @param because how the rules that it asks came to their results
     */
    public record Step(
            String text,
            Optional<Location> location,
            List<String> unknown,
            List<Part> parts,
            List<Derivation> because) {
        /** Copies the lists. */
        public Step {
            Objects.requireNonNull(text, "text is null");
            Objects.requireNonNull(location, "location is null");
            unknown = List.copyOf(unknown);
            parts = List.copyOf(parts);
            because = List.copyOf(because);
        }
    }

    /**
     * A part of an expression.
     *
     * @param text the part as written
     * @param value what it came to, as JSON or Rego text, cut where it is long; empty where nothing is there
     * @param location where the product states it, or where what should hold it stands; empty for what no file states
     */
    public record Part(String text, Optional<String> value, Optional<Location> location) {
        /** Checks that nothing is missing. */
        public Part {
            Objects.requireNonNull(text, "text is null");
            Objects.requireNonNull(value, "value is null");
            Objects.requireNonNull(location, "location is null");
        }
    }
}
