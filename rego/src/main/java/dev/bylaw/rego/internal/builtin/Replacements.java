package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TextSink;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.ArrayList;
import java.util.List;

/** Replacing strings in strings, in one go from left to right. */
final class Replacements {
    private record Pair(String from, String to) {}

    private Replacements() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("replace", 3, (context, arguments) -> {
                    String text = Operand.string(arguments, 1);
                    String from = Operand.string(arguments, 2);
                    return replace(context, text, List.of(new Pair(from, Operand.string(arguments, 3))));
                }),
                Function.of("strings.replace_n", 2, Replacements::replaceAll));
    }

    private static Value replaceAll(BuiltinContext context, Value[] arguments) {
        ObjectValue patterns = Operand.object(arguments, 1);
        String text = Operand.string(arguments, 2);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            if (!(patterns.keyAt(i) instanceof StringValue from)) {
                throw BuiltinException.operand(1, "non-string key found in pattern object");
            }
            if (!(patterns.valueAt(i) instanceof StringValue to)) {
                throw BuiltinException.operand(1, "non-string value found in pattern object");
            }
            pairs.add(new Pair(from.value(), to.value()));
        }
        return replace(context, text, pairs);
    }

    /** Where several pairs fit, the first one does; the empty string fits before each byte and at the end. */
    private static Value replace(BuiltinContext context, String text, List<Pair> pairs) {
        if (pairs.stream().anyMatch(pair -> pair.from().isEmpty())) {
            List<Pair> bytes = new ArrayList<>();
            pairs.forEach(pair -> bytes.add(new Pair(Utf8.splitBytes(pair.from()), pair.to())));
            return StringValue.of(Utf8.joinBytes(replaceEach(context, Utf8.splitBytes(text), bytes)));
        }
        return StringValue.of(replaceEach(context, text, pairs));
    }

    private static String replaceEach(BuiltinContext context, String text, List<Pair> pairs) {
        TextSink out = new TextSink(context::text);
        if (pairs.size() == 1 && !pairs.get(0).from().isEmpty()) {
            replaceOne(text, pairs.get(0), out);
            return out.finish();
        }
        boolean afterEmpty = false;
        int at = 0;
        while (at <= text.length()) {
            context.work(1 + pairs.size() / 4);
            Pair fitting = fitting(text, at, pairs, afterEmpty);
            if (fitting != null) {
                out.append(fitting.to());
                at += fitting.from().length();
                afterEmpty = fitting.from().isEmpty();
            } else {
                if (at < text.length()) {
                    int character = text.codePointAt(at);
                    out.text().appendCodePoint(character);
                    at += Character.charCount(character);
                } else {
                    at++;
                }
                afterEmpty = false;
            }
        }
        return out.finish();
    }

    private static Pair fitting(String text, int at, List<Pair> pairs, boolean afterEmpty) {
        for (Pair pair : pairs) {
            if (text.startsWith(pair.from(), at) && !(afterEmpty && pair.from().isEmpty())) {
                return pair;
            }
        }
        return null;
    }

    private static void replaceOne(String text, Pair pair, TextSink out) {
        int start = 0;
        for (int i = text.indexOf(pair.from()); i >= 0; i = text.indexOf(pair.from(), start)) {
            out.append(text.substring(start, i)).append(pair.to());
            start = i + pair.from().length();
        }
        out.append(text.substring(start));
    }
}
