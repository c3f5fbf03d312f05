package dev.bylaw.rego.internal.format;

import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.TextSink;
import java.math.BigInteger;
import java.util.List;

/**
 * Go's {@code fmt.Sprintf} for the four types that OPA gives it: strings, 64-bit integers ({@link Long}), doubles and
 * big integers. A format that does not fit its arguments is no error; the text says so at that place.
 */
public final class Printf {
    /** Widths and precisions beyond this are refused. */
    private static final int MAX_WIDTH = 1_000_000;

    private final String format;
    private final List<Object> arguments;
    private final TextSink out;
    private final PrintfFlags flags = new PrintfFlags();
    private int at;
    private int argument;
    private boolean reordered;
    private boolean indexed;
    private boolean validIndex;

    /**
     * A value of another type in Go.
     *
     * @param type the name of the type
     * @param value a value of the types that are known here
     * @param verbs the verbs that the type has
     */
    public record Typed(String type, Object value, String verbs) {
        /** {@return a truth} */
        public static Typed of(boolean truth) {
            return new Typed("bool", Boolean.toString(truth), "tv");
        }
    }

    private Printf(String format, List<Object> arguments, TextSink out) {
        this.format = format;
        this.arguments = arguments;
        this.out = out;
    }

    /** Writes the arguments in a format. */
    public static void print(String format, List<Object> arguments, TextSink out) {
        new Printf(format, arguments, out).print();
    }

    private void print() {
        int end = format.length();
        while (at < end) {
            int percent = format.indexOf('%', at);
            if (percent < 0) {
                percent = end;
            }
            out.append(format, at, percent);
            at = percent + 1;
            if (percent < end) {
                verb();
                out.check();
            }
        }
        if (!reordered && argument < arguments.size()) {
            flags.clear();
            out.append("%!(EXTRA ");
            for (int i = argument; i < arguments.size(); i++) {
                out.append(i > argument ? ", " : "")
                        .append(typeName(arguments.get(i)))
                        .append('=');
                value(arguments.get(i), 'v');
            }
            out.append(')');
        }
    }

    /** One directive, from behind its percent sign. */
    private void verb() {
        flags.clear();
        validIndex = true;
        indexed = false;
        while (at < format.length() && flags.set(format.charAt(at))) {
            at++;
        }
        index();
        width();
        precision();
        if (!indexed) {
            index();
        }
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else if (!validIndex) {
            fault(verb, "(BADINDEX)");
        } else if (argument >= arguments.size()) {
            fault(verb, "(MISSING)");
        } else {
            if (verb == 'v' || verb == 'w') {
                flags.useGoSyntax();
            }
            value(arguments.get(argument++), verb);
        }
    }

    private void fault(int verb, String what) {
        out.append("%!").text().appendCodePoint(verb).append(what);
    }

    /** An explicit argument index, {@code [n]}. */
    private void index() {
        indexed = false;
        if (at >= format.length() || format.charAt(at) != '[') {
            return;
        }
        reordered = true;
        int close = format.indexOf(']', at);
        if (close < 0) {
            validIndex = false;
            at++;
            return;
        }
        int start = at + 1;
        at = close + 1;
        int number = -1;
        if (close > start) {
            number = 0;
            for (int i = start; i < close && number >= 0; i++) {
                char c = format.charAt(i);
                number = c < '0' || c > '9' || number > MAX_WIDTH ? -1 : number * 10 + c - '0';
            }
        }
        indexed = number >= 0;
        if (number >= 1 && number <= arguments.size()) {
            argument = number - 1;
        } else {
            validIndex = false;
        }
    }

