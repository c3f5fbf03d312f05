package dev.bylaw.rego.internal.net;

import java.util.Arrays;

/**
 * An IP address (RFC 4291) as 16 bytes; one of version 4 lies in {@code ::ffff:0:0/96}. Go does not tell the two forms of
 * an address of version 4 apart, so neither does this.
 */
public final class IpAddress {
    private static final int GROUPS = 8;
    private static final byte[] VERSION_4 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** An address of these 4 or 16 bytes. */
    public static IpAddress of(byte[] bytes) {
        if (bytes.length == 16) {
            return new IpAddress(bytes.clone());
        }
        byte[] mapped = Arrays.copyOf(VERSION_4, 16);
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return new IpAddress(mapped);
    }

    /** {@return the address that a text means, without a zone; null if it is none} */
    public static IpAddress parse(String text) {
        return text.indexOf(':') >= 0 ? parse6(text) : parse4(text);
    }

    /** Four decimal numbers without leading zeros. */
    private static IpAddress parse4(String text) {
        String[] fields = text.split("\\.", -1);
        if (fields.length != 4) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i];
            boolean valid = !field.isEmpty()
                    && field.length() <= 3
                    && field.chars().allMatch(c -> c >= '0' && c <= '9')
                    && (field.length() == 1 || field.charAt(0) != '0')
                    && Integer.parseInt(field) <= 255;
            if (!valid) {
                return null;
            }
            bytes[i] = (byte) Integer.parseInt(field);
        }
        return of(bytes);
    }

    private static IpAddress parse6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            return all != null && all.length == 16 ? new IpAddress(all) : null;
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        byte[] before = head.isEmpty() ? new byte[0] : groups(head);
        byte[] after = tail.isEmpty() ? new byte[0] : groups(tail);
        // The gap stands for at least one group, and dotted numbers stand only at the end.
        if (before == null || after == null || head.indexOf('.') >= 0 || before.length + after.length > 14) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(before, 16);
        System.arraycopy(after, 0, bytes, 16 - after.length, after.length);
        return new IpAddress(bytes);
    }

    /** Groups between colons, the last one possibly four decimal numbers; null if they are none. */
    private static byte[] groups(String text) {
        String[] fields = text.split(":", -1);
        if (fields.length > GROUPS) {
            return null;
        }
        byte[] bytes = new byte[2 * fields.length + 2];
        int count = 0;
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i];
            if (i == fields.length - 1 && field.indexOf('.') >= 0) {
                IpAddress dotted = parse4(field);
                if (dotted == null) {
                    return null;
                }
                System.arraycopy(dotted.bytes, 12, bytes, count, 4);
                count += 4;
                continue;
            }
            if (field.isEmpty() || field.length() > 4 || !field.chars().allMatch(IpAddress::isHex)) {
                return null;
            }
            int group = Integer.parseInt(field, 16);
            bytes[count++] = (byte) (group >> 8);
            bytes[count++] = (byte) group;
        }
        return Arrays.copyOf(bytes, count);
    }

    private static boolean isHex(int c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    /** {@return whether this is an address of version 4} */
    public boolean isVersion4() {
        return Arrays.equals(bytes, 0, 12, VERSION_4, 0, 12);
    }

    /** {@return 4 bytes of an address of version 4, else 16} */
    byte[] shortest() {
        return isVersion4() ? Arrays.copyOfRange(bytes, 12, 16) : bytes.clone();
    }

    /** {@return all 16 bytes} */
    byte[] bytes() {
        return bytes.clone();
    }

    /** {@return the text form of RFC 5952} */
    @Override
    public String toString() {
        if (isVersion4()) {
            return (bytes[12] & 0xff) + "." + (bytes[13] & 0xff) + "." + (bytes[14] & 0xff) + "." + (bytes[15] & 0xff);
        }
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && group(end) == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gapStart = i;
                gapLength = end - i;
            }
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < GROUPS) {
            if (i == gapStart) {
                out.append("::");
                i += gapLength;
            } else {
                out.append(out.length() == 0 || out.charAt(out.length() - 1) == ':' ? "" : ":");
                out.append(Integer.toHexString(group(i)));
                i++;
            }
        }
        return out.toString();
    }

    private int group(int index) {
        return (bytes[2 * index] & 0xff) << 8 | bytes[2 * index + 1] & 0xff;
    }
}
