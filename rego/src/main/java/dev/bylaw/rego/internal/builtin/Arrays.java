package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Value;
import java.util.List;

/** Arrays. What is unknown about the arguments is unknown in the results, so the calls themselves are certain. */
final class Arrays {
    private Arrays() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("array.concat", 2, (context, arguments) -> concat(context, arguments))
                        .doubting((arguments, result) -> Doubt.NONE),
                Function.of("array.flatten", 1, (context, arguments) -> flatten(context, arguments))
                        .doubting((arguments, result) -> Doubt.NONE),
                Function.of("array.reverse", 1, (context, arguments) -> reverse(context, arguments))
                        .doubting((arguments, result) -> Doubt.NONE),
                Function.of("array.slice", 3, (context, arguments) -> slice(context, arguments))
                        .doubting((arguments, result) ->
                                arguments[0] instanceof ArrayValue array ? array.open() : Doubt.NONE));
    }

    /** Appends all elements of an array, those that may not be there as such. */
    private static void append(ArrayValue array, Doubt doubt, ArrayValue.Builder out) {
        for (int i = 0; i < array.size(); i++) {
            out.add(array.get(i), array.memberDoubt(i).and(doubt));
        }
        out.open(array.open());
    }

    private static Value concat(BuiltinContext context, Value[] arguments) {
        ArrayValue left = Operand.array(arguments, 1);
        ArrayValue right = Operand.array(arguments, 2);
        if (left.size() == 0 && left.open().isNone()) {
            return right;
        }
        if (right.size() == 0 && right.open().isNone()) {
            return left;
        }
        context.work(1L + left.size() + right.size());
        ArrayValue.Builder out = ArrayValue.builder();
        append(left, Doubt.NONE, out);
        append(right, Doubt.NONE, out);
        return out.build();
    }

    private static Value flatten(BuiltinContext context, Value[] arguments) {
        ArrayValue array = Operand.array(arguments, 1);
        ArrayValue.Builder out = ArrayValue.builder().open(array.open());
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof ArrayValue inner) {
                context.work(1L + inner.size());
                append(inner, array.memberDoubt(i), out);
            } else {
                context.work(1);
                out.add(array.get(i), array.memberDoubt(i));
            }
        }
        return out.build();
    }

    private static Value reverse(BuiltinContext context, Value[] arguments) {
        ArrayValue array = Operand.array(arguments, 1);
        context.work(1L + array.size());
        ArrayValue.Builder out = ArrayValue.builder().open(array.open());
        for (int i = array.size() - 1; i >= 0; i--) {
            out.add(array.get(i), array.memberDoubt(i));
        }
        return out.build();
    }

    private static Value slice(BuiltinContext context, Value[] arguments) {
        ArrayValue array = Operand.array(arguments, 1);
        long start = Operand.integer(arguments, 2);
        long stop = Math.min(Math.max(Operand.integer(arguments, 3), 0), array.size());
        start = Math.min(Math.max(start, 0), stop);
        if (start == 0 && stop == array.size()) {
            return array;
        }
        context.work(1 + stop - start);
        return ArrayValue.of(array.items().subList((int) start, (int) stop));
    }
}
