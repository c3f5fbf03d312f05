package dev.bylaw.rego;

/**
 * How much a bundle may hold; what exceeds it is refused. A limit is a number of the unpacked content, whatever an archive
 * claims about itself.
 *
 * @param files how many files, folders not counted
 * @param fileBytes how long one file may be, in bytes
 * @param totalBytes how long all files together may be, in bytes
 * @param ratio how many times longer than the archive its content may be; a small archive may always hold 1 MiB
 */
public record BundleLimits(int files, long fileBytes, long totalBytes, int ratio) {
    /** 20,000 files, 64 MiB a file, 256 MiB in all, 200 times the archive. */
    public static final BundleLimits DEFAULT = new BundleLimits(20_000, 64L << 20, 256L << 20, 200);

    /** Checks that every limit is positive; throws an {@link IllegalArgumentException} where one is not. */
    public BundleLimits {
        if (files < 1 || fileBytes < 1 || totalBytes < 1 || ratio < 1) {
            throw new IllegalArgumentException("a limit of bundles must be positive");
        }
    }
}
