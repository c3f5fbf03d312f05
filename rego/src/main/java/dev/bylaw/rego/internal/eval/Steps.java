package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
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
            boolean stop = value != null && value.isTruthy() && next.run(frame);
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

        /** A scan; a slot of -1 means that nobody asks. */
        Scan(Compute collection, int keySlot, int valueSlot) {
            this.collection = collection;
            this.keySlot = keySlot;
            this.valueSlot = valueSlot;
        }

        @Override
        boolean run(Frame frame) {
            Evaluation run = frame.run;
            Doubt before = run.path;
            Value value = collection.eval(frame);
            boolean stop = false;
            if (value instanceof ObjectValue object) {
                stop = object(frame, object);
            } else if (value instanceof ArrayValue array) {
                stop = array(frame, array);
            } else if (value instanceof SetValue set) {
                stop = set(frame, set);
            }
            run.path = before;
            return stop;
        }

        private boolean object(Frame frame, ObjectValue object) {
            Evaluation run = frame.run;
            Doubt base = run.path;
            run.looked(object.extent());
            for (int i = 0; i < object.size(); i++) {
                run.work(1);
                run.path = base.and(object.memberDoubt(i));
                if (keySlot >= 0) {
                    frame.slots[keySlot] = object.keyAt(i);
                }
                if (valueSlot >= 0) {
                    frame.slots[valueSlot] = object.valueAt(i);
                }
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

        private boolean set(Frame frame, SetValue set) {
            Evaluation run = frame.run;
            Doubt base = run.path;
            run.looked(set.doubt());
            for (int i = 0; i < set.size(); i++) {
                run.work(1);
                run.path = base.and(set.memberDoubt(i));
                if (keySlot >= 0) {
                    frame.slots[keySlot] = set.get(i);
                }
                if (valueSlot >= 0) {
                    frame.slots[valueSlot] = set.get(i);
                }
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
