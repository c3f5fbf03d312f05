package dev.bylaw.rego;

import dev.bylaw.rego.internal.value.KeyTable;
import dev.bylaw.rego.internal.value.TermText;
import dev.bylaw.rego.internal.value.ValueOrder;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A set, its members in ascending order. A set is open when it may have more members than are listed; a single member
 * may be in doubt while the others are certain.
 */
public final class SetValue implements Value {
    /** The set without members. */
    public static final SetValue EMPTY = new SetValue(new KeyTable(), null, Doubt.NONE);

    /** The members, found by their hash; in their order where one of them is in doubt. */
    private final KeyTable table;

    /** Null when every listed member is certain. */
    private final Doubt[] memberDoubts;

    private final Doubt open;
    private final Doubt deep;
    final int depth;
    final long weight;

    /** The members in ascending order; null as long as nobody asks. */
    private volatile Value[] sorted;

    private int hash;

    private SetValue(KeyTable table, Doubt[] memberDoubts, Doubt open) {
        this.table = table;
        this.memberDoubts = memberDoubts;
        Doubt inner = Doubt.NONE;
        Doubt local = Doubt.NONE;
        Bounds bounds = new Bounds();
        for (int i = 0; i < table.size(); i++) {
            Value member = table.get(i);
            if (bounds.add(member)) {
                inner = inner.and(member.doubt());
            }
            if (memberDoubts != null) {
                local = local.and(memberDoubts[i]);
            }
        }
        // Two members of which parts are unknown may turn out to be one.
        this.open = open.and(inner);
        this.deep = this.open.and(local);
        this.depth = bounds.depth();
        this.weight = bounds.weight();
        if (memberDoubts != null) {
            sorted = table.toArray();
        }
    }

    /**
     * A set of these members.
     *
     * @param members the members, in any order, with repetitions or without
     * @return the set
     */
    public static SetValue of(Value... members) {
        Builder builder = builder();
        for (Value member : members) {
            builder.add(member);
        }
        return builder.build();
    }

    /**
     * A set of these members.
     *
     * @param members the members, in any order, with repetitions or without
     * @return the set
     */
    public static SetValue of(Collection<? extends Value> members) {
        Builder builder = builder();
        for (Value member : members) {
            builder.add(member);
        }
        return builder.build();
    }

    /** {@return a builder of a set} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return how many members are listed} */
    public int size() {
        return table.size();
    }

    private Value[] sorted() {
        Value[] known = sorted;
        if (known == null) {
            known = new Value[table.size()];
            for (int i = 0; i < known.length; i++) {
                known[i] = table.get(i);
            }
            ValueOrder.sort(known);
            sorted = known;
        }
        return known;
    }

    /**
     * A member.
     *
     * @param index its position in ascending order, from 0
     * @return the member
     * @throws IndexOutOfBoundsException if there is none
     */
    public Value get(int index) {
        return sorted()[index];
    }

    /**
     * The member that equals a value.
     *
     * @param value a value
     * @return the member, or null where it is not listed
     */
    public Value get(Value value) {
        int position = table.find(value);
        return position < 0 ? null : table.get(position);
    }

    /** {@return the members in ascending order, unmodifiable} */
    public List<Value> members() {
        return Collections.unmodifiableList(Arrays.asList(sorted()));
    }

    /** {@return the members in any order, unmodifiable; for what does not depend on it, and need not wait for sorting} */
    public Collection<Value> unordered() {
        return new AbstractList<>() {
            @Override
            public Value get(int index) {
                return table.get(Objects.checkIndex(index, table.size()));
            }

            @Override
            public int size() {
                return table.size();
            }
        };
    }

    /**
     * Whether a value is listed.
     *
     * @param value a value
     * @return whether it is a member
     */
    public boolean contains(Value value) {
        return table.find(value) >= 0;
    }

    /**
     * The position of a member.
     *
     * @param value a value
     * @return its position in ascending order, or -1 where it is not listed
     */
    public int indexOf(Value value) {
        int position = table.find(value);
        if (position < 0 || memberDoubts != null) {
            return position;
        }
        return Arrays.binarySearch(sorted(), value);
    }

    /** {@return why there may be other members; none for a set that is closed} */
    public Doubt open() {
        return open;
    }

    /**
     * Why a listed member may not be there.
     *
     * @param index its position, from 0
     * @return the doubt, none where it is there in every possible world
     */
    public Doubt memberDoubt(int index) {
        return memberDoubts == null ? Doubt.NONE : memberDoubts[index];
    }

    /** {@return why the number of members is in doubt: {@link #open()} and the doubts of the members} */
    public Doubt extent() {
        return deep;
    }

    @Override
    public Doubt doubt() {
        return deep;
    }

