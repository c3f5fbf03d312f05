package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.format.FloatText;
import dev.bylaw.rego.internal.format.NumberSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Kinds of values. The kind of a value is known whatever is inside of it. */
final class Types {
    private Types() {}

    static List<Builtin> all() {
        List<Builtin> all = new ArrayList<>();
        for (Value.Type type : Value.Type.values()) {
            all.add(Function.of(
                            "is_" + type.text(),
                            1,
                            (context, arguments) -> BooleanValue.of(arguments[0].type() == type))
                    .doubting((arguments, result) -> Doubt.NONE));
            if (type != Value.Type.NUMBER && type != Value.Type.ARRAY && type != Value.Type.SET) {
                all.add(Function.of("cast_" + type.text(), 1, (context, arguments) -> cast(arguments[0], type))
                        .doubting((arguments, result) -> Doubt.NONE));
            }
        }
        all.add(Function.of("cast_array", 1, (context, arguments) -> {
            List<Value> members = members(context, arguments[0]);
            return arguments[0] instanceof ArrayValue ? arguments[0] : ArrayValue.of(members);
        }));
        all.add(Function.of("cast_set", 1, (context, arguments) -> {
            List<Value> members = members(context, arguments[0]);
            return arguments[0] instanceof SetValue ? arguments[0] : SetValue.of(members);
        }));
        all.add(Function.of("to_number", 1, (context, arguments) -> toNumber(arguments[0]))
                .doubting((arguments, result) -> Doubt.NONE));
        all.add(Function.of(
                        "type_name",
                        1,
                        (context, arguments) ->
                                StringValue.of(arguments[0].type().text()))
                .doubting((arguments, result) -> Doubt.NONE));
        return all;
    }

    private static Value cast(Value value, Value.Type type) {
        if (value.type() != type) {
            throw Operand.wrongType(value, 1, type.text());
        }
        return value;
    }

    private static List<Value> members(BuiltinContext context, Value value) {
        List<Value> members = Operand.members(value);
        if (members == null) {
            throw Operand.wrongType(value, 1, "array", "set");
        }
        context.work(1 + members.size());
        return members;
    }

    private static Value toNumber(Value value) {
        if (value instanceof NumberValue) {
            return value;
        }
        if (value instanceof NullValue) {
            return NumberValue.of(0);
        }
        if (value instanceof BooleanValue truth) {
            return NumberValue.of(truth.value() ? 1 : 0);
        }
        if (value instanceof StringValue string) {
            if (FloatText.isInfiniteOrNaN(string.value())) {
                throw BuiltinException.type(1, "valid number string", "string");
            }
            try {
                return FloatText.parse(string.value());
            } catch (NumberSyntaxException e) {
                throw BuiltinException.of(e.getMessage());
            }
        }
        throw Operand.wrongType(value, 1, "null", "boolean", "number", "string");
    }
}
