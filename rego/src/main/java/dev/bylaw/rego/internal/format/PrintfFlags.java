package dev.bylaw.rego.internal.format;

import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.TextSink;
import dev.bylaw.rego.internal.value.Utf8;
import java.math.BigInteger;
import java.util.Locale;

/** Flags, width and precision of one directive of {@link Printf}, and how they shape what is written. */
final class PrintfFlags {
    private boolean minus;
    private boolean plus;
    private boolean sharp;
    private boolean space;
    private boolean zero;
    private boolean plusV;
    private boolean sharpV;
    private int width = -1;
    private int precision = -1;

    void clear() {
        minus = false;
        plus = false;
        sharp = false;
        space = false;
        zero = false;
        plusV = false;
        sharpV = false;
        width = -1;
        precision = -1;
    }

    /** Sets a flag; false if the character is none. */
    boolean set(char c) {
        switch (c) {
            case '#' -> sharp = true;
            case '0' -> zero = true;
            case '+' -> plus = true;
            case '-' -> minus = true;
            case ' ' -> space = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** For {@code %v} the flags mean other things than for the other verbs. */
    void useGoSyntax() {
        sharpV = sharp;
        sharp = false;
        plusV = plus;
        plus = false;
    }

    boolean isGoSyntax() {
        return sharpV;
    }

    boolean isSharp() {
        return sharp;
    }

    void setWidth(int columns) {
        width = Math.abs(columns);
        if (columns < 0) {
            minus = true;
            zero = false;
        }
    }

    void setPrecision(int digits) {
        precision = digits;
    }

    private static void repeat(char c, int count, TextSink out) {
        for (int i = 0; i < count; i++) {
            out.append(c);
        }
        out.check();
    }

    /** Appends text in the width. */
    void pad(String text, TextSink out) {
        int missing = Math.max(width, 0) - text.codePointCount(0, text.length());
        if (minus) {
            out.append(text);
            repeat(' ', missing, out);
        } else {
            repeat(zero ? '0' : ' ', missing, out);
            out.append(text);
        }
    }

    private void padWithSpaces(String text, TextSink out) {
        boolean before = zero;
        zero = false;
        pad(text, out);
        zero = before;
    }

    /** As many code points as the precision says. */
    String truncated(String text) {
        if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, precision));
    }

    void padTruncated(String text, TextSink out) {
        pad(truncated(text), out);
    }

    void escape(int codePoint, char quote, StringBuilder out) {
        if (plus) {
            Printf.escapeToAscii(codePoint, quote, out);
        } else {
            RegoText.escape(codePoint, quote, out);
        }
    }

