package dev.bylaw.rego.internal.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A network in CIDR notation (RFC 4632), with Go's rules for addresses of version 4 that are written as version 6. */
public final class IpNetwork {
    /** So many elements of a list are moved in one step. */
    private static final int MOVED_PER_STEP = 256;

    private final IpAddress address;
    private final int prefix;
    /** How many bits the notation has, 32 or 128. */
    private final int bits;

    private IpNetwork(IpAddress address, int prefix, int bits) {
        this.address = address;
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads a network; the bits behind its prefix are cleared.
     *
     * @throws NetSyntaxException if it is none
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        String length = slash < 0 ? "" : text.substring(slash + 1);
        IpAddress address = IpAddress.parse(host);
        int bits = host.indexOf(':') >= 0 ? 128 : 32;
        boolean digits = !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
        String plain = length.replaceFirst("^0+(?=.)", "");
        if (address == null || !digits || plain.length() > 3 || Integer.parseInt(plain) > bits) {
            throw new NetSyntaxException("invalid CIDR address: " + text);
        }
        int prefix = Integer.parseInt(plain);
        return new IpNetwork(masked(address, prefix + 128 - bits), prefix, bits);
    }

    private static IpAddress masked(IpAddress address, int prefix) {
        byte[] bytes = address.bytes();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.min(8, Math.max(0, prefix - 8 * i));
            bytes[i] &= (byte) (0xff << 8 - kept);
        }
        return IpAddress.of(bytes);
    }

    /** The network of a single address by the classes of old; the address itself stays as it is. */
    private static IpNetwork ofClass(IpAddress address) {
        int first = address.shortest()[0] & 0xff;
        if (first >= 224) {
            throw new NetSyntaxException("IPv4 address has no default mask: needs prefix length");
        }
        return new IpNetwork(address, first < 128 ? 8 : first < 192 ? 16 : 24, 32);
    }

    /**
     * Reads a network, or a single address of version 4, which stands for the network of its class.
     *
     * @throws NetSyntaxException if it is none
     */
    public static IpNetwork parseNetworkOrAddress(String text) {
        IpAddress address = IpAddress.parse(text);
        if (address == null) {
            return parse(text);
        }
        if (!address.isVersion4()) {
            throw new NetSyntaxException("IPv6 invalid: needs prefix length");
        }
        return ofClass(address);
    }

    /** {@return its first address} */
    public IpAddress address() {
        return address;
    }

    /** How many bits of the shortest form of the address belong to the prefix. */
    private int shortPrefix() {
        return bits == 128 && address.isVersion4() ? Math.max(0, prefix - 96) : prefix;
    }

    /** Whether an address lies in this network. */
    public boolean contains(IpAddress other) {
        byte[] own = address.shortest();
        byte[] bytes = other.shortest();
        if (own.length != bytes.length) {
            return false;
        }
        int left = shortPrefix();
        for (int i = 0; i < own.length && left > 0; i++) {
            int mask = left >= 8 ? 0xff : 0xff << 8 - left;
            if (((own[i] ^ bytes[i]) & mask) != 0) {
                return false;
            }
            left -= 8;
        }
        return true;
    }

    /** Whether all addresses of another network lie in this one. */
    public boolean contains(IpNetwork other) {
        if (isPlainVersion6() && other.isPlainVersion6()) {
            byte[] start = masked(other.address, prefix).bytes();
            return prefix <= other.prefix && Arrays.equals(address.bytes(), start);
        }
        return contains(other.address) && contains(other.last());
    }

    private boolean isPlainVersion6() {
        return bits == 128 && !address.isVersion4();
    }

    private BigInteger number() {
        return new BigInteger(1, address.bytes());
    }

    private IpAddress last() {
        BigInteger hosts = BigInteger.ONE.shiftLeft(bits - prefix).subtract(BigInteger.ONE);
        return address(number().or(hosts));
    }

    private static IpAddress address(BigInteger number) {
        byte[] digits = number.toByteArray();
        byte[] bytes = new byte[16];
        int length = Math.min(digits.length, 16);
        System.arraycopy(digits, digits.length - length, bytes, 16 - length, length);
        return IpAddress.of(bytes);
    }

    /**
     * Gives all addresses in their order; of a large network these are very many.
     *
     * @param all takes each, and may end it with an exception
     */
    public void addresses(Consumer<IpAddress> all) {
        BigInteger number = number();
        for (IpAddress next = address; contains(next); next = address(number)) {
            all.accept(next);
            number = number.add(BigInteger.ONE);
            if (number.bitLength() > 128 || isPastEnd(number)) {
                break;
            }
        }
    }

    private boolean isPastEnd(BigInteger number) {
        return number.compareTo(new BigInteger(1, last().bytes())) > 0;
    }

    /** {@return the notation with the prefix} */
    @Override
    public String toString() {
        return address + "/" + shortPrefix();
    }

    /** Addresses in a row, as numbers of 128 bits; the network where it is just one. */
    private record Range(BigInteger first, BigInteger last, IpNetwork network) {}

    /** {@return the fewest networks that hold the same addresses as these, single ones as they were given} */
    public static List<IpNetwork> merge(List<IpNetwork> networks, LongConsumer work) {
        List<Range> ranges = new ArrayList<>();
        for (IpNetwork network : networks) {
            BigInteger first = new BigInteger(
                    1,
                    masked(network.address, network.prefix + 128 - network.bits).bytes());
            BigInteger last = first.or(
                    BigInteger.ONE.shiftLeft(network.bits - network.prefix).subtract(BigInteger.ONE));
            ranges.add(new Range(first, last, network));
        }
        work.accept(1L + ranges.size());
        ranges.sort(Comparator.comparing(Range::last).thenComparing(Range::first));
        for (int i = ranges.size() - 1; i > 0; i--) {
            Range range = ranges.get(i);
            Range before = ranges.get(i - 1);
            if (previous(range.first()).compareTo(before.last()) <= 0) {
                ranges.set(i - 1, new Range(range.first().min(before.first()), range.last(), null));
                work.accept(1 + (ranges.size() - i) / MOVED_PER_STEP);
                ranges.remove(i);
            }
        }
        List<IpNetwork> merged = new ArrayList<>();
        for (Range range : ranges) {
            if (range.network() != null) {
                merged.add(range.network());
            } else {
                split(range, merged);
            }
        }
        return merged;
    }

    private static BigInteger previous(BigInteger number) {
        IpAddress address = address(number);
        boolean zero = address.isVersion4() ? isZero(address.shortest()) : number.signum() == 0;
        return zero ? number : number.subtract(BigInteger.ONE);
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** The fewest networks for a range: from its start always the largest one that fits. */
    private static void split(Range range, List<IpNetwork> out) {
        BigInteger next = range.first();
        while (next.compareTo(range.last()) <= 0) {
            int size = next.signum() == 0 ? 128 : next.getLowestSetBit();
            BigInteger left = range.last().subtract(next).add(BigInteger.ONE);
            size = Math.min(size, left.bitLength() - 1);
            IpAddress address = address(next);
            boolean version4 = address.isVersion4();
            size = version4 ? Math.min(size, 32) : size;
            out.add(new IpNetwork(address, (version4 ? 32 : 128) - size, version4 ? 32 : 128));
            next = next.add(BigInteger.ONE.shiftLeft(size));
        }
    }
}
