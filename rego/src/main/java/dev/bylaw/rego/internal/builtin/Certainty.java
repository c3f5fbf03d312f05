package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;

/** What can be said about values of which parts are unknown. */
final class Certainty {
    private Certainty() {}

    /** Whether two values are different in every filling of what is unknown in them. */
    static boolean differ(Value left, Value right) {
        if (left.type() != right.type()) {
            return true;
        }
        if (left.doubt().isNone() && right.doubt().isNone()) {
            return !left.equals(right);
        }
        if (left instanceof ArrayValue x && right instanceof ArrayValue y) {
            return differ(x, y);
        }
        if (left instanceof ObjectValue x && right instanceof ObjectValue y) {
            return hasEntryAgainst(x, y) || hasEntryAgainst(y, x);
        }
        return left instanceof SetValue x
                && right instanceof SetValue y
                && (hasMemberOutside(x, y) || hasMemberOutside(y, x));
    }

    private static boolean differ(ArrayValue x, ArrayValue y) {
        if (!x.open().isNone() || !y.open().isNone()) {
            return false;
        }
        if (x.size() != y.size()) {
            return true;
        }
        for (int i = 0; i < x.size(); i++) {
            if (differ(x.get(i), y.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a certain entry of one object is certainly not in the other. */
    private static boolean hasEntryAgainst(ObjectValue x, ObjectValue y) {
        for (int i = 0; i < x.size(); i++) {
            Value key = x.keyAt(i);
            if (!x.memberDoubt(i).isNone() || !key.doubt().isNone()) {
                continue;
            }
            int position = y.indexOf(key);
            if (position < 0) {
                if (y.absenceDoubt(key).isNone()) {
                    return true;
                }
            } else if (y.memberDoubt(position).isNone()
                    && y.keyAt(position).doubt().isNone()
                    && differ(x.valueAt(i), y.valueAt(position))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a certain member of one set is certainly not in the other. */
    private static boolean hasMemberOutside(SetValue x, SetValue y) {
        if (!y.open().isNone()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            Value member = x.get(i);
            if (x.memberDoubt(i).isNone() && member.doubt().isNone() && !y.contains(member)) {
                return true;
            }
        }
        return false;
    }

    /** Why two values might be equal or not; none where that is the same in every filling. */
    static Doubt equality(Value left, Value right) {
        Doubt both = left.doubt().and(right.doubt());
        return both.isNone() || differ(left, right) ? Doubt.NONE : both;
    }

    /** Whether two values are equal in every filling. */
    static boolean same(Value left, Value right) {
        return left.doubt().isNone() && right.doubt().isNone() && left.equals(right);
    }
}