    private void width() {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            Integer width = intArgument();
            if (width == null) {
                out.append("%!(BADWIDTH)");
            } else {
                flags.setWidth(width);
            }
            indexed = false;
        } else {
            int width = number();
            if (width >= 0) {
                flags.setWidth(width);
                validIndex &= !indexed;
            }
        }
    }

    private void precision() {
        if (at + 1 >= format.length() || format.charAt(at) != '.') {
            return;
        }
        at++;
        validIndex &= !indexed;
        index();
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            Integer precision = intArgument();
            if (precision == null || precision < 0) {
                out.append("%!(BADPREC)");
            } else {
                flags.setPrecision(precision);
            }
            indexed = false;
        } else {
            flags.setPrecision(Math.max(number(), 0));
        }
    }

    /** Digits of the format as a number; -1 where there are none or too many. */
    private int number() {
        int start = at;
        int number = 0;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            if (number > MAX_WIDTH) {
                at = format.length();
                return -1;
            }
            number = number * 10 + format.charAt(at) - '0';
            at++;
        }
        return at == start ? -1 : number;
    }

    /** The next argument as a width or precision; null where it is none. */
    private Integer intArgument() {
        if (argument >= arguments.size()) {
            return null;
        }
        Object value = arguments.get(argument++);
        return value instanceof Long number && Math.abs(number) <= MAX_WIDTH ? number.intValue() : null;
    }

    private static String typeName(Object value) {
        if (value instanceof Typed typed) {
            return typed.type();
        }
        if (value instanceof Long) {
            return "int64";
        }
        if (value instanceof Double) {
            return "float64";
        }
        return value instanceof BigInteger ? "*big.Int" : "string";
    }

    private void value(Object value, int verb) {
        if (verb == 'T') {
            flags.padTruncated(typeName(value), out);
        } else if (value instanceof Typed typed) {
            if (typed.verbs().indexOf(verb) < 0) {
                unknownVerb(typed, verb);
            } else {
                value(typed.value(), verb == 't' ? 'v' : verb);
            }
        } else if (value instanceof Long number) {
            integer(number, verb);
        } else if (value instanceof Double number) {
            floating(number, verb);
        } else if (value instanceof BigInteger number) {
            if (!flags.bigInteger(number, verb, out)) {
                fault(verb, "(big.Int=" + number + ")");
            }
        } else {
            string((String) value, verb);
        }
    }

    private void unknownVerb(Object value, int verb) {
        out.append("%!").text().appendCodePoint(verb).append('(');
        out.append(typeName(value)).append('=');
        value(value, 'v');
        out.append(')');
    }

    private void integer(long value, int verb) {
        switch (verb) {
            case 'v', 'd' -> flags.integer(value, 10, verb, out);
            case 'b' -> flags.integer(value, 2, verb, out);
            case 'o', 'O' -> flags.integer(value, 8, verb, out);
            case 'x', 'X' -> flags.integer(value, 16, verb, out);
            case 'c' -> flags.pad(Character.toString(character(value)), out);
            case 'q' -> {
                StringBuilder quoted = new StringBuilder("'");
                flags.escape(character(value), '\'', quoted);
                flags.pad(quoted.append('\'').toString(), out);
            }
            case 'U' -> flags.unicode(value, out);
            default -> unknownVerb(value, verb);
        }
    }

    private static int character(long value) {
        boolean valid = value >= 0
                && value <= Character.MAX_CODE_POINT
                && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
        return valid ? (int) value : 0xfffd;
    }

    private void floating(double value, int verb) {
        switch (verb) {
            case 'v' -> flags.floating(value, 'g', -1, out);
            case 'b', 'g', 'G', 'x', 'X' -> flags.floating(value, (char) verb, -1, out);
            case 'f', 'e', 'E' -> flags.floating(value, (char) verb, 6, out);
            case 'F' -> flags.floating(value, 'f', 6, out);
            default -> unknownVerb(value, verb);
        }
    }

    private void string(String value, int verb) {
        switch (verb) {
            case 'v' -> {
                if (flags.isGoSyntax()) {
                    quoted(value);
                } else {
                    flags.padTruncated(value, out);
                }
            }
            case 's' -> flags.padTruncated(value, out);
            case 'x', 'X' -> flags.hex(value, verb == 'X', out);
            case 'q' -> quoted(value);
            default -> unknownVerb(value, verb);
        }
    }

    private void quoted(String value) {
        String shown = flags.truncated(value);
        if (flags.isSharp() && isRaw(shown)) {
            flags.pad('`' + shown + '`', out);
            return;
        }
        StringBuilder quoted = new StringBuilder(shown.length() + 2).append('"');
        shown.codePoints().forEach(c -> flags.escape(c, '"', quoted));
        flags.pad(quoted.append('"').toString(), out);
    }

    /** Whether a string can stand between backquotes: no control characters but tabs, and no backquote. */
    private static boolean isRaw(String text) {
        return text.codePoints()
                .allMatch(c -> c != '`'
                        && c != 0xfeff
                        && c != 0x7f
                        && (c >= 0x20 || c == '\t')
                        && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** Appends a code point as it stands in an ASCII literal. */
    static void escapeToAscii(int codePoint, char quote, StringBuilder out) {
        if (codePoint < 0x80 || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            RegoText.escape(codePoint, quote, out);
        } else if (codePoint < 0x10000) {
            out.append("\\u");
            RegoText.hex(codePoint, 4, out);
        } else {
            out.append("\\U");
            RegoText.hex(codePoint, 8, out);
        }
    }
}
