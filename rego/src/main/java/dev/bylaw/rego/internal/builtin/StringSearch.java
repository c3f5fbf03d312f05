package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.function.BiPredicate;

/** Finding strings in strings. Positions count code points. */
final class StringSearch {
    /** Strings of so many characters are compared in one step. */
    private static final int CHARACTERS_PER_STEP = 32;

    private StringSearch() {}

    static List<Builtin> all() {
        return List.of(
                test("contains", String::contains),
                test("endswith", String::endsWith),
                Function.of("indexof", 2, StringSearch::indexOf),
                Function.of("indexof_n", 2, StringSearch::allIndexes),
                test("startswith", String::startsWith),
                affix("strings.any_prefix_match", String::startsWith),
                affix("strings.any_suffix_match", String::endsWith),
                Function.of("strings.count", 2, StringSearch::count));
    }

    private static Function test(String name, BiPredicate<String, String> test) {
        return Function.of(name, 2, (context, arguments) -> {
            String text = Operand.string(arguments, 1);
            String part = Operand.string(arguments, 2);
            context.work(1 + text.length() / CHARACTERS_PER_STEP);
            return BooleanValue.of(test.test(text, part));
        });
    }

    private static Function affix(String name, BiPredicate<String, String> test) {
        return Function.of(name, 2, (context, arguments) -> {
            List<String> texts = oneOrMany(arguments[0], 1);
            List<String> affixes = oneOrMany(arguments[1], 2);
            for (String text : texts) {
                context.work(1L + affixes.size());
                for (String affix : affixes) {
                    if (test.test(text, affix)) {
                        return BooleanValue.TRUE;
                    }
                }
            }
            return BooleanValue.FALSE;
        });
    }

    private static List<String> oneOrMany(Value value, int position) {
        return value instanceof StringValue string
                ? List.of(string.value())
                : Operand.strings(value, position, "string", "set", "array");
    }

    private static String searched(BuiltinContext context, Value[] arguments) {
        String text = Operand.string(arguments, 1);
        if (Operand.string(arguments, 2).isEmpty()) {
            throw BuiltinException.of("empty search character");
        }
        context.work(1 + text.length() / CHARACTERS_PER_STEP);
        return text;
    }

    private static Value indexOf(BuiltinContext context, Value[] arguments) {
        String text = searched(context, arguments);
        int index = text.indexOf(Operand.string(arguments, 2));
        return NumberValue.of(index < 0 ? -1 : text.codePointCount(0, index));
    }

    private static Value allIndexes(BuiltinContext context, Value[] arguments) {
        String text = searched(context, arguments);
        String part = Operand.string(arguments, 2);
        ArrayValue.Builder out = ArrayValue.builder();
        int last = 0;
        int position = 0;
        for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + 1)) {
            context.work(1);
            position += text.codePointCount(last, i);
            last = i;
            out.add(NumberValue.of(position));
        }
        return out.build();
    }

    private static Value count(BuiltinContext context, Value[] arguments) {
        String text = Operand.string(arguments, 1);
        String part = Operand.string(arguments, 2);
        context.work(1 + text.length() / CHARACTERS_PER_STEP);
        if (part.isEmpty()) {
            return NumberValue.of(text.codePointCount(0, text.length()) + 1L);
        }
        int count = 0;
        for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length())) {
            count++;
        }
        return NumberValue.of(count);
    }
}
