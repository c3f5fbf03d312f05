package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.function.IntPredicate;

/** The comparison operators. Values of any kinds are comparable. */
final class Comparisons {
    private Comparisons() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("equal", 2, (context, arguments) -> BooleanValue.of(arguments[0].equals(arguments[1])))
                        .doubting(Comparisons::equalityDoubt),
                ordered("gt", order -> order > 0),
                ordered("gte", order -> order >= 0),
                ordered("lt", order -> order < 0),
                ordered("lte", order -> order <= 0),
                Function.of("neq", 2, (context, arguments) -> BooleanValue.of(!arguments[0].equals(arguments[1])))
                        .doubting(Comparisons::equalityDoubt));
    }

    private static Function ordered(String name, IntPredicate holds) {
        return Function.of(
                        name,
                        2,
                        (context, arguments) -> BooleanValue.of(holds.test(arguments[0].compareTo(arguments[1]))))
                .doubting(Comparisons::orderDoubt);
    }

    private static Doubt equalityDoubt(Value[] arguments, Value result) {
        return Certainty.equality(arguments[0], arguments[1]);
    }

    /** Values of different kinds are ordered by their kinds, whatever is inside. */
    private static Doubt orderDoubt(Value[] arguments, Value result) {
        return arguments[0].type() == arguments[1].type() ? arguments[0].doubt().and(arguments[1].doubt()) : Doubt.NONE;
    }
}
