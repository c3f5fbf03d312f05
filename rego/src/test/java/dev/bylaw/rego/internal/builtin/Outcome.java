package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TermText;
import java.util.List;

/**
 * What a call comes to: the term text of its result, {@code undefined}, or the code and the message of its error.
 *
 * @param text what is compared
 */
record Outcome(String text) {
    private static final String UNDEFINED = "undefined";

    static Outcome value(Value value) {
        return new Outcome(TermText.of(value));
    }

    static Outcome undefined() {
        return new Outcome(UNDEFINED);
    }

    static Outcome error(String code, String message) {
        return new Outcome(code + ": " + message);
    }

    /** Calls a builtin. Of a relation it gives the set of all results. */
    static Outcome of(BuiltinContext context, String name, List<Value> arguments) {
        Builtin builtin = Builtins.find(name).orElseThrow(() -> new AssertionError("not registered: " + name));
        Value[] array = arguments.toArray(new Value[0]);
        if (builtin.arity() >= 0 && builtin.arity() != array.length) {
            throw new AssertionError(name + " takes " + builtin.arity() + " arguments");
        }
        try {
            if (builtin instanceof Builtin.Relation relation) {
                SetValue.Builder all = SetValue.builder();
                relation.each(context, array, (Value value, Doubt doubt) -> all.add(value));
                return value(all.build());
            }
            Value result = builtin.call(context, array);
            return result == null ? undefined() : value(result);
        } catch (BuiltinException e) {
            return error(e.code(), name + ": " + e.getMessage());
        }
    }
}
