package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;

/** The simple nodes with one value: constants, variables, documents, literals, references. */
final class Computes {
    private Computes() {}

    /** A value that never changes. */
    static final class Constant extends Compute {
        final Value value;

        Constant(Value value) {
            this.value = value;
        }

        @Override
        Value eval(Frame frame) {
            return value;
        }
    }

    /** The value of a variable. */
    static final class Slot extends Compute {
        final int slot;

        Slot(int slot) {
            this.slot = slot;
        }

        @Override
        Value eval(Frame frame) {
            return frame.slots[slot];
        }
    }

    /** The input document. */
    static final class Input extends Compute {
        @Override
        Value eval(Frame frame) {
            return frame.run.context.input;
        }
    }

    /** A place of the base document that no rule defines. */
    static final class BaseData extends Compute {
        private final Value[] path;

        BaseData(Value[] path) {
            this.path = path;
        }

        @Override
        Value eval(Frame frame) {
            Value value = frame.run.context.data;
            for (int i = 0; i < path.length && value != null; i++) {
                value = Lookup.member(frame.run, value, key(value, path[i]));
            }
            return value;
        }

        /** Documents have only strings as keys, so a number in a path is one of them. */
        private static Value key(Value collection, Value step) {
            return collection instanceof ObjectValue && step instanceof NumberValue
                    ? StringValue.of(step.toString())
                    : step;
        }
    }

    /** A look into a value by one operand. */
    static final class Member extends Compute {
        private final Compute collection;
        private final Compute key;

        Member(Compute collection, Compute key) {
            this.collection = collection;
            this.key = key;
        }

        @Override
        Value eval(Frame frame) {
            Value from = collection.eval(frame);
            if (from == null) {
                return null;
            }
            Value wanted = key.eval(frame);
            return wanted == null ? null : Lookup.member(frame.run, from, wanted);
        }
    }

    /** An array of values. */
    static final class ArrayLiteral extends Compute {
        private final Compute[] items;

        ArrayLiteral(Compute[] items) {
            this.items = items;
        }

        @Override
        Value eval(Frame frame) {
            Value[] values = all(items, frame);
            if (values == null) {
                return null;
            }
            frame.run.made(values.length);
            return ArrayValue.of(values);
        }
    }

    /** A set of values. */
    static final class SetLiteral extends Compute {
        private final Compute[] members;

        SetLiteral(Compute[] members) {
            this.members = members;
        }

        @Override
        Value eval(Frame frame) {
            Value[] values = all(members, frame);
            if (values == null) {
                return null;
            }
            frame.run.made(values.length);
            for (Value value : values) {
                frame.run.through(value);
            }
            return SetValue.of(values);
        }
    }

    /** An object of values. */
    static final class ObjectLiteral extends Compute {
        private final Compute[] keys;
        private final Compute[] values;

        ObjectLiteral(Compute[] keys, Compute[] values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        Value eval(Frame frame) {
            ObjectValue.Builder object = ObjectValue.builder();
            frame.run.made(keys.length);
            for (int i = 0; i < keys.length; i++) {
                Value key = keys[i].eval(frame);
                Value value = key == null ? null : values[i].eval(frame);
                if (value == null) {
                    return null;
                }
                frame.run.through(key);
                object.put(key, value);
            }
            return object.build();
        }
    }

    /** An object of values whose keys never change. */
    static final class FixedObject extends Compute {
        private final ObjectValue.Template template;
        private final Compute[] values;

        FixedObject(ObjectValue.Template template, Compute[] values) {
            this.template = template;
            this.values = values;
        }

        @Override
        Value eval(Frame frame) {
            Value[] all = all(values, frame);
            return all == null ? null : template.of(all, 0);
        }
    }

    /** An item of an array whose length was checked. */
    static final class Item extends Compute {
        private final int slot;
        private final int index;

        Item(int slot, int index) {
            this.slot = slot;
            this.index = index;
        }

        @Override
        Value eval(Frame frame) {
            return ((ArrayValue) frame.slots[slot]).get(index);
        }
    }

    /** All values, or null where one is undefined. */
    static Value[] all(Compute[] computes, Frame frame) {
        Value[] values = new Value[computes.length];
        for (int i = 0; i < computes.length; i++) {
            values[i] = computes[i].eval(frame);
            if (values[i] == null) {
                return null;
            }
        }
        return values;
    }

    /** Everything unknown inside some values. */
    static Doubt doubt(Value[] values) {
        Doubt doubt = Doubt.NONE;
        for (Value value : values) {
            doubt = doubt.and(value.doubt());
        }
        return doubt;
    }
}
