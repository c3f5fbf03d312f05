package dev.bylaw.internal.jinja.syntax;

/**
 * Finds the ends of numbers as Jinja's lexer does: decimal with single underscores between digits, or binary, octal and
 * hexadecimal behind a prefix. Takes time in proportion to the length and no stack. Immutable.
 *
 * @param text the template
 * @param end the offset behind what may be read
 */
record NumberScanner(String text, int end) {
    private static final int DECIMAL = 10;

    /** {@return whether a character is a decimal digit} */
    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** {@return the offset behind the number with fraction or exponent at an offset; negative if there is none} */
    int floatEnd(int start) {
        int whole = digits(start, DECIMAL);
        int fraction = whole < end && text.charAt(whole) == '.' ? digits(whole + 1, DECIMAL) : -1;
        int number = Math.max(whole, fraction);
        if (number < end && Character.toLowerCase(text.charAt(number)) == 'e') {
            boolean signed = number + 1 < end && "+-".indexOf(text.charAt(number + 1)) >= 0;
            int exponent = digits(number + (signed ? 2 : 1), DECIMAL);
            if (exponent > 0) {
                return exponent;
            }
        }
        return fraction;
    }

    /** {@return the offset behind the integer at an offset, where a digit is} */
    int integerEnd(int start) {
        if (text.charAt(start) != '0') {
            return digits(start, DECIMAL);
        }
        int radix = start + 1 < end
                ? switch (text.charAt(start + 1)) {
                    case 'b', 'B' -> 2;
                    case 'o', 'O' -> 8;
                    case 'x', 'X' -> 16;
                    default -> 0;
                }
                : 0;
        if (radix > 0) {
            boolean underscore = start + 2 < end && text.charAt(start + 2) == '_';
            int based = digits(start + (underscore ? 3 : 2), radix);
            if (based > 0) {
                return based;
            }
        }
        // Behind a zero only zeros belong to the number.
        return digits(start, 1);
    }

    /** The offset behind digits with single underscores between them; negative if there is no digit. */
    private int digits(int start, int radix) {
        int stop = -1;
        for (int i = start; i < end; i++) {
            if (isDigit(text.charAt(i), radix)) {
                stop = i + 1;
            } else if (text.charAt(i) != '_' || stop != i) {
                break;
            }
        }
        return stop;
    }

    private static boolean isDigit(char c, int radix) {
        if (isDigit(c)) {
            return c - '0' < radix;
        }
        char lower = Character.toLowerCase(c);
        return radix > DECIMAL && lower >= 'a' && lower <= 'f';
    }
}
