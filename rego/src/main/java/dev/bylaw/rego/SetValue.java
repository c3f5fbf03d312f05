package dev.bylaw.rego;

import dev.bylaw.rego.internal.value.HashIndex;
import dev.bylaw.rego.internal.value.TermText;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A set, its members in ascending order. A set is open when it may have more members than are listed; a single member
 * may be in doubt while the others are certain.
 */
public final class SetValue implements Value {
    /** The set without members. */
    public static final SetValue EMPTY = new SetValue(new Value[0], null, Doubt.NONE);

    private final Value[] members;

    /** Null when every listed member is certain. */
    private final Doubt[] memberDoubts;

    private final Doubt open;
    private final Doubt deep;
    private final HashIndex index;
    final int depth;
    final long weight;
    private int hash;

    private SetValue(Value[] members, Doubt[] memberDoubts, Doubt open) {
        this.members = members;
        this.memberDoubts = memberDoubts;
        Doubt inner = Doubt.NONE;
        Doubt local = Doubt.NONE;
        Bounds bounds = new Bounds();
        for (int i = 0; i < members.length; i++) {
            bounds.add(members[i]);
            inner = inner.and(members[i].doubt());
            if (memberDoubts != null) {
                local = local.and(memberDoubts[i]);
            }
        }
        // Two members of which parts are unknown may turn out to be one.
        this.open = open.and(inner);
        this.deep = this.open.and(local);
        this.depth = bounds.depth();
        this.weight = bounds.weight();
        this.index = new HashIndex(members);
    }

    /**
     * A set of these members.
     *
     * @param members the members, in any order, with repetitions or without
     * @return the set
     */
    public static SetValue of(Value... members) {
        return of(Arrays.asList(members));
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
        return members.length;
    }

    /**
     * A member.
     *
     * @param index its position in ascending order, from 0
     * @return the member
     * @throws IndexOutOfBoundsException if there is none
     */
    public Value get(int index) {
        return members[index];
    }

    /** {@return the members in ascending order, unmodifiable} */
    public List<Value> members() {
        return Collections.unmodifiableList(Arrays.asList(members));
    }

    /**
     * Whether a value is listed.
     *
     * @param value a value
     * @return whether it is a member
     */
    public boolean contains(Value value) {
        return index.find(value) >= 0;
    }

    /**
     * The position of a member.
     *
     * @param value a value
     * @return its position in ascending order, or -1 where it is not listed
     */
    public int indexOf(Value value) {
        return index.find(value);
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
        int shorter = Math.min(members.length, that.members.length);
        for (int i = 0; i < shorter; i++) {
            int order = members[i].compareTo(that.members[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(members.length, that.members.length);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof SetValue that
                        && hashCode() == that.hashCode()
                        && Arrays.equals(members, that.members);
    }

    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            result = Arrays.hashCode(members) + 7;
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
        private final Map<Value, Doubt> members = new HashMap<>();

        /** Listed members of which parts are unknown, by themselves. */
        private Map<Value, Value> inexact = Collections.emptyMap();

        private Doubt open = Doubt.NONE;
        private boolean anyDoubt;

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
            Doubt before = members.putIfAbsent(member, doubt);
            if (before == null) {
                anyDoubt |= !doubt.isNone();
                list(member);
            } else {
                if (!before.isNone()) {
                    members.put(member, doubt.isNone() ? doubt : before.and(doubt));
                }
                if (!inexact.isEmpty() || !member.doubt().isNone()) {
                    meet(member, before, doubt);
                }
            }
            return this;
        }

        private void list(Value member) {
            if (!member.doubt().isNone()) {
                if (inexact.isEmpty()) {
                    inexact = new HashMap<>();
                }
                inexact.put(member, member);
            }
        }

        /** Decides which of two equal members is listed, where parts of one are unknown. */
        private void meet(Value member, Doubt before, Doubt doubt) {
            Value listed = inexact.get(member);
            open = open.and(member.doubt()).and(listed == null ? Doubt.NONE : listed.doubt());
            boolean better = before.isNone() == doubt.isNone()
                    ? listed != null && member.doubt().isNone()
                    : doubt.isNone();
            if (better) {
                Doubt merged = members.remove(member);
                members.put(member, merged);
                if (listed != null) {
                    inexact.remove(member);
                }
                list(member);
            }
        }

        /**
         * Whether a member was added.
         *
         * @param member a value
         * @return whether it is there
         */
        public boolean contains(Value member) {
            return members.containsKey(member);
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
            if (members.isEmpty() && open.isNone()) {
                return EMPTY;
            }
            Bounds.check(members.keySet());
            Value[] sorted = members.keySet().toArray(new Value[0]);
            Arrays.sort(sorted);
            Doubt[] doubts = null;
            if (anyDoubt) {
                doubts = new Doubt[sorted.length];
                for (int i = 0; i < sorted.length; i++) {
                    doubts[i] = members.get(sorted[i]);
                }
            }
            return new SetValue(sorted, doubts, open);
        }
    }
}
