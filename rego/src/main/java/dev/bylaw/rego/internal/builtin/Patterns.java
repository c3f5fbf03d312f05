package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.glob.Glob;
import dev.bylaw.rego.internal.glob.GlobSyntaxException;
import dev.bylaw.rego.internal.regex.GlobIntersection;
import dev.bylaw.rego.internal.regex.Regex;
import dev.bylaw.rego.internal.regex.RegexSyntaxException;
import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.TextSink;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.List;
import java.util.Optional;

/** Regular expressions and globs. What is compiled is kept for the evaluation. */
final class Patterns {
    /** Compiled expressions, for as many evaluations as they last. */
    private static final CompiledCache<String, Regex> REGEXES = new CompiledCache<>();

    private static final CompiledCache<Value, Glob> GLOBS = new CompiledCache<>();

    private Patterns() {}

    static List<Builtin> all() {
        return List.of(
                function("glob.match", 3, Patterns::matchGlob).preparing(Patterns::preparedGlob),
                Function.of(
                        "glob.quote_meta",
                        1,
                        (context, arguments) -> StringValue.of(Glob.quote(text(context, arguments, 1)))),
                function("re_match", 2, Patterns::match).preparing(Patterns::preparedMatch),
                function("regex.find_all_string_submatch_n", 3, Patterns::findGroups),
                function("regex.find_n", 3, Patterns::find),
                function("regex.globs_match", 2, (context, arguments) -> {
                    String left = text(context, arguments, 1);
                    return BooleanValue.of(
                            GlobIntersection.isNonEmpty(left, text(context, arguments, 2), context::work));
                }),
                Function.of("regex.is_valid", 1, Patterns::isValid),
                function("regex.match", 2, Patterns::match).preparing(Patterns::preparedMatch),
                function("regex.replace", 3, Patterns::replace),
                function("regex.split", 2, (context, arguments) -> {
                    String pattern = Operand.string(arguments, 1);
                    String text = Operand.string(arguments, 2);
                    return strings(regex(context, pattern).split(text, context::work));
                }),
                function("regex.template_match", 4, Patterns::matchTemplate));
    }

    private static Function function(String name, int arity, Function.Body body) {
        return Function.of(name, arity, (context, arguments) -> {
            try {
                return body.call(context, arguments);
            } catch (RegexSyntaxException | GlobSyntaxException e) {
                throw BuiltinException.of(e.getMessage());
            }
        });
    }

    private static String text(BuiltinContext context, Value[] arguments, int position) {
        String text = Operand.string(arguments, position);
        context.work(1 + text.length() / 4);
        return text;
    }

    private static Regex regex(BuiltinContext context, String pattern) {
        return context.kept("regex", StringValue.of(pattern), () -> {
            context.work(1 + pattern.length());
            return REGEXES.get(pattern, Regex::compile);
        });
    }

    private static ArrayValue strings(List<String> texts) {
        ArrayValue.Builder out = ArrayValue.builder();
        texts.forEach(text -> out.add(StringValue.of(text)));
        return out.build();
    }

    private static Value isValid(BuiltinContext context, Value[] arguments) {
        if (!(arguments[0] instanceof StringValue string)) {
            return BooleanValue.FALSE;
        }
        try {
            regex(context, string.value());
            return BooleanValue.TRUE;
        } catch (RegexSyntaxException e) {
            return BooleanValue.FALSE;
        }
    }

    private static Value match(BuiltinContext context, Value[] arguments) {
        String pattern = Operand.string(arguments, 1);
        String text = Operand.string(arguments, 2);
        return BooleanValue.of(regex(context, pattern).matches(text, context::work));
    }

    private static Optional<Function.Body> preparedMatch(Value[] known) {
        if (!(known[0] instanceof StringValue pattern)) {
            return Optional.empty();
        }
        Regex regex;
        try {
            regex = Regex.compile(pattern.value());
        } catch (RegexSyntaxException e) {
            // Each call says so.
            return Optional.empty();
        }
        return Optional.of(
                (context, arguments) -> BooleanValue.of(regex.matches(Operand.string(arguments, 2), context::work)));
    }

    private static Value find(BuiltinContext context, Value[] arguments) {
        String pattern = Operand.string(arguments, 1);
        String text = Operand.string(arguments, 2);
        long limit = Operand.integer(arguments, 3);
        return strings(regex(context, pattern).find(text, limit, context::work));
    }

