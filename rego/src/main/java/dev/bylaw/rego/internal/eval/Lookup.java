package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;

/** Looks into values, and notes what was unknown there. */
final class Lookup {
    private Lookup() {}

    /** The member of a collection, or null. */
    static Value member(Evaluation run, Value collection, Value key) {
        if (collection instanceof ObjectValue object) {
            return member(run, object, key);
        }
        if (collection instanceof ArrayValue array) {
            return member(run, array, key);
        }
        if (collection instanceof SetValue set) {
            return member(run, set, key);
        }
        return null;
    }

    private static Value member(Evaluation run, ObjectValue object, Value key) {
        run.through(key);
        int position = object.indexOf(key);
        if (object.extent().isNone() && isCertain(key)) {
            return position < 0 ? null : object.valueAt(position);
        }
        if (!key.doubt().isNone()) {
            run.doubt(key.doubt().and(object.extent()));
        }
        if (position < 0) {
            run.doubt(object.absenceDoubt(key));
            return null;
        }
        // What is unknown inside the key that was found may make it another one.
        run.doubt(object.memberDoubt(position).and(object.keyAt(position).doubt()));
        return object.valueAt(position);
    }

    private static boolean isCertain(Value key) {
        return key instanceof StringValue || key.doubt().isNone();
    }

    private static Value member(Evaluation run, ArrayValue array, Value key) {
        if (!(key instanceof NumberValue index)) {
            return null;
        }
        run.doubt(array.open());
        if (!index.isLong() || index.longValue() < 0 || index.longValue() >= array.size()) {
            return null;
        }
        return array.get((int) index.longValue());
    }

    private static Value member(Evaluation run, SetValue set, Value key) {
        run.through(key);
        if (set.doubt().isNone() && isCertain(key)) {
            return set.get(key);
        }
        int position = set.indexOf(key);
        if (!key.doubt().isNone()) {
            run.doubt(key.doubt().and(set.doubt()));
        }
        if (position < 0) {
            run.doubt(set.open());
            return null;
        }
        run.doubt(set.memberDoubt(position).and(set.get(position).doubt()));
        return set.get(position);
    }

    /** Whether two values are equal, noting the doubts that the answer depends on. */
    static boolean equal(Evaluation run, Value left, Value right) {
        run.through(left);
        boolean result = left.equals(right);
        if (left instanceof StringValue || right instanceof StringValue) {
            // Nothing in a string is unknown, and nothing else equals one.
            return result;
        }
        Doubt doubt = left.doubt().and(right.doubt());
        if (!doubt.isNone() && (result || !differ(left, right))) {
            run.doubt(doubt);
        }
        return result;
    }

    /** Whether two values differ in every possible world. */
    private static boolean differ(Value left, Value right) {
        if (left.type() != right.type()) {
            return true;
        }
        if (left.doubt().isNone() && right.doubt().isNone()) {
            return !left.equals(right);
        }
        if (left instanceof ArrayValue a && right instanceof ArrayValue b) {
            if (!a.open().isNone() || !b.open().isNone()) {
                return false;
            }
            if (a.size() != b.size()) {
                return true;
            }
            for (int i = 0; i < a.size(); i++) {
                if (differ(a.get(i), b.get(i))) {
                    return true;
                }
            }
            return false;
        }
        return left instanceof ObjectValue a && right instanceof ObjectValue b && (differ(a, b) || differ(b, a));
    }

    /** Whether the left object certainly has a member that the right one certainly has not. */
    private static boolean differ(ObjectValue left, ObjectValue right) {
        for (int i = 0; i < left.size(); i++) {
            Value key = left.keyAt(i);
            if (!left.memberDoubt(i).isNone() || !key.doubt().isNone()) {
                continue;
            }
            int other = right.indexOf(key);
            boolean certain = other < 0
                    ? right.absenceDoubt(key).isNone()
                    : right.memberDoubt(other).isNone() && differ(left.valueAt(i), right.valueAt(other));
            if (certain) {
                return true;
            }
        }
        return false;
    }
}
