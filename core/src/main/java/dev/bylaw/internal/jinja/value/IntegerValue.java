package dev.bylaw.internal.jinja.value;

import java.math.BigInteger;

/**
 * Python's {@code int}, of any size up to {@link #MAX_BITS}.
 *
 * @param value the number
 */
public record IntegerValue(BigInteger value) implements Value {
    /** The largest size of an integer, in bits; a result beyond it is an error. */
    public static final int MAX_BITS = 65_536;

    /** More digits than this are not printed; the same limit as Python's. */
    public static final int MAX_DIGITS = 4_300;

    /** Checks the size. */
    public IntegerValue {
        if (value.bitLength() > MAX_BITS) {
            throw TemplateException.limit("an integer of more than " + MAX_BITS + " bits");
        }
    }

    /** {@return the value of a Java integer} */
    public static IntegerValue of(long value) {
        return new IntegerValue(BigInteger.valueOf(value));
    }

    @Override
    public String typeName() {
        return "int";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        String digits = value.toString();
        if (digits.length() > MAX_DIGITS + 1) {
            throw TemplateException.error("an integer of more than " + MAX_DIGITS + " digits cannot be printed");
        }
        printer.append(digits);
    }

    @Override
    public Truth truth() {
        return Truth.of(value.signum() != 0);
    }
}
