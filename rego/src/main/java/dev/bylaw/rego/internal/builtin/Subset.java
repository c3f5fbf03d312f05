package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;

/** {@code object.subset}: objects key by key and recursively, sets by member, arrays as a run of elements. */
final class Subset {
    private Subset() {}

    static boolean test(BuiltinContext context, Value whole, Value part) {
        Boolean result = ofSameKind(context, whole, part);
        if (result != null) {
            return result;
        }
        if (whole instanceof ArrayValue array && part instanceof SetValue set) {
            return hasAll(context, array, set);
        }
        throw BuiltinException.operand("both arguments object.subset must be of the same type or array and set");
    }

    private static Boolean ofSameKind(BuiltinContext context, Value whole, Value part) {
        if (whole instanceof ObjectValue x && part instanceof ObjectValue y) {
            return hasAll(context, x, y);
        }
        if (whole instanceof SetValue x && part instanceof SetValue y) {
            context.work(1 + y.size());
            return y.members().stream().allMatch(x::contains);
        }
        if (whole instanceof ArrayValue x && part instanceof ArrayValue y) {
            return hasRun(context, x, y);
        }
        return null;
    }

    private static boolean hasAll(BuiltinContext context, ObjectValue whole, ObjectValue part) {
        context.work(1 + part.size());
        for (int i = 0; i < part.size(); i++) {
            Value found = whole.get(part.keyAt(i));
            if (found == null) {
                return false;
            }
            if (!found.equals(part.valueAt(i)) && !Boolean.TRUE.equals(ofSameKind(context, found, part.valueAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the elements of one array stand in the other in a row. */
    private static boolean hasRun(BuiltinContext context, ArrayValue whole, ArrayValue part) {
        if (part.size() > whole.size()) {
            return false;
        }
        int start = 0;
        int matched = 0;
        while (matched < part.size()) {
            if (start + matched == whole.size()) {
                return false;
            }
            context.work(1);
            if (whole.get(start + matched).equals(part.get(matched))) {
                matched++;
            } else {
                start++;
                matched = 0;
            }
        }
        return true;
    }

    /** Whether all members are elements. OPA counts the elements that are members, each as often as it stands there. */
    private static boolean hasAll(BuiltinContext context, ArrayValue whole, SetValue part) {
        context.work(1 + whole.size());
        int missing = part.size();
        for (Value element : whole.items()) {
            if (part.contains(element)) {
                missing--;
            }
            if (missing == 0) {
                return true;
            }
        }
        return false;
    }
}
