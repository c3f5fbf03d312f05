package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import java.util.List;

/**
 * Sets. For two sets what is unknown about them is unknown in the result, so that the calls themselves are certain; a
 * set of sets has to be known.
 */
final class Sets {
    private Sets() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("and", 2, (context, arguments) -> {
                            SetValue left = Operand.set(arguments, 1);
                            SetValue right = Operand.set(arguments, 2);
                            context.work(1L + left.size() + right.size());
                            return intersection(left, right);
                        })
                        .doubting((arguments, result) -> Doubt.NONE),
                Function.of("intersection", 1, (context, arguments) -> intersection(context, arguments)),
                Function.of("or", 2, (context, arguments) -> {
                            SetValue left = Operand.set(arguments, 1);
                            SetValue right = Operand.set(arguments, 2);
                            context.work(1L + left.size() + right.size());
                            return union(left, right);
                        })
                        .doubting((arguments, result) -> Doubt.NONE),
                Function.of("set_diff", 2, (context, arguments) -> {
                            SetValue left = Operand.set(arguments, 1);
                            context.work(1L + left.size());
                            return difference(left, Operand.set(arguments, 2));
                        })
                        .doubting((arguments, result) -> Doubt.NONE),
                Function.of("union", 1, (context, arguments) -> union(context, arguments)));
    }

    private static SetValue union(SetValue left, SetValue right) {
        if (left.size() == 0 && left.open().isNone()) {
            return right;
        }
        if (right.size() == 0 && right.open().isNone()) {
            return left;
        }
        SetValue.Builder out = SetValue.builder();
        add(left, out);
        add(right, out);
        return out.build();
    }

    private static void add(SetValue set, SetValue.Builder out) {
        if (set.doubt().isNone()) {
            set.unordered().forEach(out::add);
            return;
        }
        for (int i = 0; i < set.size(); i++) {
            out.add(set.get(i), set.memberDoubt(i));
        }
        out.open(set.open());
    }

    private static SetValue intersection(SetValue left, SetValue right) {
        SetValue.Builder out = SetValue.builder();
        if (left.doubt().isNone() && right.doubt().isNone()) {
            for (Value member : left.unordered()) {
                if (right.contains(member)) {
                    out.add(member);
                }
            }
            return out.build();
        }
        for (int i = 0; i < left.size(); i++) {
            Value member = left.get(i);
            int position = right.indexOf(member);
            if (position >= 0) {
                // What is unknown inside a member can make two of it.
                Doubt parts = member.doubt().and(right.get(position).doubt());
                out.add(
                        member,
                        left.memberDoubt(i).and(right.memberDoubt(position)).and(parts));
            } else if (!right.open().isNone()) {
                out.add(member, left.memberDoubt(i).and(right.open()));
            }
        }
        if (!left.open().isNone()) {
            for (int i = 0; i < right.size(); i++) {
                if (!left.contains(right.get(i))) {
                    out.add(right.get(i), right.memberDoubt(i).and(left.open()));
                }
            }
            if (!right.open().isNone()) {
                out.open(left.open()).open(right.open());
            }
        }
        return out.build();
    }

    /** The members of the one set that are not in the other. */
    static SetValue difference(SetValue left, SetValue right) {
        if (left.doubt().isNone() && right.doubt().isNone()) {
            SetValue.Builder out = SetValue.builder();
            for (Value member : left.unordered()) {
                if (!right.contains(member)) {
                    out.add(member);
                }
            }
            return out.build();
        }
        SetValue.Builder out = SetValue.builder().open(left.open());
        for (int i = 0; i < left.size(); i++) {
            Value member = left.get(i);
            int position = right.indexOf(member);
            if (position < 0) {
                Doubt parts = right.size() == 0 && right.open().isNone() ? Doubt.NONE : member.doubt();
                out.add(member, left.memberDoubt(i).and(right.open()).and(parts));
            } else {
                Doubt removal = right.memberDoubt(position)
                        .and(member.doubt())
                        .and(right.get(position).doubt());
                if (!removal.isNone()) {
                    out.add(member, left.memberDoubt(i).and(removal));
                }
            }
        }
        return out.build();
    }

    /** The doubt of {@code minus}: of numbers there is none, and a set carries it. */
    static Doubt minusDoubt(Value[] arguments, Value result) {
        return Doubt.NONE;
    }

    private static Value intersection(BuiltinContext context, Value[] arguments) {
        SetValue sets = Operand.set(arguments, 1);
        SetValue result = null;
        for (Value member : sets.members()) {
            SetValue set = Operand.set(member, 1);
            context.work(1L + set.size() + (result == null ? 0 : result.size()));
            result = result == null ? set : intersection(result, set);
        }
        return result == null ? SetValue.EMPTY : result;
    }

    private static Value union(BuiltinContext context, Value[] arguments) {
        SetValue.Builder out = SetValue.builder();
        for (Value member : Operand.set(arguments, 1).members()) {
            SetValue set = Operand.set(member, 1);
            context.work(1L + set.size());
            add(set, out);
        }
        return out.build();
    }
}
