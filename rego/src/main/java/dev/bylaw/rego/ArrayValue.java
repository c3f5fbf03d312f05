package dev.bylaw.rego;

import dev.bylaw.rego.internal.value.TermText;
import dev.bylaw.rego.internal.value.ValueOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * An array. An array is open when it may have more elements than are listed, or when one of them may not be there: then
 * the elements that are listed are still its elements, but their number, their positions and the absence of others are
 * in doubt.
 */
public final class ArrayValue implements Value {
    /** The array without elements. */
    public static final ArrayValue EMPTY = new ArrayValue(new Value[0], null, Doubt.NONE);

    private final Value[] items;

    /** Null when every listed element is certain. */
    private final Doubt[] memberDoubts;

    private final Doubt open;
    private final Doubt deep;
    final int depth;
    final long weight;
    private int hash;

    private ArrayValue(Value[] items, Doubt[] memberDoubts, Doubt open) {
        this.items = items;
        this.memberDoubts = memberDoubts;
        Doubt all = open;
        Doubt local = open;
        Bounds bounds = new Bounds();
        for (int i = 0; i < items.length; i++) {
            if (bounds.add(items[i])) {
                all = all.and(items[i].doubt());
            }
            if (memberDoubts != null) {
                local = local.and(memberDoubts[i]);
            }
        }
        this.open = local;
        this.deep = all.and(local);
        this.depth = bounds.depth();
        this.weight = bounds.weight();
    }

    /**
     * An array of these elements.
     *
     * @param items the elements, copied
     * @return the array
     */
    public static ArrayValue of(Value... items) {
        return items.length == 0 ? EMPTY : new ArrayValue(items.clone(), null, Doubt.NONE);
    }

    /**
     * An array of these elements.
     *
     * @param items the elements, copied
     * @return the array
     */
    public static ArrayValue of(Collection<? extends Value> items) {
        return items.isEmpty() ? EMPTY : new ArrayValue(items.toArray(new Value[0]), null, Doubt.NONE);
    }

    /**
     * An array of some elements of a Java array.
     *
     * @param items the elements, copied
     * @param from the position of the first
     * @param to the position behind the last
     * @return the array
     */
    public static ArrayValue of(Value[] items, int from, int to) {
        return from == to ? EMPTY : new ArrayValue(Arrays.copyOfRange(items, from, to), null, Doubt.NONE);
    }

    /** {@return a builder of an array} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The same array, open.
     *
     * @param doubt why there may be more elements
     * @return an array with the same elements
     */
    public ArrayValue withOpen(Doubt doubt) {
        Doubt union = open.and(doubt);
        return union == open ? this : new ArrayValue(items, memberDoubts, union);
    }

    /** {@return how many elements are listed} */
    public int size() {
        return items.length;
    }

    /**
     * An element.
     *
     * @param index its position, from 0
     * @return the element
     * @throws IndexOutOfBoundsException if there is none
     */
    public Value get(int index) {
        return items[index];
    }

    /** {@return the elements, unmodifiable} */
    public List<Value> items() {
        return Collections.unmodifiableList(Arrays.asList(items));
    }

    /** {@return why the number and the positions of the elements are in doubt; none for an array that is certain} */
    public Doubt open() {
        return open;
    }

    /**
     * Why an element may not be there.
     *
     * @param index its position, from 0
     * @return the doubt, none where it is there in every possible world
     */
    public Doubt memberDoubt(int index) {
        return memberDoubts == null ? Doubt.NONE : memberDoubts[index];
    }

    @Override
    public Doubt doubt() {
        return deep;
    }

    @Override
    public Type type() {
        return Type.ARRAY;
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public int compareTo(Value other) {
        if (!(other instanceof ArrayValue that)) {
            return Integer.compare(Type.ARRAY.ordinal(), other.type().ordinal());
        }
        int shorter = Math.min(items.length, that.items.length);
        for (int i = 0; i < shorter; i++) {
            int order = ValueOrder.compare(items[i], that.items[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(items.length, that.items.length);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof ArrayValue that
                        && hashCode() == that.hashCode()
                        && Arrays.equals(items, that.items);
    }

    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            result = Arrays.hashCode(items);
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

    /** Collects elements. Not thread-safe. */
    public static final class Builder {
        private Value[] items = new Value[8];
        private int size;

        /** As long as the items; null as long as all are certain. */
        private Doubt[] doubts;

        private Doubt open = Doubt.NONE;

        private Builder() {}

        /**
         * Adds an element that is there in every possible world.
         *
         * @param item the element
         * @return this
         */
        public Builder add(Value item) {
            return add(item, Doubt.NONE);
        }

        /**
         * Adds an element that may not be there.
         *
         * @param item the element
         * @param doubt why it may not be there; none if it is certain
         * @return this
         */
        public Builder add(Value item, Doubt doubt) {
            Objects.requireNonNull(item, "item is null");
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
                doubts = doubts == null ? null : Arrays.copyOf(doubts, size * 2);
            }
            if (doubts == null && !doubt.isNone()) {
                doubts = new Doubt[items.length];
                Arrays.fill(doubts, 0, size, Doubt.NONE);
            }
            if (doubts != null) {
                doubts[size] = doubt;
            }
            items[size++] = item;
            return this;
        }

        /**
         * Says that there may be more elements.
         *
         * @param doubt why
         * @return this
         */
        public Builder open(Doubt doubt) {
            open = open.and(doubt);
            return this;
        }

        /** {@return the array} */
        public ArrayValue build() {
            if (size == 0 && open.isNone()) {
                return EMPTY;
            }
            return new ArrayValue(
                    Arrays.copyOf(items, size), doubts == null ? null : Arrays.copyOf(doubts, size), open);
        }
    }
}