    @Override
    public Type type() {
        return Type.SET;
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public int compareTo(Value other) {
        if (!(other instanceof SetValue that)) {
            return Integer.compare(Type.SET.ordinal(), other.type().ordinal());
        }
        Value[] members = sorted();
        Value[] others = that.sorted();
        int shorter = Math.min(members.length, others.length);
        for (int i = 0; i < shorter; i++) {
            int order = members[i].compareTo(others[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(members.length, others.length);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof SetValue that
                        && hashCode() == that.hashCode()
                        && size() == that.size()
                        && hasAll(that);
    }

    private boolean hasAll(SetValue that) {
        for (int i = 0; i < table.size(); i++) {
            if (that.table.find(table.get(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            // The same in any order.
            for (int i = 0; i < table.size(); i++) {
                result += table.hash(i) * 0x9E3779B9 ^ table.hash(i) >>> 15;
            }
            result = result * 31 + table.size() + 7;
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

    /**
     * Collects members. A member added twice is certain if one of the two is. Two that are equal as far as they are known
     * may be two; then the set is open, and the one that is listed is the more certain of them. Not thread-safe.
     */
    public static final class Builder {
        private KeyTable members = new KeyTable();

        /** What each member depends on; null as long as all are certain. */
        private Doubt[] doubts;

        private Doubt open = Doubt.NONE;

        /** Whether parts of a member are unknown. */
        private boolean inexact;

        /** Whether a set holds the members by now. */
        private boolean shared;

        private Builder() {}

        /**
         * Adds a member that is there in every possible world.
         *
         * @param member the member
         * @return this
         */
        public Builder add(Value member) {
            return add(member, Doubt.NONE);
        }

        /**
         * Adds a member that may not be there.
         *
         * @param member the member
         * @param doubt why it may not be there; none if it is certain
         * @return this
         */
        public Builder add(Value member, Doubt doubt) {
            Objects.requireNonNull(member, "member is null");
            if (shared) {
                members = members.copy();
                shared = false;
            }
            int position = members.add(member);
            if (position >= 0) {
                if (!doubt.isNone() || doubts != null) {
                    doubt(position, doubt);
                }
                inexact |= !(member instanceof StringValue) && !member.doubt().isNone();
                return this;
            }
            int known = -1 - position;
            Doubt before = doubts == null ? Doubt.NONE : doubts[known];
            if (!before.isNone()) {
                doubt(known, doubt.isNone() ? doubt : before.and(doubt));
            }
            if (inexact || !member.doubt().isNone()) {
                meet(known, member, before, doubt);
            }
            return this;
        }

        private void doubt(int position, Doubt doubt) {
            if (doubts == null) {
                doubts = new Doubt[members.size()];
                Arrays.fill(doubts, Doubt.NONE);
            } else if (position >= doubts.length) {
                int length = doubts.length;
                doubts = Arrays.copyOf(doubts, Math.max(position + 1, length * 2));
                Arrays.fill(doubts, length, doubts.length, Doubt.NONE);
            }
            doubts[position] = doubt;
        }

        /** Decides which of two equal members is listed, where parts of one are unknown. */
        private void meet(int position, Value member, Doubt before, Doubt doubt) {
            Value listed = members.get(position);
            boolean unknown = !listed.doubt().isNone();
            open = open.and(member.doubt()).and(listed.doubt());
            boolean better = before.isNone() == doubt.isNone()
                    ? unknown && member.doubt().isNone()
                    : doubt.isNone();
            if (better) {
                members.replace(position, member);
                inexact |= !member.doubt().isNone();
            }
        }

        /**
         * Whether a member was added.
         *
         * @param member a value
         * @return whether it is there
         */
        public boolean contains(Value member) {
            return members.find(member) >= 0;
        }

        /** {@return how many members were added} */
        public int size() {
            return members.size();
        }

        /**
         * Says that there may be more members.
         *
         * @param doubt why
         * @return this
         */
        public Builder open(Doubt doubt) {
            open = open.and(doubt);
            return this;
        }

        /** {@return the set} */
        public SetValue build() {
            if (members.size() == 0 && open.isNone()) {
                return EMPTY;
            }
            if (doubts == null) {
                shared = true;
                return new SetValue(members, null, open);
            }
            Value[] sorted = members.toArray().clone();
            long weight = 0;
            for (Value member : sorted) {
                weight += member.weight();
            }
            Bounds.check(weight);
            ValueOrder.sort(sorted);
            Doubt[] sortedDoubts = new Doubt[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                int position = members.find(sorted[i]);
                sortedDoubts[i] = position < doubts.length ? doubts[position] : Doubt.NONE;
            }
            return new SetValue(KeyTable.of(sorted), sortedDoubts, open);
        }
    }
}
