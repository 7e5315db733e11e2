package dev.assay.server.command;

/**
 * A part of something with a length: from an index up to another, which is not in it.
 *
 * @param from from 0
 * @param to not below {@code from}
 */
public record Slice(long from, long to) {

    private static final Slice NOTHING = new Slice(0, 0);

    /**
     * From two indexes as commands have them: both are in it, and below zero they count from the
     * end.
     */
    public static Slice of(long start, long end, long length) {
        long from = Math.max(start < 0 ? start + length : start, 0);
        long last = Math.min(end < 0 ? end + length : end, length - 1);
        return from > last ? NOTHING : new Slice(from, last + 1);
    }

    /**
     * The same for GETRANGE and BITCOUNT, where an end before the beginning is the first index: Redis
     * does so, unless both count from the end.
     */
    public static Slice ofString(long start, long end, long length) {
        if (start < 0 && end < 0 && start > end) {
            return NOTHING;
        }
        return of(start, end < -length ? 0 : end, length);
    }
}
