package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.KeyTable;
import java.util.Arrays;

/**
 * Goes through those members of a collection that can fulfil an equation behind it. The first time all are gone through;
 * when the same collection comes again, an index is made. The equation itself is still evaluated.
 *
 * <p>Only collections and values of which nothing is unknown are looked up: the members that are left out then fulfil the
 * equation in no possible world.
 */
final class JoinScan extends Step {
    /** Smaller collections are gone through. */
    private static final int WORTHWHILE = 2;

    private final Compute collection;
    private final Steps.Scan scan;
    private final boolean ofKey;
    private final Value[] path;
    private final Compute wanted;

    /**
     * A scan with an equation behind it.
     *
     * @param collection what is gone through
     * @param scan goes through all members
     * @param join the equation
     * @param wanted its other side
     */
    JoinScan(Compute collection, Steps.Scan scan, Join join, Compute wanted) {
        this.collection = collection;
        this.scan = scan;
        this.ofKey = join.ofKey();
        this.path = join.path().toArray(new Value[0]);
        this.wanted = wanted;
    }

    /** What an evaluation knows about the collection that came last. */
    static final class State {
        private Value collection;
        private Index index;
    }

    /** The positions of members by what stands at the place. */
    private static final class Index {
        private final KeyTable values = new KeyTable();

        /** For each value the first of its members. */
        private int[] first = new int[16];

        /** For each member the next one with an equal value, or -1. */
        private final int[] next;

        Index(int size) {
            next = new int[size];
        }

        void addBefore(Value value, int member) {
            int position = values.add(value);
            if (position >= 0) {
                if (position == first.length) {
                    first = Arrays.copyOf(first, position * 2);
                }
                next[member] = -1;
            } else {
                position = -1 - position;
                next[member] = first[position];
            }
            first[position] = member;
        }

        int find(Value value) {
            int position = values.find(value);
            return position < 0 ? -1 : first[position];
        }
    }

    @Override
    void link(Step following) {
        super.link(following);
        scan.link(following);
    }

    @Override
    boolean run(Frame frame) {
        Evaluation run = frame.run;
        Doubt before = run.path;
        Value value = collection.eval(frame);
        int size = size(value);
        boolean stop = false;
        if (size >= WORTHWHILE && value.doubt().isNone()) {
            State state = run.joins.computeIfAbsent(this, step -> new State());
            if (state.collection == value) {
                stop = indexed(frame, state, value, size);
            } else {
                state.collection = value;
                state.index = null;
                stop = scan.members(frame, value);
            }
        } else if (value != null) {
            stop = scan.members(frame, value);
        }
        run.path = before;
        return stop;
    }

    private static int size(Value value) {
        if (value instanceof ArrayValue array) {
            return array.size();
        }
        if (value instanceof ObjectValue object) {
            return object.size();
        }
        return value instanceof SetValue set ? set.size() : 0;
    }

    private boolean indexed(Frame frame, State state, Value value, int size) {
        Evaluation run = frame.run;
        Doubt path = run.path;
        Doubt reads = run.reads;
        Value looked = wanted.eval(frame);
        if (run.path != path
                || run.reads != reads
                || looked != null && !looked.doubt().isNone()) {
            run.path = path;
            run.reads = reads;
            return scan.members(frame, value);
        }
        if (looked == null) {
            return false;
        }
        if (state.index == null) {
            state.index = index(run, value, size);
        }
        Index index = state.index;
        for (int i = index.find(looked); i >= 0; i = index.next[i]) {
            run.work(1);
            scan.bind(frame, value, i);
            if (next.run(frame)) {
                return true;
            }
        }
        return false;
    }

    private Index index(Evaluation run, Value value, int size) {
        Index index = new Index(size);
        for (int i = size - 1; i >= 0; i--) {
            run.work(1);
            Value place = ofKey ? key(value, i) : member(value, i);
            for (int j = 0; j < path.length && place != null; j++) {
                place = Lookup.member(run, place, path[j]);
            }
            if (place != null) {
                index.addBefore(place, i);
            }
        }
        return index;
    }

    private static Value key(Value collection, int position) {
        if (collection instanceof ObjectValue object) {
            return object.keyAt(position);
        }
        return collection instanceof SetValue set ? set.get(position) : NumberValue.of(position);
    }

    private static Value member(Value collection, int position) {
        if (collection instanceof ArrayValue array) {
            return array.get(position);
        }
        return collection instanceof ObjectValue object
                ? object.valueAt(position)
                : ((SetValue) collection).get(position);
    }
}
