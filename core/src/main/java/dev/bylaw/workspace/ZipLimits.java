package dev.bylaw.workspace;

/**
 * How much of a zip archive is unpacked. An archive beyond a limit is refused as a whole. Immutable.
 *
 * @param archiveBytes the largest archive, in bytes
 * @param entries how many entries it may have, folders included
 * @param entryBytes the largest file in it, unpacked, in bytes
 * @param totalBytes all files in it together, unpacked, in bytes
 * @param ratio how many times larger than packed all files together may be, once they exceed 1 MiB
 */
public record ZipLimits(long archiveBytes, int entries, long entryBytes, long totalBytes, int ratio) {
    /** 256 MiB packed, 50,000 entries, 64 MiB a file, 512 MiB in all, 100 times. */
    public static final ZipLimits DEFAULT = new ZipLimits(256L << 20, 50_000, 64L << 20, 512L << 20, 100);

    /** An archive and a file are each held as one array. */
    private static final long MOST_BYTES = 1L << 30;

    /** Checks that every limit is positive and none is beyond what can be handled. */
    public ZipLimits {
        check("archiveBytes", archiveBytes, MOST_BYTES);
        check("entries", entries, Integer.MAX_VALUE);
        check("entryBytes", entryBytes, MOST_BYTES);
        check("totalBytes", totalBytes, Long.MAX_VALUE);
        check("ratio", ratio, Integer.MAX_VALUE);
    }

    private static void check(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be from 1 to " + most + ": " + value);
        }
    }
}
