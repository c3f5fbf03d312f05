package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.builtin.Builtin;

/** The steps that test, bind, compare and take apart. */
final class Steps {
    private Steps() {}

    /** Holds where the value is defined and not false. */
    static final class Test extends Step {
        private final Compute term;

        Test(Compute term) {
            this.term = term;
        }

        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            Doubt before = run.path;
            Value value = term.eval(frame);
            boolean stop = value != null && value != BooleanValue.FALSE && next.run(frame);
            run.path = before;
            return stop;
        }
    }

    /** Binds a variable. */
    static final class Bind extends Step {
        private final int slot;
        private final Compute term;

        Bind(int slot, Compute term) {
            this.slot = slot;
            this.term = term;
        }

        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            Doubt before = run.path;
            Value value = term.eval(frame);
            boolean stop = false;
            if (value != null) {
                frame.slots[slot] = value;
                stop = next.run(frame);
            }
            run.path = before;
            return stop;
        }
    }

    /** Holds where both values are defined and equal. */
    static final class Equal extends Step {
        private final Compute left;
        private final Compute right;

        Equal(Compute left, Compute right) {
            this.left = left;
            this.right = right;
        }

        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            Doubt before = run.path;
            Value a = left.eval(frame);
            Value b = a == null ? null : right.eval(frame);
            boolean stop = b != null && Lookup.equal(run, a, b) && next.run(frame);
            run.path = before;
            return stop;
        }
    }

    /** Holds where a variable is an array of a certain length. */
    static final class ArrayShape extends Step {
        private final int slot;
        private final int size;

        ArrayShape(int slot, int size) {
            this.slot = slot;
            this.size = size;
        }

        @Override
        boolean run(Frame frame) {
            if (!(frame.slots[slot] instanceof ArrayValue array)) {
                return false;
            }
            Evaluation run = frame.run;
            Doubt before = run.path;
            run.doubt(array.open());
            boolean stop = array.size() == size && next.run(frame);
            run.path = before;
            return stop;
        }
    }

    /** Holds where a variable is an object with a certain number of keys. */
    static final class ObjectShape extends Step {
        private final int slot;
        private final int size;

        ObjectShape(int slot, int size) {
            this.slot = slot;
            this.size = size;
        }

        @Override
        boolean run(Frame frame) {
            if (!(frame.slots[slot] instanceof ObjectValue object)) {
                return false;
            }
            Evaluation run = frame.run;
            Doubt before = run.path;
            run.doubt(object.extent());
            boolean stop = object.size() == size && next.run(frame);
            run.path = before;
            return stop;
        }
    }

    /** Goes through the members of a collection. */
    static final class Scan extends Step {
        private final Compute collection;
        private final int keySlot;
        private final int valueSlot;
        private final boolean anyOrder;

        /**
         * A scan; a slot of -1 means that nobody asks.
         *
         * @param anyOrder whether it does not matter in which order a set gives its members
         */
        Scan(Compute collection, int keySlot, int valueSlot, boolean anyOrder) {
            this.collection = collection;
            this.keySlot = keySlot;
            this.valueSlot = valueSlot;
            this.anyOrder = anyOrder;
        }

        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            Doubt before = run.path;
            Value value = collection.eval(frame);
            boolean stop = value != null && members(frame, value);
            run.path = before;
            return stop;
        }

        /** Goes through the members of a value. The path doubt may be another one afterwards. */
        boolean members(Frame frame, Value value) {
            if (value instanceof ObjectValue object) {
                return object.extent().isNone() ? certain(frame, object) : object(frame, object);
            }
            if (value instanceof ArrayValue array) {
                return array.open().isNone() ? certain(frame, array) : array(frame, array);
            }
            if (value instanceof SetValue set) {
                return set.doubt().isNone() ? certain(frame, set) : set(frame, set);
            }
            return false;
        }

        /** Sets the variables to one of the members. */
        void bind(Frame frame, Value collection, int position) {
            if (collection instanceof ObjectValue object) {
                bind(frame, object.keyAt(position), object.valueAt(position));
            } else if (collection instanceof ArrayValue array) {
                bind(frame, NumberValue.of(position), array.get(position));
            } else {
                Value member = ((SetValue) collection).get(position);
                bind(frame, member, member);
            }
        }

        private void bind(Frame frame, Value key, Value value) {
            if (keySlot >= 0) {
                frame.slots[keySlot] = key;
            }
            if (valueSlot >= 0) {
                frame.slots[valueSlot] = value;
            }
        }

        private boolean certain(Frame frame, ObjectValue object) {
            Evaluation run = frame.run;
            int size = object.size();
            for (int i = 0; i < size; i++) {
                run.work(1);
                bind(frame, object.keyAt(i), object.valueAt(i));
                if (next.run(frame)) {
                    return true;
                }
            }
            return false;
        }

        private boolean certain(Frame frame, ArrayValue array) {
            Evaluation run = frame.run;
            int size = array.size();
            for (int i = 0; i < size; i++) {
                run.work(1);
                if (keySlot >= 0) {
                    frame.slots[keySlot] = NumberValue.of(i);
                }
                if (valueSlot >= 0) {
                    frame.slots[valueSlot] = array.get(i);
                }
                if (next.run(frame)) {
                    return true;
                }
            }
            return false;
        }

        private boolean certain(Frame frame, SetValue set) {
            Evaluation run = frame.run;
            for (Value member : anyOrder ? set.unordered() : set.members()) {
                run.work(1);
                bind(frame, member, member);
                if (next.run(frame)) {
                    return true;
                }
            }
            return false;
        }

        private boolean object(Frame frame, ObjectValue object) {
            Evaluation run = frame.run;
            Doubt base = run.path;
            run.looked(object.extent());
            for (int i = 0; i < object.size(); i++) {
                run.work(1);
                run.path = base.and(object.memberDoubt(i));
                bind(frame, object.keyAt(i), object.valueAt(i));
                if (next.run(frame)) {
                    return true;
                }
            }
            return false;
        }

        private boolean array(Frame frame, ArrayValue array) {
            Evaluation run = frame.run;
            Doubt base = run.path;
            run.looked(array.open());
            for (int i = 0; i < array.size(); i++) {
                run.work(1);
                run.path = base.and(keySlot >= 0 ? array.open() : array.memberDoubt(i));
                bind(frame, NumberValue.of(i), array.get(i));
                if (next.run(frame)) {
                    return true;
                }
            }
            return false;
        }

        private boolean set(Frame frame, SetValue set) {
            Evaluation run = frame.run;
            Doubt base = run.path;
            run.looked(set.doubt());
            for (int i = 0; i < set.size(); i++) {
                run.work(1);
                run.path = base.and(set.memberDoubt(i));
                bind(frame, set.get(i), set.get(i));
                if (next.run(frame)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Gives the results of a relation one by one. */
    static final class Each extends Step {
        private final Builtin.Relation relation;
        private final Compute[] arguments;
        private final int slot;

        Each(Builtin.Relation relation, Compute[] arguments, int slot) {
            this.relation = relation;
            this.arguments = arguments;
            this.slot = slot;
        }

        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            Doubt before = run.path;
            Value[] values = Computes.all(arguments, frame);
            boolean[] stop = {false};
            if (values != null) {
                run.looked(relation.doubt(values, null));
                Doubt base = run.path;
                relation.each(run, values, (result, doubt) -> {
                    if (!stop[0]) {
                        run.work(1);
                        run.path = base;
                        run.doubt(doubt);
                        frame.slots[slot] = result;
                        stop[0] = next.run(frame);
                    }
                });
            }
            run.path = before;
            return stop[0];
        }
    }
}
