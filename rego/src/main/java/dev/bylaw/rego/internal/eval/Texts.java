package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TermText;
import java.util.ArrayList;
import java.util.List;

/** The nodes that make text of values, of which each may be undefined: template strings and {@code print}. */
final class Texts {
    private static final String UNDEFINED = "<undefined>";

    private Texts() {}

    /** A template string. */
    static final class Template extends Compute {
        /** Constants, and array comprehensions of one expression. */
        private final Compute[] parts;

        private final RegoLocation at;

        Template(Compute[] parts, RegoLocation at) {
            this.parts = parts;
            this.at = at;
        }

        @Override
        Value eval(Frame frame) {
            StringBuilder text = new StringBuilder();
            for (Compute part : parts) {
                Value value = part.eval(frame);
                if (!(value instanceof ArrayValue values)) {
                    text.append(text(value));
                    continue;
                }
                frame.run.doubt(values.doubt());
                if (values.size() > 1) {
                    frame.run.failed(
                            RegoError.at(
                                    at, "eval_builtin_error", "template-strings must not produce multiple outputs"),
                            values.doubt());
                    return null;
                }
                text.append(values.size() == 0 ? UNDEFINED : text(values.get(0)));
            }
            return StringValue.of(text.toString());
        }
    }

    /** Prints terms. */
    static final class Print extends Step {
        /** Array comprehensions of one expression each. */
        private final Compute[] arguments;

        private final RegoLocation at;

        Print(Compute[] arguments, RegoLocation at) {
            this.arguments = arguments;
            this.at = at;
        }

        @Override
        boolean run(Frame frame) {
            List<String> lines = new ArrayList<>(List.of(""));
            for (int i = 0; i < arguments.length; i++) {
                ArrayValue values = (ArrayValue) arguments[i].eval(frame);
                List<String> longer = new ArrayList<>();
                for (String line : lines) {
                    String start = i == 0 ? "" : line + " ";
                    for (Value value : values.items()) {
                        longer.add(start + text(value));
                    }
                    if (values.size() == 0) {
                        longer.add(start + UNDEFINED);
                    }
                }
                lines = longer;
                frame.run.work(lines.size());
            }
            for (String line : lines) {
                frame.run.options.print().accept(at, line);
            }
            return next.run(frame);
        }
    }

    private static String text(Value value) {
        return value instanceof StringValue string ? string.value() : TermText.of(value);
    }
}
