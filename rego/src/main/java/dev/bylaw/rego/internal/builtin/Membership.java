package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import java.util.List;

/** {@code x in xs} and {@code k, v in xs}. */
final class Membership {
    private Membership() {}

    static List<Builtin> all() {
        return List.of(
                Function.of(
                                "internal.member_2",
                                2,
                                (context, arguments) -> BooleanValue.of(isMember(context, arguments[0], arguments[1])))
                        .doubting((arguments, result) -> memberDoubt(arguments[0], arguments[1])),
                Function.of(
                                "internal.member_3",
                                3,
                                (context, arguments) ->
                                        BooleanValue.of(isEntry(arguments[0], arguments[1], arguments[2])))
                        .doubting((arguments, result) -> entryDoubt(arguments[0], arguments[1], arguments[2])));
    }

    private static boolean isMember(BuiltinContext context, Value value, Value collection) {
        if (collection instanceof SetValue set) {
            return set.contains(value);
        }
        if (collection instanceof ArrayValue array) {
            context.work(1 + array.size());
            return array.items().contains(value);
        }
        if (collection instanceof ObjectValue object) {
            context.work(1 + object.size());
            return object.values().contains(value);
        }
        return false;
    }

    private static Doubt memberDoubt(Value value, Value collection) {
        Doubt all = value.doubt().and(collection.doubt());
        if (all.isNone()) {
            return all;
        }
        if (collection instanceof SetValue set) {
            int position = set.indexOf(value);
            if (position >= 0 && set.memberDoubt(position).isNone() && Certainty.same(set.get(position), value)) {
                return Doubt.NONE;
            }
            Doubt doubt = set.open();
            for (int i = 0; i < set.size(); i++) {
                doubt = doubt.and(candidate(value, set.get(i), set.memberDoubt(i)));
            }
            return doubt.isNone() ? doubt : doubt.and(value.doubt());
        }
        if (collection instanceof ArrayValue array) {
            Doubt doubt = array.open();
            for (int i = 0; i < array.size(); i++) {
                if (array.memberDoubt(i).isNone() && Certainty.same(array.get(i), value)) {
                    return Doubt.NONE;
                }
                doubt = doubt.and(candidate(value, array.get(i), array.memberDoubt(i)));
            }
            return doubt.isNone() ? doubt : doubt.and(value.doubt());
        }
        if (collection instanceof ObjectValue object) {
            Doubt doubt = object.extent();
            for (int i = 0; i < object.size(); i++) {
                boolean certain = object.memberDoubt(i).isNone()
                        && object.keyAt(i).doubt().isNone();
                if (certain && Certainty.same(object.valueAt(i), value)) {
                    return Doubt.NONE;
                }
                doubt = doubt.and(candidate(value, object.valueAt(i), object.memberDoubt(i)));
            }
            return doubt.isNone() ? doubt : doubt.and(value.doubt());
        }
        return Doubt.NONE;
    }

    /** The doubt whether this member is equal to the value. */
    private static Doubt candidate(Value value, Value member, Doubt memberDoubt) {
        return Certainty.differ(value, member)
                ? Doubt.NONE
                : memberDoubt.and(member.doubt()).and(value.doubt());
    }

    private static boolean isEntry(Value key, Value value, Value collection) {
        if (collection instanceof SetValue set) {
            return key.equals(value) && set.contains(key);
        }
        Value found = Lookup.get(collection, key);
        return found != null && found.equals(value);
    }

    private static Doubt entryDoubt(Value key, Value value, Value collection) {
        if (collection instanceof SetValue) {
            if (Certainty.differ(key, value)) {
                return Doubt.NONE;
            }
            Doubt membership = memberDoubt(key, collection);
            return membership.and(Certainty.equality(key, value));
        }
        if (!(collection instanceof ArrayValue) && !(collection instanceof ObjectValue)) {
            return Doubt.NONE;
        }
        Doubt doubt = Lookup.doubt(collection, key);
        Value found = Lookup.get(collection, key);
        return found == null ? doubt : doubt.and(Certainty.equality(found, value));
    }
}
