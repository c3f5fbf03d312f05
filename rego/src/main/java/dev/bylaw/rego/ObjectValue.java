package dev.bylaw.rego;

import dev.bylaw.rego.internal.value.KeyTable;
import dev.bylaw.rego.internal.value.TermText;
import dev.bylaw.rego.internal.value.ValueOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An object, its keys in ascending order; keys may be values of any kind.
 *
 * <p>Three things can be unknown about it: a listed key may not be there or may have another value
 * ({@link #memberDoubt}), a key that is not listed may be there ({@link #absenceDoubt}), and when it is open any other
 * key may be.
 */
public final class ObjectValue implements Value {
    /** The object without keys. */
    public static final ObjectValue EMPTY =
            new ObjectValue(KeyTable.of(new Value[0]), new Value[0], null, Collections.emptyMap(), Doubt.NONE);

    /** The keys in their order, found by their hash; objects of one kind share it. */
    private final KeyTable table;

    private final Value[] values;

    /** Null when every listed key is certain. */
    private final Doubt[] memberDoubts;

    private final Map<Value, Doubt> absent;
    private final Doubt open;
    private final Doubt extent;
    private final Doubt deep;
    final int depth;
    final long weight;
    private int hash;

    private ObjectValue(KeyTable table, Value[] values, Doubt[] memberDoubts, Map<Value, Doubt> absent, Doubt open) {
        this.table = table;
        this.values = values;
        this.memberDoubts = memberDoubts;
        this.absent = absent;
        Doubt inner = Doubt.NONE;
        Doubt keyDoubt = Doubt.NONE;
        Doubt local = Doubt.NONE;
        Bounds bounds = new Bounds();
        for (int i = 0; i < values.length; i++) {
            if (bounds.add(table.get(i))) {
                keyDoubt = keyDoubt.and(table.get(i).doubt());
            }
            if (bounds.add(values[i])) {
                inner = inner.and(values[i].doubt());
            }
            if (memberDoubts != null) {
                local = local.and(memberDoubts[i]);
            }
        }
        if (!absent.isEmpty()) {
            for (Doubt doubt : absent.values()) {
                local = local.and(doubt);
            }
        }
        // Two keys of which parts are unknown may turn out to be one.
        this.open = open.and(keyDoubt);
        this.extent = this.open.and(local);
        this.deep = extent.and(inner);
        this.depth = bounds.depth();
        this.weight = bounds.weight();
    }

    /**
     * An object of these entries.
     *
     * @param entries keys and values, copied
     * @return the object
     */
    public static ObjectValue of(Map<? extends Value, ? extends Value> entries) {
        Builder builder = builder();
        entries.forEach(builder::put);
        return builder.build();
    }

    /**
     * Makes objects that all have the same keys. Immutable; what they share is made once.
     *
     * @param keys distinct values of which nothing is unknown
     * @return the template
     * @throws IllegalArgumentException if a key is there twice or something about it is unknown
     */
    public static Template template(List<? extends Value> keys) {
        return new Template(keys.toArray(new Value[0]));
    }

    /** Makes objects that all have the same keys. Immutable. */
    public static final class Template {
        private final KeyTable table;

        /** For each key in ascending order its position among those that were given. */
        private final int[] positions;

        private Template(Value[] given) {
            Value[] sorted = given.clone();
            ValueOrder.sort(sorted);
            KeyTable places = new KeyTable(given.length);
            for (Value key : given) {
                if (places.add(key) < 0 || !key.doubt().isNone()) {
                    throw new IllegalArgumentException("a key is there twice or not certain: " + key);
                }
            }
            table = KeyTable.of(sorted);
            positions = new int[sorted.length];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = places.find(sorted[i]);
            }
        }

        /**
         * An object.
         *
         * @param values an array with the values in the order of the keys that were given, copied
         * @param from where they begin in it
         * @return the object
         */
        public ObjectValue of(Value[] values, int from) {
            Value[] sorted = new Value[positions.length];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = Objects.requireNonNull(values[from + positions[i]], "value is null");
            }
            return new ObjectValue(table, sorted, null, Collections.emptyMap(), Doubt.NONE);
        }
    }

    /** {@return a builder of an object} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return how many keys are listed} */
    public int size() {
        return values.length;
    }

    /**
     * The position of a key.
     *
     * @param key a value
     * @return its position in ascending order, or -1 where it is not listed
     */
    public int indexOf(Value key) {
        return table.find(key);
    }

    /**
     * A key.
     *
     * @param index its position in ascending order, from 0
     * @return the key
     */
    public Value keyAt(int index) {
        return table.get(index);
    }

    /**
     * The value of a key.
     *
     * @param index the position of the key, from 0
     * @return the value
     */
    public Value valueAt(int index) {
        return values[index];
    }

    /**
     * The value of a key.
     *
     * @param key a value
     * @return the value, or null where the key is not listed
     */
    public Value get(Value key) {
        int position = table.find(key);
        return position < 0 ? null : values[position];
    }

    /**
     * The value of a key that is a string.
     *
     * @param key the text of the key
     * @return the value, or null where the key is not listed
     */
    public Value get(String key) {
        return get(StringValue.of(key));
    }

    /** {@return the keys in ascending order, unmodifiable} */
    public List<Value> keys() {
        return Collections.unmodifiableList(Arrays.asList(table.toArray()));
    }

    /** {@return the values in the order of their keys, unmodifiable} */
    public List<Value> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /**
     * Why a listed key may not be there or may have another value.
     *
     * @param index the position of the key, from 0
     * @return the doubt, none where it is the same in every possible world
     */
    public Doubt memberDoubt(int index) {
        return memberDoubts == null ? Doubt.NONE : memberDoubts[index];
    }

    /**
     * Why a key that is not listed may be there.
     *
     * @param key a value
     * @return the doubt, none where the key is there in no possible world
     */
    public Doubt absenceDoubt(Value key) {
        return absent.isEmpty() ? open : open.and(absent.getOrDefault(key, Doubt.NONE));
    }

    /** {@return the keys that are not listed and may be there, each with the reason, unmodifiable} */
    public Map<Value, Doubt> absent() {
        return absent;
    }

    /** {@return why there may be any other key; none for an object that is closed} */
    public Doubt open() {
        return open;
    }

    /** {@return why the set of keys is in doubt: everything unknown about this object but not inside its values} */
    public Doubt extent() {
        return extent;
    }

    @Override
    public Doubt doubt() {
        return deep;
    }

    @Override
    public Type type() {
        return Type.OBJECT;
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public int compareTo(Value other) {
        if (!(other instanceof ObjectValue that)) {
            return Integer.compare(Type.OBJECT.ordinal(), other.type().ordinal());
        }
        int shorter = Math.min(values.length, that.values.length);
        for (int i = 0; i < shorter; i++) {
            Value key = table.get(i);
            Value otherKey = that.table.get(i);
            int byKey = ValueOrder.compare(key, otherKey);
            if (byKey != 0) {
                return byKey;
            }
            int byValue = ValueOrder.compare(values[i], that.values[i]);
            if (byValue != 0) {
                return byValue;
            }
        }
        return Integer.compare(values.length, that.values.length);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof ObjectValue that
                        && hashCode() == that.hashCode()
                        && values.length == that.values.length
                        && hasKeysOf(that)
                        && Arrays.equals(values, that.values);
    }

    private boolean hasKeysOf(ObjectValue that) {
        for (int i = 0; table != that.table && i < values.length; i++) {
            if (table.hash(i) != that.table.hash(i) || !table.get(i).equals(that.table.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            for (int i = 0; i < values.length; i++) {
                result = (result * 31 + table.hash(i)) * 31 + values[i].hashCode();
            }
            result = result == 0 ? 1 : result;
            hash = result;
        }
        return result;
    }

    /** {@return the value as Rego source} */
    @Override
    public String toString() {
        return TermText.literal(this);
    }

    /** Collects entries. Not thread-safe. */
    public static final class Builder {
        private KeyTable keys = new KeyTable();
        private Value[] values = new Value[4];

        /** As long as the values; null as long as all keys are certain. */
        private Doubt[] doubts;

        private Map<Value, Doubt> absent = Collections.emptyMap();
        private Doubt open = Doubt.NONE;

        /** Whether an object holds the keys by now. */
        /** What the keys weigh that may share parts. */
        private long keyWeight;

        private boolean shared;

        private Builder() {}

        /**
         * Sets a key that is the same in every possible world.
         *
         * @param key the key
         * @param value its value, in place of an earlier one
         * @return this
         */
        public Builder put(Value key, Value value) {
            return put(key, value, Doubt.NONE);
        }

        /**
         * Sets a key that is the same in every possible world.
         *
         * @param key the text of the key
         * @param value its value, in place of an earlier one
         * @return this
         */
        public Builder put(String key, Value value) {
            return put(StringValue.of(key), value, Doubt.NONE);
        }

        /**
         * Sets a key that may not be there or may have another value.
         *
         * @param key the key
         * @param value its value, in place of an earlier one
         * @param doubt why it is not certain; none if it is
         * @return this
         */
        public Builder put(Value key, Value value, Doubt doubt) {
            Objects.requireNonNull(key, "key is null");
            Objects.requireNonNull(value, "value is null");
            if (shared) {
                keys = keys.copy();
                shared = false;
            }
            if (!(key instanceof StringValue)) {
                keyWeight += key.weight();
            }
            int position = keys.add(key);
            Doubt all = doubt;
            if (position < 0) {
                position = -1 - position;
                Value before = keys.get(position);
                if (before != key) {
                    // Equal as far as they are known; where they are not, they may be two.
                    Doubt parts = key.doubt().and(before.doubt());
                    all = doubt.and(parts);
                    open = open.and(parts);
                }
            }
            if (position >= values.length) {
                values = Arrays.copyOf(values, position * 2);
                doubts = doubts == null ? null : Arrays.copyOf(doubts, values.length);
            }
            if (doubts == null && !all.isNone()) {
                doubts = new Doubt[values.length];
                Arrays.fill(doubts, 0, position, Doubt.NONE);
                Arrays.fill(doubts, position, Math.min(keys.size(), doubts.length), Doubt.NONE);
            }
            if (doubts != null) {
                doubts[position] = all;
            }
            values[position] = value;
            return this;
        }

        /**
         * The value of a key so far.
         *
         * @param key a value
         * @return the value, or null where it was not set
         */
        public Value get(Value key) {
            int position = keys.find(key);
            return position < 0 ? null : values[position];
        }

        /**
         * The doubt of a key so far.
         *
         * @param key a value
         * @return the doubt it was set with and what is unknown inside of it, or null where it was not set
         */
        public Doubt doubt(Value key) {
            int position = keys.find(key);
            if (position < 0) {
                return null;
            }
            return (doubts == null ? Doubt.NONE : doubts[position])
                    .and(keys.get(position).doubt());
        }

        /**
         * Says that a key, unless it is set, may be there.
         *
         * @param key the key
         * @param doubt why
         * @return this
         */
        public Builder absent(Value key, Doubt doubt) {
            if (!doubt.isNone()) {
                if (absent.isEmpty()) {
                    absent = new TreeMap<>();
                }
                absent.merge(key, doubt, Doubt::and);
            }
            return this;
        }

        /**
         * Says that any other key may be there.
         *
         * @param doubt why
         * @return this
         */
        public Builder open(Doubt doubt) {
            open = open.and(doubt);
            return this;
        }

        /** {@return how many keys were set} */
        public int size() {
            return keys.size();
        }

        /** {@return the object} */
        public ObjectValue build() {
            int size = keys.size();
            if (size == 0 && open.isNone() && absent.isEmpty()) {
                return EMPTY;
            }
            Map<Value, Doubt> notListed = Collections.emptyMap();
            if (!absent.isEmpty()) {
                notListed = new TreeMap<>(absent);
                notListed.keySet().removeIf(key -> keys.find(key) >= 0);
                notListed = Collections.unmodifiableMap(notListed);
            }
            Bounds.check(keyWeight);
            if (isSorted()) {
                keys.toArray();
                shared = true;
                Doubt[] listed = doubts == null ? null : Arrays.copyOf(doubts, size);
                return new ObjectValue(keys, Arrays.copyOf(values, size), listed, notListed, open);
            }
            Value[] sorted = keys.toArray().clone();
            ValueOrder.sort(sorted);
            Value[] sortedValues = new Value[size];
            Doubt[] sortedDoubts = doubts == null ? null : new Doubt[size];
            for (int i = 0; i < size; i++) {
                int position = keys.find(sorted[i]);
                sortedValues[i] = values[position];
                if (sortedDoubts != null) {
                    sortedDoubts[i] = doubts[position];
                }
            }
            return new ObjectValue(KeyTable.of(sorted), sortedValues, sortedDoubts, notListed, open);
        }

        private boolean isSorted() {
            for (int i = 1; i < keys.size(); i++) {
                if (keys.get(i - 1).compareTo(keys.get(i)) > 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
