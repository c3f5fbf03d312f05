package dev.bylaw.internal.tree;

import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A value with its origin: a scalar, a mapping, a sequence, or a value that cannot be known. Immutable. Equality looks
 * at origins too.
 */
public sealed interface Tree {
    /** {@return where the value comes from} */
    Origin origin();

    /** {@return the same value as set by another layer, at every depth} */
    Tree withLayer(String layer);

    /**
     * A value without parts.
     *
     * @param value null, {@link Boolean}, {@link String}, {@link Long}, {@link BigInteger} or {@link BigDecimal}
     * @param origin where it comes from
     */
    record Scalar(Object value, Origin origin) implements Tree {
        /** Checks the type of the value. */
        public Scalar {
            Objects.requireNonNull(origin, "origin is null");
            if (value != null
                    && !(value instanceof Boolean
                            || value instanceof String
                            || value instanceof Long
                            || value instanceof BigInteger
                            || value instanceof BigDecimal)) {
                throw new IllegalArgumentException("not a scalar: " + value.getClass());
            }
        }

        @Override
        public Scalar withLayer(String layer) {
            return new Scalar(value, origin.withLayer(layer));
        }
    }

    /**
     * An entry of a mapping.
     *
     * @param key where the key stands; empty if no file states it
     * @param value the value
     */
    record Entry(Optional<Location> key, Tree value) {
        /** Checks that nothing is missing. */
        public Entry {
            Objects.requireNonNull(key, "key is null");
            Objects.requireNonNull(value, "value is null");
        }
    }

    /**
     * Values by name, in the order of the file.
     *
     * @param entries the entries; a value that cannot be known is an {@link Unknown}
     * @param open why there may be more entries than these; empty if these are all
     * @param origin where it comes from
     */
    record Mapping(Map<String, Entry> entries, Optional<String> open, Origin origin) implements Tree {
        /** Copies the entries. */
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
            Objects.requireNonNull(open, "open is null");
            Objects.requireNonNull(origin, "origin is null");
        }

        /** A mapping that is complete. */
        public Mapping(Map<String, Entry> entries, Origin origin) {
            this(entries, Optional.empty(), origin);
        }

        /** The value of a key, if it has an entry. */
        public Optional<Tree> get(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        @Override
        public Mapping withLayer(String layer) {
            Map<String, Entry> copy = new LinkedHashMap<>();
            entries.forEach((key, entry) ->
                    copy.put(key, new Entry(entry.key(), entry.value().withLayer(layer))));
            return new Mapping(copy, open, origin.withLayer(layer));
        }
    }

    /**
     * Values in a row.
     *
     * @param items the values
     * @param open why there may be more values than these, at any position; empty if these are all
     * @param origin where it comes from
     */
    record Sequence(List<Tree> items, Optional<String> open, Origin origin) implements Tree {
        /** Copies the items. */
        public Sequence {
            items = List.copyOf(items);
            Objects.requireNonNull(open, "open is null");
            Objects.requireNonNull(origin, "origin is null");
        }

        /** A sequence that is complete. */
        public Sequence(List<Tree> items, Origin origin) {
            this(items, Optional.empty(), origin);
        }

        @Override
        public Sequence withLayer(String layer) {
            return new Sequence(
                    items.stream().map(item -> item.withLayer(layer)).toList(), open, origin.withLayer(layer));
        }
    }

    /**
     * A value that exists or not, and cannot be told from the sources.
     *
     * @param reason why, in words for a reader of the report
     * @param origin where it would be set
     */
    record Unknown(String reason, Origin origin) implements Tree {
        /** Checks that nothing is missing. */
        public Unknown {
            Objects.requireNonNull(reason, "reason is null");
            Objects.requireNonNull(origin, "origin is null");
        }

        @Override
        public Unknown withLayer(String layer) {
            return new Unknown(reason, origin.withLayer(layer));
        }
    }
}
