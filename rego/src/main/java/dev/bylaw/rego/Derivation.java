package dev.bylaw.rego;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a rule comes to a result, or where it stops because something is not known.
 *
 * @param rule the path of the rule, for example {@code data.example.violation}
 * @param head the head of the rule, or of its branch, as text
 * @param at where the rule or the branch stands
 * @param steps the expressions of its body, in source order
 */
public record Derivation(String rule, String head, RegoLocation at, List<Step> steps) {
    /** Copies the steps. */
    public Derivation {
        Objects.requireNonNull(rule, "rule is null");
        Objects.requireNonNull(head, "head is null");
        Objects.requireNonNull(at, "at is null");
        steps = List.copyOf(steps);
    }

    /**
     * An expression.
     *
     * @param text the expression on one line
     * @param at where it stands
     * @param doubt the unknown places because of which it is not known whether it holds; none where it holds
     * @param parts what its parts came to, in source order
     * @param because how the rules that it asks come to their results
     */
    public record Step(String text, RegoLocation at, Doubt doubt, List<Part> parts, List<Derivation> because) {
        /** Copies the lists. */
        public Step {
            Objects.requireNonNull(text, "text is null");
            Objects.requireNonNull(at, "at is null");
            Objects.requireNonNull(doubt, "doubt is null");
            parts = List.copyOf(parts);
            because = List.copyOf(because);
        }
    }

    /**
     * A part of an expression.
     *
     * @param text the part as written
     * @param value what it came to; empty where it is undefined
     * @param container of a look into a value that value
     * @param key of a look into a value what is looked up
     */
    public record Part(String text, Optional<Value> value, Optional<Value> container, Optional<Value> key) {
        /** Checks that nothing is missing. */
        public Part {
            Objects.requireNonNull(text, "text is null");
            Objects.requireNonNull(value, "value is null");
            Objects.requireNonNull(container, "container is null");
            Objects.requireNonNull(key, "key is null");
        }
    }
}
