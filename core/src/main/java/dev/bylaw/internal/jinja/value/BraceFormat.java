package dev.bylaw.internal.jinja.value;

import java.util.Optional;

/** Python's {@code str.format}. */
final class BraceFormat {
    private static final int MAX_NESTING = 2;

    private final Arguments arguments;
    private final Machine machine;
    private int automatic;

    private BraceFormat(Arguments arguments, Machine machine) {
        this.arguments = arguments;
        this.machine = machine;
    }

    /** {@return the format with arguments in the place of its fields} */
    static StringValue format(StringValue format, Arguments arguments, Machine machine) {
        Printer out = new Printer(machine);
        format.unknown().ifPresent(out::unknown);
        new BraceFormat(arguments, machine).write(format.text(), out, 0);
        return out.result();
    }

    private void write(String format, Printer out, int nesting) {
        if (nesting >= MAX_NESTING) {
            throw TemplateException.error("Max string recursion exceeded");
        }
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            boolean doubled = i + 1 < format.length() && format.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                out.append(String.valueOf(c));
                i += 2;
            } else if (c == '}') {
                throw TemplateException.error("Single '}' encountered in format string");
            } else if (c == '{') {
                int close = close(format, i);
                field(format.substring(i + 1, close), out, nesting);
                i = close + 1;
            } else {
                int end = i;
                while (end < format.length() && format.charAt(end) != '{' && format.charAt(end) != '}') {
                    end++;
                }
                out.append(format.substring(i, end));
                i = end;
            }
        }
    }

    private static int close(String format, int open) {
        int depth = 0;
        for (int i = open; i < format.length(); i++) {
            if (format.charAt(i) == '{') {
                depth++;
            } else if (format.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw TemplateException.error("expected '}' before end of string");
    }

    private void field(String field, Printer out, int nesting) {
        int colon = topLevel(field, ':');
        String name = colon < 0 ? field : field.substring(0, colon);
        String spec = colon < 0 ? "" : field.substring(colon + 1);
        int bang = name.indexOf('!');
        String conversion = bang < 0 ? "" : name.substring(bang + 1);
        Value value = lookup(bang < 0 ? name : name.substring(0, bang));
        if (spec.indexOf('{') >= 0) {
            Printer inner = new Printer(machine);
            write(spec, inner, nesting + 1);
            spec = inner.result().text();
        }
        Value shown =
                switch (conversion) {
                    case "" -> value;
                    case "s" -> Printer.string(value, machine);
                    case "r", "a" ->
                        value instanceof UnknownValue
                                ? value
                                : new StringValue(Printer.quoted(value, machine), value.unknown());
                    default ->
                        throw TemplateException.error("Unknown conversion specifier " + StringValue.quote(conversion));
                };
        if (shown instanceof UnknownValue unknown) {
            out.hole(unknown);
        } else {
            FormatSpec.format(shown, spec, machine).print(out, false);
        }
    }

    private static int topLevel(String field, char wanted) {
        int brackets = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == wanted && brackets == 0) {
                return i;
            }
        }
        return -1;
    }

    private Value lookup(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
            end++;
        }
        Value value = first(name.substring(0, end));
        while (end < name.length()) {
            int next;
            if (name.charAt(end) == '.') {
                next = end + 1;
                while (next < name.length() && name.charAt(next) != '.' && name.charAt(next) != '[') {
                    next++;
                }
                value = Attributes.attribute(value, name.substring(end + 1, next), machine);
            } else {
                int close = name.indexOf(']', end);
                if (close < 0) {
                    throw TemplateException.error("Missing ']' in format string");
                }
                String key = name.substring(end + 1, close);
                value = Attributes.item(
                        value, isDigits(key) ? IntegerValue.of(Long.parseLong(key)) : new StringValue(key), machine);
                next = close + 1;
            }
            end = next;
        }
        return value;
    }

    private Value first(String name) {
        if (name.isEmpty() || isDigits(name)) {
            int index = name.isEmpty() ? automatic++ : Integer.parseInt(name);
            if (index >= arguments.positional().size()) {
                throw TemplateException.error("Replacement index " + index + " out of range for positional args tuple");
            }
            return arguments.positional().get(index);
        }
        return Optional.ofNullable(arguments.named().get(name))
                .orElseThrow(() -> TemplateException.error("there is no argument " + StringValue.quote(name)));
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
