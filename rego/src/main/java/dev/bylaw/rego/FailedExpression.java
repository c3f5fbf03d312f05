package dev.bylaw.rego;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An expression of a test that did not hold, with what its parts came to.
 *
 * @param text the expression on one line, without its modifiers
 * @param location where it stands
 * @param operands its parts that are no constants, in source order
 */
public record FailedExpression(String text, RegoLocation location, List<Operand> operands) {
    /** How much of a value a line shows, in characters. */
    private static final int SHOWN = 400;

    /**
     * A part of an expression.
     *
     * @param text the part as written
     * @param value what it came to; empty where it is undefined
     */
    public record Operand(String text, Optional<Value> value) {
        /** Checks that nothing is missing. */
        public Operand {
            Objects.requireNonNull(text, "text is null");
            Objects.requireNonNull(value, "value is null");
        }
    }

    /** Copies the operands. */
    public FailedExpression {
        Objects.requireNonNull(text, "text is null");
        Objects.requireNonNull(location, "location is null");
        operands = List.copyOf(operands);
    }

    /** {@return lines for people: the expression with its place, and each operand with its value, cut where it is long} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(location.file() + ":" + location.row() + ": " + cut(text) + " does not hold");
        for (Operand operand : operands) {
            String value = operand.value().map(Value::toString).orElse("undefined");
            lines.add("  " + cut(operand.text()) + (operand.value().isPresent() ? " = " : " is ") + cut(value));
        }
        return lines;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
    }
}
