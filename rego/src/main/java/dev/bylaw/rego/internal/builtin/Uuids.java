package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.Locale;

/** Universally unique identifiers (RFC 4122). */
final class Uuids {
    /** 100 nanoseconds from 1582-10-15, where the time of an identifier begins, to 1970. */
    private static final long GREGORIAN_OFFSET = 122_192_928_000_000_000L;

    private static final int TEXT_LENGTH = 36;
    private static final String URN = "urn:uuid:";

    private Uuids() {}

    static List<Builtin> all() {
        return List.of(Function.of("uuid.parse", 1, (context, arguments) -> parse(Operand.string(arguments, 1))));
    }

    /** The parts of an identifier; null where it is none, which OPA leaves undefined. */
    private static Value parse(String text) {
        byte[] bytes = bytes(text);
        if (bytes == null) {
            return null;
        }
        ObjectValue.Builder out = ObjectValue.builder();
        int version = (bytes[6] & 0xff) >> 4;
        out.put("version", NumberValue.of(version));
        out.put("variant", StringValue.of(variant(bytes[8] & 0xff)));
        if (version == 1 || version == 2) {
            long time = number(bytes, 0, 4) | number(bytes, 4, 6) << 32 | (number(bytes, 6, 8) & 0xfff) << 48;
            out.put("time", NumberValue.of((time - GREGORIAN_OFFSET) * 100));
            out.put("clocksequence", NumberValue.of(number(bytes, 8, 10) & 0x3fff));
            out.put("nodeid", StringValue.of(node(bytes)));
            out.put("macvariables", StringValue.of(scope(bytes[10])));
        }
        if (version == 2) {
            out.put("id", NumberValue.of(number(bytes, 0, 4)));
            out.put("domain", StringValue.of(domain(bytes[9] & 0xff)));
        }
        return out.build();
    }

    private static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }

    private static String variant(int octet) {
        if ((octet & 0xc0) == 0x80) {
            return "RFC4122";
        }
        if ((octet & 0xe0) == 0xc0) {
            return "Microsoft";
        }
        return (octet & 0xe0) == 0xe0 ? "Future" : "Reserved";
    }

    private static String node(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (int i = 10; i < 16; i++) {
            out.append(i > 10 ? "-" : "").append(Encodings.hex(new byte[] {bytes[i]}));
        }
        return out.toString();
    }

    private static String scope(byte octet) {
        return ((octet & 2) == 0 ? "global:" : "local:") + ((octet & 1) == 0 ? "unicast" : "multicast");
    }

    private static String domain(int octet) {
        return switch (octet) {
            case 0 -> "Person";
            case 1 -> "Group";
            case 2 -> "Org";
            default -> "Domain" + octet;
        };
    }

    /** The 16 bytes of an identifier: with hyphens, as a URN, in braces, or bare digits; null if it is none. */
    private static byte[] bytes(String text) {
        String plain = text;
        if (text.length() == URN.length() + TEXT_LENGTH) {
            if (!text.toLowerCase(Locale.ROOT).startsWith(URN)) {
                return null;
            }
            plain = text.substring(URN.length());
        } else if (text.length() == TEXT_LENGTH + 2) {
            plain = text.substring(1, TEXT_LENGTH + 1);
        }
        if (plain.length() == TEXT_LENGTH) {
            if (plain.charAt(8) != '-'
                    || plain.charAt(13) != '-'
                    || plain.charAt(18) != '-'
                    || plain.charAt(23) != '-') {
                return null;
            }
            plain = plain.substring(0, 8)
                    + plain.substring(9, 13)
                    + plain.substring(14, 18)
                    + plain.substring(19, 23)
                    + plain.substring(24);
        }
        if (plain.length() != 32) {
            return null;
        }
        byte[] bytes = new byte[16];
        for (int i = 0; i < plain.length(); i++) {
            int digit = plain.charAt(i) < 0x80 ? Character.digit(plain.charAt(i), 16) : -1;
            if (digit < 0) {
                return null;
            }
            bytes[i / 2] = (byte) (bytes[i / 2] << 4 | digit);
        }
        return bytes;
    }
}
