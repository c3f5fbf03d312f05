package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TermText;
import dev.bylaw.rego.internal.value.TextSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the compiler makes of {@code print} and of template strings, and calls that say something to the outside. */
final class Diagnostics {
    /** The longest product of operands that is printed. */
    private static final int MAX_LINES = 10_000;

    private Diagnostics() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("internal.print", 1, Diagnostics::print).doubting((arguments, result) -> Doubt.NONE),
                Function.of("internal.template_string", 1, Diagnostics::template),
                Function.of("internal.test_case", 1, (context, arguments) -> {
                            context.testCase(arguments[0]);
                            return BooleanValue.TRUE;
                        })
                        .doubting((arguments, result) -> Doubt.NONE)
                        .unpredictable(),
                Function.of("trace", 1, (context, arguments) -> {
                            context.note(Operand.string(arguments, 1));
                            return BooleanValue.TRUE;
                        })
                        .doubting((arguments, result) -> Doubt.NONE)
                        .unpredictable());
    }

    /** Prints one line for each combination of what the operands are; each operand is a set, empty where undefined. */
    private static Value print(BuiltinContext context, Value[] arguments) {
        List<List<Value>> operands = operands(Operand.array(arguments, 1));
        int[] chosen = new int[operands.size()];
        int lines = 0;
        do {
            if (++lines > MAX_LINES) {
                throw BuiltinException.of("print has more than " + MAX_LINES + " combinations of its operands");
            }
            TextSink out = new TextSink(context::text);
            for (int i = 0; i < chosen.length; i++) {
                out.append(i > 0 ? " " : "");
                write(operands.get(i), chosen[i], out);
            }
            context.print(out.finish());
        } while (advance(chosen, operands));
        return BooleanValue.TRUE;
    }

    /** Goes to the next combination, the last operand first; false behind the last one. */
    private static boolean advance(int[] chosen, List<List<Value>> operands) {
        for (int i = chosen.length - 1; i >= 0; i--) {
            if (++chosen[i] < operands.get(i).size()) {
                return true;
            }
            chosen[i] = 0;
        }
        return false;
    }

    private static Value template(BuiltinContext context, Value[] arguments) {
        TextSink out = new TextSink(context::text);
        for (List<Value> operand : operands(Operand.array(arguments, 1))) {
            if (operand.size() > 1) {
                throw new RegoException(List.of(new RegoError(
                        "eval_conflict_error",
                        "template-strings must not produce multiple outputs",
                        Optional.empty())));
            }
            write(operand, 0, out);
        }
        return StringValue.of(out.finish());
    }

    private static List<List<Value>> operands(ArrayValue array) {
        List<List<Value>> operands = new ArrayList<>();
        for (Value operand : array.items()) {
            if (operand instanceof SetValue set) {
                operands.add(set.members());
            } else {
                operands.add(List.of(operand));
            }
        }
        return operands;
    }

    private static void write(List<Value> operand, int index, TextSink out) {
        if (operand.isEmpty()) {
            out.append("<undefined>");
        } else if (operand.get(index) instanceof StringValue string) {
            out.append(string.value());
        } else {
            TermText.write(operand.get(index), out);
        }
    }
}
