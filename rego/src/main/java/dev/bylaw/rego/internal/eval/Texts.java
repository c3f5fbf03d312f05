package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TermText;
import dev.bylaw.rego.internal.value.TextSink;
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
            TextSink text = new TextSink(frame.run::text);
            for (Compute part : parts) {
                Value value = part.eval(frame);
                if (!(value instanceof ArrayValue values)) {
                    append(value, text);
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
                if (values.size() == 0) {
                    text.append(UNDEFINED);
                } else {
                    append(values.get(0), text);
                }
            }
            return StringValue.of(text.finish());
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
                    for (Value value : values.items()) {
                        frame.run.made(1);
                        TextSink text = new TextSink(frame.run::text);
                        append(value, text.append(line).append(i == 0 ? "" : " "));
                        longer.add(text.finish());
                    }
                    if (values.size() == 0) {
                        longer.add(line + (i == 0 ? "" : " ") + UNDEFINED);
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

    private static void append(Value value, TextSink text) {
        if (value instanceof StringValue string) {
            text.append(string.value());
        } else {
            TermText.write(value, text);
        }
    }
}
