package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is known of the values of a term. Other than a {@link dev.bylaw.rego.RegoType}, a shape may have parts of which
 * nothing is known yet, and it can be a function. Immutable; {@code toString} gives the notation of OPA's errors.
 */
@SuppressWarnings("ClassInitializationDeadlock")
sealed interface Shape {
    /** Shapes that are larger count as {@link #ANY}, so that no policy makes the check slow. */
    int MAX_SIZE = 50_000;

    /** Every value. */
    Shape ANY = new AnyOf(List.of());

    /** {@return the number of parts, itself included} */
    default int size() {
        return 1;
    }

    /** Shapes without parts. */
    enum Simple implements Shape {
        /** Nothing is known: the variable has no value yet. */
        UNKNOWN("???"),
        NULL("null"),
        BOOLEAN("boolean"),
        NUMBER("number"),
        STRING("string");

        private final String text;

        Simple(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** An array with these items first; what follows is of {@code rest}, or nothing follows. */
    record ArrayOf(List<Shape> items, Optional<Shape> rest, int size) implements Shape {
        @Override
        public String toString() {
            return "array" + listed(items)
                    + rest.map(shape -> "[" + shape + "]").orElse("");
        }
    }

    /** A set; the empty one has members of which nothing is known. */
    record SetOf(Shape member, int size) implements Shape {
        @Override
        public String toString() {
            return member == Simple.UNKNOWN ? "set" : "set[" + member + "]";
        }
    }

    /** The further entries of an object. */
    record Rest(Shape key, Shape value) {}

    /** An object with these entries, and others of {@code rest}. */
    record ObjectOf(SortedMap<Value, Shape> entries, Optional<Rest> rest, int size) implements Shape {
        @Override
        public String toString() {
            List<String> fields = new ArrayList<>();
            entries.forEach((key, shape) ->
                    fields.add((key instanceof StringValue text ? text.value() : key.toString()) + ": " + shape));
            return "object"
                    + listed(fields)
                    + rest.map(further -> "[" + further.key() + ": " + further.value() + "]")
                            .orElse("");
        }
    }

    /** One of several shapes, none of which is a union, in their order; without any, every value. */
    record AnyOf(List<Shape> choices, int size) implements Shape {
        private AnyOf(List<Shape> choices) {
            this(choices, 1);
        }

        @Override
        public String toString() {
            return "any" + listed(choices);
        }
    }

    /** A function; without a result it is a statement. */
    record Function(List<Shape> parameters, Optional<Shape> variadic, Shape result, int size) implements Shape {
        @Override
        public String toString() {
            return Shape.parenthesized(parameters, variadic) + " => " + result;
        }
    }

    /** An array. */
    static Shape array(List<Shape> items, Optional<Shape> further) {
        Optional<Shape> rest = further.filter(shape -> shape != Simple.UNKNOWN);
        int size = sum(items) + rest.map(Shape::size).orElse(0);
        return size > MAX_SIZE ? ANY : new ArrayOf(List.copyOf(items), rest, size);
    }

    /** A set. */
    static Shape set(Shape member) {
        return member.size() >= MAX_SIZE ? ANY : new SetOf(member, member.size() + 1);
    }

    /** An object. */
    static Shape object(Map<Value, Shape> entries, Optional<Rest> rest) {
        int size = sum(entries.values())
                + rest.map(further -> further.key().size() + further.value().size())
                        .orElse(0);
        return size > MAX_SIZE
                ? ANY
                : new ObjectOf(Collections.unmodifiableSortedMap(new TreeMap<>(entries)), rest, size);
    }

    /** A union of shapes that are in order and no unions. */
    static Shape anyOf(List<Shape> choices) {
        int size = sum(choices);
        return choices.isEmpty() || size > MAX_SIZE ? ANY : new AnyOf(List.copyOf(choices), size);
    }

    /** A function. */
    static Shape function(List<Shape> parameters, Optional<Shape> variadic, Shape result) {
        int size = Math.min(MAX_SIZE, sum(parameters) + result.size());
        return new Function(List.copyOf(parameters), variadic, result, size);
    }

    /** {@return whether anything may be there} */
    default boolean isAny() {
        return this instanceof AnyOf any && any.choices().isEmpty();
    }

    /** Arguments as errors write them. */
    static String parenthesized(List<Shape> arguments, Optional<Shape> variadic) {
        List<String> texts = new ArrayList<>();
        arguments.forEach(argument -> texts.add(argument.toString()));
        variadic.ifPresent(argument -> texts.add(argument + "..."));
        return "(" + String.join(", ", texts) + ")";
    }

    private static int sum(Iterable<Shape> shapes) {
        int size = 1;
        for (Shape shape : shapes) {
            size = Math.min(MAX_SIZE + 1, size + shape.size());
        }
        return size;
    }

    private static String listed(List<?> parts) {
        return parts.isEmpty() ? "" : parts.stream().map(String::valueOf).collect(Collectors.joining(", ", "<", ">"));
    }
}
