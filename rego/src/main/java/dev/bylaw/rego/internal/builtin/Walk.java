package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * {@code walk}: every value inside a value with its path, the value itself first. Each pair comes with the doubt whether
 * it is there, which is that of the members on its path; whether there are more pairs depends on everything unknown
 * inside.
 */
final class Walk implements Builtin.Relation {
    @Override
    public String name() {
        return "walk";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public void each(BuiltinContext context, Value[] arguments, BiConsumer<Value, Doubt> results) {
        new Walker(context, results).walk(arguments[0], Doubt.NONE);
    }

    private static final class Walker {
        private final BuiltinContext context;
        private final BiConsumer<Value, Doubt> results;
        private Value[] path = new Value[16];
        private int length;

        Walker(BuiltinContext context, BiConsumer<Value, Doubt> results) {
            this.context = context;
            this.results = results;
        }

        void walk(Value value, Doubt doubt) {
            context.work(1 + length);
            results.accept(ArrayValue.of(ArrayValue.of(path, 0, length), value), doubt);
            if (value instanceof ArrayValue array) {
                // Where elements may be missing or added, no element's position is certain.
                Doubt inside = doubt.and(array.open());
                for (int i = 0; i < array.size(); i++) {
                    step(NumberValue.of(i), array.get(i), inside);
                }
            } else if (value instanceof ObjectValue object) {
                for (int i = 0; i < object.size(); i++) {
                    step(object.keyAt(i), object.valueAt(i), doubt.and(object.memberDoubt(i)));
                }
            } else if (value instanceof SetValue set) {
                for (int i = 0; i < set.size(); i++) {
                    step(set.get(i), set.get(i), doubt.and(set.memberDoubt(i)));
                }
            }
        }

        private void step(Value key, Value value, Doubt doubt) {
            if (length == path.length) {
                path = Arrays.copyOf(path, length * 2);
            }
            path[length++] = key;
            walk(value, doubt);
            length--;
        }
    }
}
