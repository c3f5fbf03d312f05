package dev.bylaw.internal.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.Parameter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Which values fit a parameter. */
final class ParameterValues {
    private ParameterValues() {}

    /** What is wrong with a value for a type; empty where it fits. */
    static Optional<String> fault(Parameter.Type type, List<String> choices, Value value) {
        boolean fits =
                switch (type) {
                    case STRING -> value instanceof StringValue;
                    case INTEGER -> value instanceof NumberValue number && number.isInteger();
                    case NUMBER -> value instanceof NumberValue;
                    case BOOLEAN -> value instanceof BooleanValue;
                    case DURATION ->
                        value instanceof StringValue text
                                && Durations.parse(text.value()).isPresent();
                    case LIST, SET ->
                        value instanceof ArrayValue array
                                && array.items().stream().allMatch(StringValue.class::isInstance);
                    case MAP -> value instanceof ObjectValue;
                    case ENUMERATION -> value instanceof StringValue text && choices.contains(text.value());
                    case PATTERN -> value instanceof StringValue;
                };
        if (!fits) {
            return Optional.of("expected " + expected(type, choices) + ", found " + value);
        }
        if (type == Parameter.Type.PATTERN) {
            try {
                Pattern.compile(((StringValue) value).value());
            } catch (PatternSyntaxException e) {
                return Optional.of("not a regular expression in RE2 syntax: " + e.getDescription());
            }
        }
        return Optional.empty();
    }

    private static String expected(Parameter.Type type, List<String> choices) {
        return switch (type) {
            case STRING -> "text";
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case DURATION -> "a length of time such as 24 hours or PT24H";
            case LIST, SET -> "a list of texts";
            case MAP -> "a mapping";
            case ENUMERATION -> "one of " + String.join(", ", choices);
            case PATTERN -> "a regular expression";
        };
    }

    /** A value as rules see it: of a set the elements once, in order. */
    static Value normal(Parameter.Type type, Value value) {
        if (type == Parameter.Type.SET && value instanceof ArrayValue array) {
            return ArrayValue.of(Collections.unmodifiableSortedSet(new TreeSet<>(array.items())));
        }
        return value;
    }
}
