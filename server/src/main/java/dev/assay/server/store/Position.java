package dev.assay.server.store;

/**
 * A place in the log.
 *
 * @param term 0 before the first entry
 * @param index -1 before the first entry
 */
public record Position(long term, long index) {

    public static final Position START = new Position(0, -1);

    public Position {
        if (term < 0 || index < -1) {
            throw new IllegalArgumentException(
                    "no place in a log: term " + term + ", index " + index);
        }
    }
}
