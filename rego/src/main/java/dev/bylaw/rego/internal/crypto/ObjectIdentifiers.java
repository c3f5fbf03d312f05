package dev.bylaw.rego.internal.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Object identifiers, as numbers, as text with dots and as bytes. */
final class ObjectIdentifiers {
    private static final int MAX_BYTES = 64;

    private ObjectIdentifiers() {}

    /** The numbers that encoded bytes mean. */
    static List<BigInteger> numbers(byte[] content) {
        if (content.length == 0 || content.length > MAX_BYTES || content[content.length - 1] < 0) {
            throw new CryptoException("asn1: syntax error: invalid object identifier");
        }
        List<BigInteger> numbers = new ArrayList<>();
        BigInteger number = BigInteger.ZERO;
        for (byte b : content) {
            number = number.shiftLeft(7).or(BigInteger.valueOf(b & 0x7f));
            if (b >= 0) {
                if (numbers.isEmpty()) {
                    int first = number.compareTo(BigInteger.valueOf(80)) >= 0 ? 2 : number.intValue() / 40;
                    numbers.add(BigInteger.valueOf(first));
                    numbers.add(number.subtract(BigInteger.valueOf(first * 40L)));
                } else {
                    numbers.add(number);
                }
                number = BigInteger.ZERO;
            }
        }
        return numbers;
    }

    /** The numbers with dots between them. */
    static String text(byte[] content) {
        return numbers(content).stream().map(BigInteger::toString).collect(Collectors.joining("."));
    }

    /** An identifier as an element. */
    static byte[] write(String text) {
        String[] parts = text.split("\\.");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
        for (int i = 2; i < parts.length; i++) {
            long number = Long.parseLong(parts[i]);
            int shift = 0;
            while (number >> shift + 7 != 0) {
                shift += 7;
            }
            for (; shift >= 0; shift -= 7) {
                out.write((int) (number >> shift & 0x7f) | (shift > 0 ? 0x80 : 0));
            }
        }
        return Der.write(Der.OBJECT_IDENTIFIER, out.toByteArray());
    }
}
