package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about resolved terms. */
final class Terms {
    private static final RegoLocation NOWHERE = new RegoLocation("", 1, 1, 1, 1);

    private Terms() {}

    /** A constant string that stands nowhere. */
    static Ir.Term text(String text) {
        return new Ir.Constant(StringValue.of(text), NOWHERE);
    }

    /** The value of a term without variables, references and calls. */
    static Optional<Value> constant(Ir.Term term) {
        if (term instanceof Ir.Constant constant) {
            return Optional.of(constant.value());
        }
        if (term instanceof Ir.ArrayOf array) {
            return constants(array.items()).map(ArrayValue::of);
        }
        if (term instanceof Ir.SetOf set) {
            return constants(set.members()).map(SetValue::of);
        }
        if (term instanceof Ir.ObjectOf object) {
            Optional<List<Value>> keys = constants(object.keys());
            Optional<List<Value>> values = constants(object.values());
            if (keys.isEmpty() || values.isEmpty()) {
                return Optional.empty();
            }
            ObjectValue.Builder builder = ObjectValue.builder();
            for (int i = 0; i < keys.get().size(); i++) {
                builder.put(keys.get().get(i), values.get().get(i));
            }
            return Optional.of(builder.build());
        }
        return Optional.empty();
    }

    /** Whether it is an array, set or object without references and comprehensions in it; what calls hold does not count. */
    static boolean isLiteral(Ir.Term term) {
        return (term instanceof Ir.ArrayOf || term instanceof Ir.SetOf || term instanceof Ir.ObjectOf)
                && isSimple(term);
    }

    private static boolean isSimple(Ir.Term term) {
        if (term instanceof Ir.ArrayOf array) {
            return array.items().stream().allMatch(Terms::isSimple);
        }
        if (term instanceof Ir.SetOf set) {
            return set.members().stream().allMatch(Terms::isSimple);
        }
        if (term instanceof Ir.ObjectOf object) {
            return object.keys().stream().allMatch(Terms::isSimple)
                    && object.values().stream().allMatch(Terms::isSimple);
        }
        return term instanceof Ir.Constant
                || term instanceof Ir.Local
                || term instanceof Ir.BuiltinCall
                || term instanceof Ir.FunctionCall;
    }

    private static Optional<List<Value>> constants(List<Ir.Term> terms) {
        List<Value> values = new ArrayList<>();
        for (Ir.Term term : terms) {
            Optional<Value> value = constant(term);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    /** A reference as an author writes it, from {@code data} or {@code input} on. */
    static String print(Ir.Reference reference) {
        StringBuilder out = new StringBuilder(print(reference.head()));
        for (Ir.Term operand : reference.operands()) {
            if (operand instanceof Ir.Constant constant
                    && constant.value() instanceof StringValue text
                    && isName(text.value())) {
                out.append('.').append(text.value());
            } else {
                out.append('[').append(print(operand)).append(']');
            }
        }
        return out.toString();
    }

    private static boolean isName(String text) {
        return text.matches("[a-zA-Z_][a-zA-Z0-9_]*");
    }

    private static String print(Ir.Term term) {
        if (term instanceof Ir.Data) {
            return "data";
        }
        if (term instanceof Ir.Input) {
            return "input";
        }
        if (term instanceof Ir.Local local) {
            return local.variable().name();
        }
        if (term instanceof Ir.Constant constant) {
            return constant.value().toString();
        }
        return term instanceof Ir.Reference reference ? print(reference) : "...";
    }
}