    private static Value findGroups(BuiltinContext context, Value[] arguments) {
        String pattern = Operand.string(arguments, 1);
        String text = Operand.string(arguments, 2);
        long limit = Operand.integer(arguments, 3);
        ArrayValue.Builder out = ArrayValue.builder();
        for (List<String> groups : regex(context, pattern).findGroups(text, limit, context::work, context::made)) {
            out.add(strings(groups));
        }
        return out.build();
    }

    private static Value replace(BuiltinContext context, Value[] arguments) {
        String text = Operand.string(arguments, 1);
        String pattern = Operand.string(arguments, 2);
        String template = Operand.string(arguments, 3);
        TextSink out = new TextSink(context::text);
        regex(context, pattern).replace(text, template, context::work, out::append);
        return StringValue.of(out.finish());
    }

    /** Matches a text with regular expressions in it, each between delimiters. */
    private static Value matchTemplate(BuiltinContext context, Value[] arguments) {
        String template = text(context, arguments, 1);
        String text = Operand.string(arguments, 2);
        String start = Operand.string(arguments, 3);
        String end = Operand.string(arguments, 4);
        int startLength = Utf8.encode(start).length;
        if (startLength != 1) {
            throw BuiltinException.of(
                    "start delimiter has to be exactly one character long but is " + startLength + " long");
        }
        if (Utf8.encode(end).length != 1) {
            // The length that OPA tells is that of the other one.
            throw BuiltinException.of(
                    "end delimiter has to be exactly one character long but is " + startLength + " long");
        }
        String pattern = template(context, template, start.charAt(0), end.charAt(0));
        return BooleanValue.of(regex(context, pattern).matches(text, context::work));
    }

    private static String template(BuiltinContext context, String template, char start, char end) {
        StringBuilder pattern = new StringBuilder("^");
        int level = 0;
        int open = 0;
        int last = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == start) {
                if (++level == 1) {
                    open = i;
                }
            } else if (c == end) {
                if (--level == 0) {
                    String part = template.substring(open + 1, i);
                    regex(context, "^" + part + "$");
                    pattern.append(Regex.quote(template.substring(last, open)));
                    pattern.append('(').append(part).append(')');
                    last = i + 1;
                }
            }
            if (level < 0) {
                break;
            }
        }
        if (level != 0) {
            throw BuiltinException.of("unbalanced braces in " + RegoText.quote(template));
        }
        return pattern.append(Regex.quote(template.substring(last))).append('$').toString();
    }

    private static Value matchGlob(BuiltinContext context, Value[] arguments) {
        String pattern = Operand.string(arguments, 1);
        int[] delimiters = delimiters(arguments[1]);
        String text = Operand.string(arguments, 3);
        Value key = ArrayValue.of(StringValue.of(pattern), arguments[1]);
        Glob glob = context.kept("glob.match", key, () -> {
            context.work(1 + pattern.length());
            return GLOBS.get(key, made -> Glob.compile(pattern, delimiters));
        });
        return BooleanValue.of(glob.matches(text, context::work));
    }

    private static Optional<Function.Body> preparedGlob(Value[] known) {
        if (!(known[0] instanceof StringValue pattern) || known[1] == null) {
            return Optional.empty();
        }
        Glob glob;
        try {
            glob = Glob.compile(pattern.value(), delimiters(known[1]));
        } catch (GlobSyntaxException | BuiltinException e) {
            return Optional.empty();
        }
        return Optional.of(
                (context, arguments) -> BooleanValue.of(glob.matches(Operand.string(arguments, 3), context::work)));
    }

    private static int[] delimiters(Value value) {
        if (value instanceof NullValue) {
            return new int[0];
        }
        if (!(value instanceof ArrayValue array)) {
            throw Operand.wrongType(value, 2, "array", "null");
        }
        if (array.size() == 0) {
            return new int[] {'.'};
        }
        int[] delimiters = new int[array.size()];
        for (int i = 0; i < delimiters.length; i++) {
            if (!(array.get(i) instanceof StringValue string)) {
                throw Operand.wrongElement(array, array.get(i), 2, "string");
            }
            if (string.value().codePointCount(0, string.value().length()) != 1) {
                throw Operand.wrongElement(array, array.get(i), 2, "rune");
            }
            delimiters[i] = string.value().codePointAt(0);
        }
        return delimiters;
    }
}
