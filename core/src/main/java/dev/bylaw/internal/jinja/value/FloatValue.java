package dev.bylaw.internal.jinja.value;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Python's {@code float}.
 *
 * @param value the number
 */
public record FloatValue(double value) implements Value {
    private static final int SHORTEST_TRIED = 15;
    private static final int ALWAYS_EXACT = 17;
    private static final int MAX_PLAIN_EXPONENT = 16;
    private static final int MIN_PLAIN_EXPONENT = -4;

    @Override
    public String typeName() {
        return "float";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.append(text(value));
    }

    @Override
    public Truth truth() {
        return Truth.of(value != 0);
    }

    /** {@return the shortest text that reads back as this number, in Python's notation} */
    public static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().abs().toString();
        // The exponent of the first digit.
        int exponent = digits.length() - 1 - shortest.scale();
        StringBuilder out = new StringBuilder();
        if (value < 0) {
            out.append('-');
        }
        if (exponent >= MIN_PLAIN_EXPONENT && exponent < MAX_PLAIN_EXPONENT) {
            plain(out, digits, exponent);
        } else {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            out.append('e').append(exponent < 0 ? '-' : '+');
            if (Math.abs(exponent) < 10) {
                out.append('0');
            }
            out.append(Math.abs(exponent));
        }
        return out.toString();
    }

    private static void plain(StringBuilder out, String digits, int exponent) {
        if (exponent < 0) {
            out.append("0.").append("0".repeat(-exponent - 1)).append(digits);
        } else if (digits.length() <= exponent + 1) {
            out.append(digits)
                    .append("0".repeat(exponent + 1 - digits.length()))
                    .append(".0");
        } else {
            out.append(digits, 0, exponent + 1).append('.').append(digits, exponent + 1, digits.length());
        }
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        // A subnormal number has fewer digits than 15 that are certain.
        int first = Math.abs(value) < Double.MIN_NORMAL ? 1 : SHORTEST_TRIED;
        for (int precision = first; precision < ALWAYS_EXACT; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(ALWAYS_EXACT)).stripTrailingZeros();
    }
}
