package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Numbers and identifiers by chance: the same for the same arguments throughout an evaluation, by its seed and clock. */
final class Chance {
    private Chance() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("rand.intn", 2, Chance::number).unpredictable(),
                Function.of("uuid.rfc4122", 1, Chance::identifier).unpredictable());
    }

    private static SplittableRandom random(BuiltinContext context, Value key) {
        return new SplittableRandom((context.seed() * 31 + context.nowNanos()) * 31 + key.hashCode());
    }

    private static Value number(BuiltinContext context, Value[] arguments) {
        String name = Operand.string(arguments, 1);
        long bound = Math.abs(Operand.integer(arguments, 2));
        if (bound <= 0) {
            return NumberValue.of(0);
        }
        Value key = ArrayValue.of(StringValue.of(name), NumberValue.of(bound));
        return context.kept(
                "rand.intn", key, () -> NumberValue.of(random(context, key).nextLong(bound)));
    }

    private static Value identifier(BuiltinContext context, Value[] arguments) {
        Value key = arguments[0];
        return context.kept("uuid.rfc4122", key, () -> {
            SplittableRandom random = random(context, key);
            long high = random.nextLong() & ~0xf000L | 0x4000L;
            long low = random.nextLong() & ~(3L << 62) | 1L << 63;
            return StringValue.of(new UUID(high, low).toString());
        });
    }
}
