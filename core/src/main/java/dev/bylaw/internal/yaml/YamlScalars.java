package dev.bylaw.internal.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The types of plain scalars, as PyYAML's safe loader (YAML 1.1) tells them: {@code yes} and {@code off} are truth
 * values, {@code 010} is octal, {@code 1:30} is sexagesimal, {@code 1e3} is text.
 */
final class YamlScalars {
    /** Digits beyond which a number is not computed; longer ones stay text. */
    static final int MOST_DIGITS = 1000;

    private static final Map<String, Boolean> TRUTH =
            Map.of("yes", true, "no", false, "true", true, "false", false, "on", true, "off", false);

    private static final String DIGITS = "0123456789";
    private static final String DIGITS_ = DIGITS + "_";

    private YamlScalars() {}

    /** What a plain scalar means. */
    enum Type {
        NULL,
        BOOL,
        INT,
        FLOAT,
        TIMESTAMP,
        MERGE,
        TEXT
    }

    /** The type of a plain scalar. */
    static Type typeOf(String text) {
        if (text.isEmpty()) {
            return Type.NULL;
        }
        char first = text.charAt(0);
        if (first == '~' || first == 'n' || first == 'N') {
            if (text.equals("~") || isCased(text, "null")) {
                return Type.NULL;
            }
        }
        if (text.equals("<<")) {
            return Type.MERGE;
        }
        if (truth(text).isPresent()) {
            return Type.BOOL;
        }
        if (first != '+' && first != '-' && first != '.' && (first < '0' || first > '9')) {
            return Type.TEXT;
        }
        if (isFloat(text)) {
            return Type.FLOAT;
        }
        if (isInt(text)) {
            return Type.INT;
        }
        return YamlTimestamps.matches(text) ? Type.TIMESTAMP : Type.TEXT;
    }

    /** The truth value that a word is: lower case, capitalised or upper case. */
    static Optional<Boolean> truth(String text) {
        if (text.length() > 5) {
            return Optional.empty();
        }
        Boolean value = TRUTH.get(text.toLowerCase(Locale.ROOT));
        return value != null && isCased(text, text.toLowerCase(Locale.ROOT)) ? Optional.of(value) : Optional.empty();
    }

    private static boolean isCased(String text, String lower) {
        return text.equals(lower)
                || text.equals(lower.toUpperCase(Locale.ROOT))
                || text.equals(lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
    }

    private static int sign(String text) {
        char first = text.charAt(0);
        return first == '+' || first == '-' ? 1 : 0;
    }

    /** The offset behind the characters of a set that begin at an offset. */
    private static int skip(String text, int from, String set) {
        int at = from;
        while (at < text.length() && set.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean isInt(String text) {
        int start = sign(text);
        if (start >= text.length()) {
            return false;
        }
        String rest = text.substring(start);
        if (rest.startsWith("0b")) {
            return rest.length() > 2 && skip(rest, 2, "01_") == rest.length();
        }
        if (rest.startsWith("0x")) {
            return rest.length() > 2 && skip(rest, 2, "0123456789abcdefABCDEF_") == rest.length();
        }
        if (rest.charAt(0) == '0') {
            return skip(rest, 1, "01234567_") == rest.length();
        }
        if (DIGITS.indexOf(rest.charAt(0)) < 0) {
            return false;
        }
        int end = skip(rest, 1, DIGITS_);
        return end == rest.length() || sexagesimal(rest, end) == rest.length();
    }

    /** The offset behind one or more groups of {@code :} and a number up to 59; the offset itself if there is none. */
    private static int sexagesimal(String text, int from) {
        int at = from;
        while (at + 1 < text.length() && text.charAt(at) == ':') {
            int digits = skip(text, at + 1, DIGITS) - (at + 1);
            if (digits < 1 || digits > 2 || digits == 2 && text.charAt(at + 1) > '5') {
                return at;
            }
            at += 1 + digits;
        }
        return at;
    }

    private static boolean isFloat(String text) {
        int start = sign(text);
        String rest = text.substring(start);
        if (isCased(rest, ".inf") || rest.equals(".Inf")) {
            return true;
        }
        if (start == 0 && (rest.equals(".nan") || rest.equals(".NaN") || rest.equals(".NAN"))) {
            return true;
        }
        if (rest.isEmpty()) {
            return false;
        }
        if (rest.charAt(0) == '.') {
            return start == 0
                    && rest.length() > 1
                    && DIGITS.indexOf(rest.charAt(1)) >= 0
                    && isExponentOrEnd(rest, skip(rest, 2, DIGITS_));
        }
        if (DIGITS.indexOf(rest.charAt(0)) < 0) {
            return false;
        }
        int end = skip(rest, 1, DIGITS_);
        if (end < rest.length() && rest.charAt(end) == '.') {
            return isExponentOrEnd(rest, skip(rest, end + 1, DIGITS_));
        }
        int behind = sexagesimal(rest, end);
        return behind > end
                && behind < rest.length()
                && rest.charAt(behind) == '.'
                && skip(rest, behind + 1, DIGITS_) == rest.length();
    }

    private static boolean isExponentOrEnd(String text, int at) {
        if (at == text.length()) {
            return true;
        }
        if (at + 2 >= text.length()
                || text.charAt(at) != 'e' && text.charAt(at) != 'E'
                || text.charAt(at + 1) != '+' && text.charAt(at + 1) != '-') {
            return false;
        }
        return skip(text, at + 2, DIGITS) == text.length();
    }

    /** The number that a text of type INT is; empty if it is too long to be computed. */
    static Optional<Object> integer(String text) {
        String digits = text.replace("_", "");
        if (digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        boolean negative = digits.startsWith("-");
        digits = digits.substring(digits.isEmpty() ? 0 : sign(digits));
        BigInteger value;
        if (digits.startsWith("0b") || digits.startsWith("0x")) {
            if (digits.length() == 2) {
                return Optional.empty();
            }
            value = new BigInteger(digits.substring(2), digits.charAt(1) == 'b' ? 2 : 16);
        } else if (digits.indexOf(':') >= 0) {
            value = sexagesimal(digits);
        } else {
            value = new BigInteger(digits, digits.length() > 1 && digits.charAt(0) == '0' ? 8 : 10);
        }
        value = negative ? value.negate() : value;
        return Optional.of(value.bitLength() < Long.SIZE ? (Object) value.longValue() : value);
    }

    private static BigInteger sexagesimal(String digits) {
        BigInteger value = BigInteger.ZERO;
        for (String part : digits.split(":", -1)) {
            value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
        }
        return value;
    }

    /** The number that a text of type FLOAT is; what is no finite double becomes the text of Python's JSON. */
    static Object decimal(String text) {
        String lower = text.replace("_", "").toLowerCase(Locale.ROOT);
        boolean negative = lower.startsWith("-");
        String digits = lower.substring(sign(lower));
        if (digits.equals(".nan")) {
            return "NaN";
        }
        double value;
        if (digits.equals(".inf")) {
            value = Double.POSITIVE_INFINITY;
        } else if (digits.indexOf(':') >= 0) {
            value = 0;
            for (String part : digits.split(":", -1)) {
                value = value * 60 + Double.parseDouble(part);
            }
        } else {
            value = Double.parseDouble(digits);
        }
        return python(negative ? -value : value);
    }

    /** A double as the number that Python prints for it. */
    private static Object python(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        return new BigDecimal(Double.toString(value));
    }
}
