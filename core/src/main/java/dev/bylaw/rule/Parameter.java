package dev.bylaw.rule;

import dev.bylaw.rego.Value;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that can be set about a rule.
 *
 * @param name its name, in the rule's {@code input.params}
 * @param type what can be set
 * @param merge what a lower layer may do to it
 * @param defaultValue what counts where nothing is set
 * @param values what can be chosen, weakest first, for {@link Type#ENUMERATION}; else empty
 * @param description what it does, for the rule's page
 */
public record Parameter(
        String name, Type type, Merge merge, Value defaultValue, List<String> values, String description) {
    /** What can be set. */
    public enum Type {
        /** Text. */
        STRING,
        /** A whole number. */
        INTEGER,
        /** A number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** A length of time such as {@code 24 hours} or {@code PT24H}. */
        DURATION,
        /** Text values in order. */
        LIST,
        /** Text values without order. */
        SET,
        /** Values by name. */
        MAP,
        /** One of the listed texts, which are ordered. */
        ENUMERATION,
        /** A regular expression in RE2 syntax. */
        PATTERN;

        /** {@return the name in metadata} */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The type of a name.
         *
         * @param id the name in metadata
         * @return the type; empty where it is none
         */
        public static Optional<Type> of(String id) {
            for (Type type : values()) {
                if (type.id().equals(id)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }

    /** What a lower layer may do to a parameter. */
    public enum Merge {
        /** Nothing. */
        LOCKED,
        /** Add elements. */
        UNION,
        /** Remove elements. */
        INTERSECTION,
        /** Lower it. */
        MIN,
        /** Raise it. */
        MAX,
        /** Turn it on. */
        ANY,
        /** Turn it off. */
        ALL;

        /** {@return the name in metadata} */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The direction of a name.
         *
         * @param id the name in metadata
         * @return the direction; empty where it is none
         */
        public static Optional<Merge> of(String id) {
            for (Merge merge : values()) {
                if (merge.id().equals(id)) {
                    return Optional.of(merge);
                }
            }
            return Optional.empty();
        }
    }

    /** Copies the values. */
    public Parameter {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(merge, "merge is null");
        Objects.requireNonNull(defaultValue, "defaultValue is null");
        Objects.requireNonNull(description, "description is null");
        values = List.copyOf(values);
    }
}
