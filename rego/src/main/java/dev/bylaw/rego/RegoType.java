package dev.bylaw.rego;

import dev.bylaw.rego.internal.builtin.TypeParser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A type of values, as builtins declare their arguments and results. Immutable and thread-safe; {@code toString} gives the
 * notation of OPA's errors, and {@link #parse} reads it:
 *
 * <pre>{@code
 * null  boolean  number  string  any
 * any<array[string], set[string]>        one of them
 * array[any]   array<number, string>     any number of items; exactly these
 * array<number>[string]                  these first, then any number of others
 * set[string]
 * object[string: any]                    any keys and values of these types
 * object<op: string, path: any>[any: any]  these keys, and others
 * }</pre>
 */
public sealed interface RegoType {
    /** Every value. */
    RegoType ANY = new Union(List.of());

    /** Types without parts. */
    enum Scalar implements RegoType {
        /** The type of {@code null}. */
        NULL,
        /** The type of {@code true} and {@code false}. */
        BOOLEAN,
        /** The type of numbers. */
        NUMBER,
        /** The type of strings. */
        STRING;

        @Override
        public boolean accepts(Value value) {
            return switch (this) {
                case NULL -> value instanceof NullValue;
                case BOOLEAN -> value instanceof BooleanValue;
                case NUMBER -> value instanceof NumberValue;
                case STRING -> value instanceof StringValue;
            };
        }

        @Override
        public String toString() {
            return switch (this) {
                case NULL -> "null";
                case BOOLEAN -> "boolean";
                case NUMBER -> "number";
                case STRING -> "string";
            };
        }
    }

    /**
     * Arrays.
     *
     * @param items the types of the first items, all of which are there
     * @param rest the type of any number of further items; empty where there are none
     */
    record Array(List<RegoType> items, Optional<RegoType> rest) implements RegoType {
        /** Checks and copies the parts. */
        public Array {
            items = List.copyOf(items);
            Objects.requireNonNull(rest, "rest is null");
        }

        @Override
        public boolean accepts(Value value) {
            if (!(value instanceof ArrayValue array)
                    || array.size() < items.size()
                    || array.size() > items.size() && rest.isEmpty()) {
                return false;
            }
            for (int i = 0; i < array.size(); i++) {
                RegoType item = i < items.size() ? items.get(i) : rest.orElseThrow();
                if (!item.accepts(array.get(i))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return "array" + RegoType.list(items) + RegoType.rest(rest);
        }
    }

    /**
     * Sets.
     *
     * @param member the type of the members
     */
    record Set(RegoType member) implements RegoType {
        /** Checks that there is a type of members. */
        public Set {
            Objects.requireNonNull(member, "member is null");
        }

        @Override
        public boolean accepts(Value value) {
            return value instanceof SetValue set && set.members().stream().allMatch(member::accepts);
        }

        @Override
        public String toString() {
            return "set[" + member + "]";
        }
    }

    /**
     * Objects.
     *
     * @param entries the types of the values of certain keys, all of which are there, in the order of the keys
     * @param rest the types of any number of further keys and their values; empty where there are none
     */
    @SuppressWarnings("JavaLangClash") // Always written RegoType.Object.
    record Object(Map<Value, RegoType> entries, Optional<Rest> rest) implements RegoType {
        /**
         * The types of further entries.
         *
         * @param key the type of their keys
         * @param value the type of their values
         */
        public record Rest(RegoType key, RegoType value) {
            /** Checks that nothing is missing. */
            public Rest {
                Objects.requireNonNull(key, "key is null");
                Objects.requireNonNull(value, "value is null");
            }

            @Override
            public String toString() {
                return key + ": " + value;
            }
        }

        /** Checks, sorts and copies the parts. */
        public Object {
            Map<Value, RegoType> sorted = new LinkedHashMap<>();
            entries.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> sorted.put(
                            Objects.requireNonNull(entry.getKey(), "key is null"),
                            Objects.requireNonNull(entry.getValue(), "type is null")));
            entries = Collections.unmodifiableMap(sorted);
            Objects.requireNonNull(rest, "rest is null");
        }

        @Override
        public boolean accepts(Value value) {
            if (!(value instanceof ObjectValue object)
                    || !entries.keySet().stream().allMatch(key -> object.get(key) != null)) {
                return false;
            }
            for (int i = 0; i < object.size(); i++) {
                RegoType entry = entries.get(object.keyAt(i));
                boolean fits = entry != null
                        ? entry.accepts(object.valueAt(i))
                        : rest.isPresent()
                                && rest.get().key().accepts(object.keyAt(i))
                                && rest.get().value().accepts(object.valueAt(i));
                if (!fits) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            List<String> fields = entries.entrySet().stream()
                    .map(entry -> (entry.getKey() instanceof StringValue key
                                    ? key.value()
                                    : entry.getKey().toString())
                            + ": " + entry.getValue())
                    .toList();
            return "object" + RegoType.list(fields) + RegoType.rest(rest);
        }
    }

    /**
     * One of several types; without any, every value.
     *
     * @param choices the types
     */
    record Union(List<RegoType> choices) implements RegoType {
        /** Checks and copies the choices. */
        public Union {
            choices = List.copyOf(choices);
        }

        @Override
        public boolean accepts(Value value) {
            return choices.isEmpty() || choices.stream().anyMatch(choice -> choice.accepts(value));
        }

        @Override
        public String toString() {
            return "any" + RegoType.list(choices);
        }
    }

    /**
     * Reads the notation of OPA's errors.
     *
     * @param text for example {@code object[string: any]}
     * @return the type
     * @throws IllegalArgumentException if the text is no type; the message says where
     */
    static RegoType parse(String text) {
        return TypeParser.parse(text);
    }

    /**
     * The type of arrays of any length.
     *
     * @param item the type of their items
     * @return the type
     */
    static RegoType arrayOf(RegoType item) {
        return new Array(List.of(), Optional.of(item));
    }

    /**
     * The type of sets.
     *
     * @param member the type of their members
     * @return the type
     */
    static RegoType setOf(RegoType member) {
        return new Set(member);
    }

    /**
     * The type of objects with any keys.
     *
     * @param key the type of the keys
     * @param value the type of the values
     * @return the type
     */
    static RegoType objectOf(RegoType key, RegoType value) {
        return new Object(Map.of(), Optional.of(new Object.Rest(key, value)));
    }

    /**
     * Says whether a value is of this type. Places that are not known count as absent.
     *
     * @param value the value
     * @return whether it is
     */
    boolean accepts(Value value);

    private static String list(List<?> parts) {
        return parts.isEmpty() ? "" : parts.stream().map(String::valueOf).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String rest(Optional<?> rest) {
        return rest.map(part -> "[" + part + "]").orElse("");
    }
}
