package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.BinaryFloat;
import dev.bylaw.rego.internal.value.NumberText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Quantities with units: {@code 10Gi}, {@code 500m}, {@code 1.5MB}. */
final class Units {
    /** So many digits an exponent may have. */
    private static final int MAX_EXPONENT_DIGITS = 6;

    /** So many digits behind the point a quantity has that is not whole. */
    private static final int FRACTION_DIGITS = 10;

    /** OPA's factor for {@code m} is the double, not the decimal fraction. */
    private static final BigDecimal MILLI =
            new BigDecimal("0.001000000000000000020816681711721685132943093776702880859375");

    private static final String PREFIXES = "kmgtpe";

    private record Quantity(String number, String unit) {}

    private Units() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("units.parse", 1, (context, arguments) -> parse(Operand.string(arguments, 1))),
                Function.of("units.parse_bytes", 1, (context, arguments) -> parseBytes(Operand.string(arguments, 1))));
    }

    private static Value parse(String text) {
        String plain = text.replace("\"", "");
        Quantity quantity = quantity(plain, "units.parse", "no amount provided");
        String unit = quantity.unit();
        if (unit.length() > 1) {
            unit = unit.charAt(0) + unit.substring(1).toLowerCase(Locale.ROOT);
        }
        BigDecimal factor;
        // m is a thousandth and M a million; other letters mean the same in both cases.
        if (unit.equals("m")) {
            factor = MILLI;
        } else {
            BigInteger whole = factor(unit.toLowerCase(Locale.ROOT), "i");
            if (whole == null || unit.length() > 2) {
                throw fault("units.parse", "unit " + unit + " not recognized");
            }
            factor = new BigDecimal(whole);
        }
        BigDecimal amount = amount(quantity.number());
        if (amount == null) {
            throw fault("units.parse", "could not parse amount to a number");
        }
        if (NumberText.isBeyond(amount, NumberValue.MAX_EXPONENT)) {
            throw fault("units.parse", "amount is too big or too small");
        }
        BigDecimal product = amount.multiply(factor);
        if (product.signum() == 0 || product.stripTrailingZeros().scale() <= 0) {
            return NumberValue.of(product.toBigInteger());
        }
        String rounded = product.setScale(FRACTION_DIGITS, RoundingMode.HALF_UP).toPlainString();
        boolean vanished = product.signum() < 0 && !rounded.startsWith("-");
        return NumberValue.parse(vanished ? "-" + rounded : rounded);
    }

    private static Value parseBytes(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replace("\"", "");
        Quantity quantity = quantity(plain, "units.parse_bytes", "no byte amount provided");
        String unit = quantity.unit();
        String prefix = unit.endsWith("b") && unit.length() > 1 ? unit.substring(0, unit.length() - 1) : unit;
        BigInteger factor = factor(prefix, "i");
        if (factor == null) {
            throw fault("units.parse_bytes", "byte unit " + unit + " not recognized");
        }
        BigDecimal amount = amount(quantity.number());
        if (amount == null) {
            throw fault("units.parse_bytes", "could not parse byte amount to a number");
        }
        if (NumberText.isBeyond(amount, NumberValue.MAX_EXPONENT)) {
            throw fault("units.parse_bytes", "byte amount is too big or too small");
        }
        BinaryFloat number = BinaryFloat.parse(quantity.number().replaceFirst("^\\+", ""));
        BinaryFloat product = number.multiply(BinaryFloat.of(factor, BinaryFloat.PRECISION), BinaryFloat.PRECISION);
        return NumberValue.of(product.truncate());
    }

    private static BuiltinException fault(String name, String message) {
        return BuiltinException.of(name + ": " + message);
    }

    /** The power of 1000 that a letter means, or the power of 1024 if the suffix follows; null for other units. */
    private static BigInteger factor(String unit, String binarySuffix) {
        if (unit.isEmpty()) {
            return BigInteger.ONE;
        }
        int power = PREFIXES.indexOf(unit.charAt(0)) + 1;
        if (power == 0) {
            return null;
        }
        if (unit.length() == 1) {
            return BigInteger.valueOf(1000).pow(power);
        }
        return unit.substring(1).equals(binarySuffix) ? BigInteger.valueOf(1024).pow(power) : null;
    }

    /** The exact number; null if it is none. */
    private static BigDecimal amount(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        int end = 0;
        boolean digit = false;
        boolean point = false;
        while (end < digits.length() && (isDigit(digits.charAt(end)) || digits.charAt(end) == '.' && !point)) {
            digit |= isDigit(digits.charAt(end));
            point |= digits.charAt(end) == '.';
            end++;
        }
        if (!digit) {
            return null;
        }
        if (end < digits.length()) {
            String exponent = digits.substring(end + 1);
            boolean valid = (digits.charAt(end) | 0x20) == 'e'
                    && exponent.length() <= MAX_EXPONENT_DIGITS + 1
                    && exponent.matches("[+-]?[0-9]+");
            if (!valid) {
                return null;
            }
        }
        return new BigDecimal(text);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Splits a quantity into its number and its unit. */
    private static Quantity quantity(String text, String name, String missing) {
        if (text.indexOf(' ') >= 0) {
            throw fault(name, "spaces not allowed in resource strings");
        }
        if (text.length() > NumberValue.MAX_DIGITS) {
            throw fault(name, "amount is too long");
        }
        int end = 0;
        while (end < text.length() && isPartOfNumber(text, end)) {
            char c = text.charAt(end);
            if (c == 'e' || c == 'E') {
                if (text.charAt(end + 1) == '+' || text.charAt(end + 1) == '-') {
                    end++;
                }
                int digits = end + 1;
                while (digits < text.length() && isDigit(text.charAt(digits))) {
                    digits++;
                }
                if (digits - end - 1 > MAX_EXPONENT_DIGITS) {
                    throw fault(name, "exponent too large");
                }
            }
            end++;
        }
        if (end == 0) {
            throw fault(name, missing);
        }
        return new Quantity(text.substring(0, end), text.substring(end));
    }

    private static boolean isPartOfNumber(String text, int at) {
        char c = text.charAt(at);
        if (c == 'e' || c == 'E') {
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            return isDigit(next) || next == '+' || next == '-';
        }
        return isDigit(c) || c == '.' || c == '+' || c == '-';
    }
}
