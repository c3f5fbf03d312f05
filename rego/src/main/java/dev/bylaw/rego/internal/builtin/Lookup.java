package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;

/** Looks up one step of a path. */
final class Lookup {
    private Lookup() {}

    /** What a collection holds at a key: an element, a value, a member; null where there is nothing. */
    static Value get(Value collection, Value key) {
        if (collection instanceof ObjectValue object) {
            return object.get(key);
        }
        if (collection instanceof SetValue set) {
            return set.get(key);
        }
        if (collection instanceof ArrayValue array) {
            int index = index(array, key);
            return index < 0 ? null : array.get(index);
        }
        return null;
    }

    private static int index(ArrayValue array, Value key) {
        if (key instanceof NumberValue number && Operand.isSmallInteger(number)) {
            long index = number.longValue();
            return index >= 0 && index < array.size() ? (int) index : -1;
        }
        return -1;
    }

    /** Why {@link #get} might give another result, apart from what is unknown inside of it. */
    static Doubt doubt(Value collection, Value key) {
        if (collection instanceof ObjectValue object) {
            int position = object.indexOf(key);
            Doubt doubt = position < 0
                    ? object.absenceDoubt(key)
                    : object.memberDoubt(position).and(object.keyAt(position).doubt());
            return doubt.and(key.doubt());
        }
        if (collection instanceof SetValue set) {
            int position = set.indexOf(key);
            Doubt doubt = position < 0
                    ? set.open()
                    : set.memberDoubt(position).and(set.get(position).doubt());
            return doubt.and(key.doubt());
        }
        return collection instanceof ArrayValue array && key instanceof NumberValue ? array.open() : Doubt.NONE;
    }
}
