package dev.bylaw.rego;

import dev.bylaw.rego.internal.value.HashIndex;
import dev.bylaw.rego.internal.value.TermText;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
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
            new ObjectValue(new Value[0], new Value[0], null, Collections.emptyMap(), Doubt.NONE);

    private final Value[] keys;
    private final Value[] values;

    /** Null when every listed key is certain. */
    private final Doubt[] memberDoubts;

    private final Map<Value, Doubt> absent;
    private final Doubt open;
    private final Doubt extent;
    private final Doubt deep;
    private final HashIndex index;
    final int depth;
    final long weight;
    private int hash;

    private ObjectValue(Value[] keys, Value[] values, Doubt[] memberDoubts, Map<Value, Doubt> absent, Doubt open) {
        this.keys = keys;
        this.values = values;
        this.memberDoubts = memberDoubts;
        this.absent = absent;
        Doubt inner = Doubt.NONE;
        Doubt keyDoubt = Doubt.NONE;
        Doubt local = Doubt.NONE;
        Bounds bounds = new Bounds();
        for (int i = 0; i < keys.length; i++) {
            bounds.add(keys[i]);
            bounds.add(values[i]);
            inner = inner.and(values[i].doubt());
            keyDoubt = keyDoubt.and(keys[i].doubt());
            if (memberDoubts != null) {
                local = local.and(memberDoubts[i]);
            }
        }
        for (Doubt doubt : absent.values()) {
            local = local.and(doubt);
        }
        // Two keys of which parts are unknown may turn out to be one.
        this.open = open.and(keyDoubt);
        this.extent = this.open.and(local);
        this.deep = extent.and(inner);
        this.depth = bounds.depth();
        this.weight = bounds.weight();
        this.index = new HashIndex(keys);
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

    /** {@return a builder of an object} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return how many keys are listed} */
    public int size() {
        return keys.length;
    }

    /**
     * The position of a key.
     *
     * @param key a value
     * @return its position in ascending order, or -1 where it is not listed
     */
    public int indexOf(Value key) {
        return index.find(key);
    }

    /**
     * A key.
     *
     * @param index its position in ascending order, from 0
     * @return the key
     */
    public Value keyAt(int index) {
        return keys[index];
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
        int position = index.find(key);
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
        return Collections.unmodifiableList(Arrays.asList(keys));
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
        return open.and(absent.getOrDefault(key, Doubt.NONE));
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
        int shorter = Math.min(keys.length, that.keys.length);
        for (int i = 0; i < shorter; i++) {
            int byKey = keys[i].compareTo(that.keys[i]);
            if (byKey != 0) {
                return byKey;
            }
            int byValue = values[i] == that.values[i] ? 0 : values[i].compareTo(that.values[i]);
            if (byValue != 0) {
                return byValue;
            }
        }
        return Integer.compare(keys.length, that.keys.length);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof ObjectValue that
                        && hashCode() == that.hashCode()
                        && Arrays.equals(keys, that.keys)
                        && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            result = Arrays.hashCode(keys) * 31 + Arrays.hashCode(values);
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
        private record Entry(Value key, Value value, Doubt doubt) {}

        private final Map<Value, Entry> entries = new HashMap<>();
        private Map<Value, Doubt> absent = Collections.emptyMap();
        private Doubt open = Doubt.NONE;
        private boolean anyDoubt;

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
            Entry before = entries.put(key, new Entry(key, value, doubt));
            Doubt all = doubt;
            if (before != null && before.key() != key) {
                // Equal as far as they are known; where they are not, they may be two.
                Doubt parts = key.doubt().and(before.key().doubt());
                if (!parts.isNone()) {
                    all = doubt.and(parts);
                    open = open.and(parts);
                    entries.put(key, new Entry(before.key(), value, all));
                }
            }
            anyDoubt |= !all.isNone();
            return this;
        }

        /**
         * The value of a key so far.
         *
         * @param key a value
         * @return the value, or null where it was not set
         */
        public Value get(Value key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /**
         * The doubt of a key so far.
         *
         * @param key a value
         * @return the doubt it was set with and what is unknown inside of it, or null where it was not set
         */
        public Doubt doubt(Value key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.doubt().and(entry.key().doubt());
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
            return entries.size();
        }

        /** {@return the object} */
        public ObjectValue build() {
            if (entries.isEmpty() && open.isNone() && absent.isEmpty()) {
                return EMPTY;
            }
            Bounds.check(entries.keySet());
            Value[] keys = entries.keySet().toArray(new Value[0]);
            Arrays.sort(keys);
            Value[] values = new Value[keys.length];
            Doubt[] doubts = anyDoubt ? new Doubt[keys.length] : null;
            for (int i = 0; i < keys.length; i++) {
                Entry entry = entries.get(keys[i]);
                values[i] = entry.value();
                if (doubts != null) {
                    doubts[i] = entry.doubt();
                }
            }
            Map<Value, Doubt> notListed = new TreeMap<>(absent);
            notListed.keySet().removeAll(entries.keySet());
            return new ObjectValue(keys, values, doubts, Collections.unmodifiableMap(notListed), open);
        }
    }
}