    /** The bytes of a string in hexadecimal digits. */
    void hex(String text, boolean upper, TextSink out) {
        byte[] bytes = Utf8.encode(text);
        int length = precision >= 0 ? Math.min(precision, bytes.length) : bytes.length;
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            if (space && i > 0) {
                digits.append(' ');
            }
            if (sharp && (space || i == 0)) {
                digits.append("0x");
            }
            RegoText.hex(bytes[i] & 0xff, 2, digits);
        }
        pad(upper ? digits.toString().toUpperCase(Locale.ROOT) : digits.toString(), out);
    }

    void unicode(long value, TextSink out) {
        StringBuilder text = new StringBuilder(Long.toHexString(value).toUpperCase(Locale.ROOT));
        while (text.length() < Math.max(precision, 4)) {
            text.insert(0, '0');
        }
        text.insert(0, "U+");
        if (sharp && value >= 0 && value <= Character.MAX_CODE_POINT && RegoText.isPrintable((int) value)) {
            text.append(" '").appendCodePoint((int) value).append('\'');
        }
        padWithSpaces(text.toString(), out);
    }

    void integer(long value, int base, int verb, TextSink out) {
        boolean negative = value < 0;
        int digitsWanted = 0;
        if (precision >= 0) {
            digitsWanted = precision;
            if (precision == 0 && value == 0) {
                repeat(' ', width, out);
                return;
            }
        } else if (zero && !minus && width >= 0) {
            digitsWanted = width - (negative || plus || space ? 1 : 0);
        }
        String digits = BigInteger.valueOf(value).abs().toString(base);
        StringBuilder text = new StringBuilder();
        if (negative) {
            text.append('-');
        } else if (plus) {
            text.append('+');
        } else if (space) {
            text.append(' ');
        }
        int zeros = Math.max(0, digitsWanted - digits.length());
        text.append(prefix(base, verb, zeros == 0 && !digits.startsWith("0")));
        text.append("0".repeat(zeros)).append(digits);
        padWithSpaces(verb == 'X' ? text.toString().toUpperCase(Locale.ROOT) : text.toString(), out);
    }

    private String prefix(int base, int verb, boolean startsWithoutZero) {
        String prefix = verb == 'O' ? "0o" : "";
        if (!sharp) {
            return prefix;
        }
        return switch (base) {
            case 2 -> prefix + "0b";
            case 8 -> startsWithoutZero ? prefix + "0" : prefix;
            case 16 -> prefix + "0x";
            default -> prefix;
        };
    }

    /** Appends a big integer; false if the verb does not fit. */
    boolean bigInteger(BigInteger value, int verb, TextSink out) {
        int base =
                switch (verb) {
                    case 'b' -> 2;
                    case 'o', 'O' -> 8;
                    case 'd', 's', 'v' -> 10;
                    case 'x', 'X' -> 16;
                    default -> 0;
                };
        if (base == 0) {
            return false;
        }
        String sign = value.signum() < 0 ? "-" : plus || plusV ? "+" : space ? " " : "";
        String prefix = verb == 'O' ? "0o" : "";
        if ((sharp || sharpV) && base != 10 && verb != 'O') {
            prefix = base == 2 ? "0b" : base == 8 ? "0" : verb == 'X' ? "0X" : "0x";
        }
        String digits = value.abs().toString(base);
        if (verb == 'X') {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        int zeros = Math.max(0, precision - digits.length());
        int missing = width - sign.length() - prefix.length() - zeros - digits.length();
        if (missing > 0 && !minus && zero && precision < 0) {
            zeros = missing;
        }
        repeat(' ', minus || zero && precision < 0 ? 0 : missing, out);
        out.append(sign).append(prefix);
        repeat('0', zeros, out);
        out.append(digits);
        repeat(' ', minus ? missing : 0, out);
        return true;
    }

    void floating(double value, char verb, int defaultPrecision, TextSink out) {
        int digits = precision >= 0 ? precision : defaultPrecision;
        String text = FloatText.format(value, verb, digits);
        char sign = '+';
        if (text.charAt(0) == '-') {
            sign = '-';
            text = text.substring(1);
        } else if (space && !plus) {
            sign = ' ';
        }
        if (sharp && verb != 'b') {
            text = withPoint(text, verb, digits);
        }
        if (!plus && sign == '+') {
            pad(text, out);
        } else if (zero && !minus && width > text.length() + 1) {
            out.append(sign);
            repeat('0', width - text.length() - 1, out);
            out.append(text);
        } else {
            pad(sign + text, out);
        }
    }

    /** A number that always has a point, and for {@code g} the zeros behind it. */
    private static String withPoint(String text, char verb, int precision) {
        int wanted = 0;
        if (verb == 'g' || verb == 'G' || verb == 'x') {
            wanted = precision < 0 ? 6 : precision;
        }
        boolean hexadecimal = verb == 'x' || verb == 'X';
        StringBuilder number = new StringBuilder();
        String tail = "";
        boolean point = false;
        boolean significant = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'p' || c == 'P' || !hexadecimal && (c == 'e' || c == 'E')) {
                tail = text.substring(i);
                break;
            }
            number.append(c);
            if (c == '.') {
                point = true;
            } else {
                significant |= c != '0';
                wanted -= significant ? 1 : 0;
            }
        }
        if (!point) {
            wanted -= number.toString().equals("0") ? 1 : 0;
            number.append('.');
        }
        while (wanted-- > 0) {
            number.append('0');
        }
        return number.append(tail).toString();
    }
}
