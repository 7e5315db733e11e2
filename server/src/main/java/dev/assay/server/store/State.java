package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * What the database says of itself, written with each entry.
 *
 * @param applied the last entry whose changes are in
 * @param timeMillis the log's time: the largest that an entry has carried, 0 before the first
 * @param keys how many there are
 * @param dueKeys how many of them end some time
 * @param nextItemsId the id that the next collection gets
 */
record State(Position applied, long timeMillis, long keys, long dueKeys, long nextItemsId) {

    static final State START = new State(Position.START, 0, 0, 0, 1);

    private static final int BYTES = 6 * Long.BYTES;

    /** The same keys, a later place. */
    State at(Position position) {
        return new State(position, timeMillis, keys, dueKeys, nextItemsId);
    }

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .putLong(applied.term())
                .putLong(applied.index())
                .putLong(timeMillis)
                .putLong(keys)
                .putLong(dueKeys)
                .putLong(nextItemsId)
                .array();
    }

    static State decode(byte @Nullable [] stored) {
        if (stored == null) {
            return START;
        }
        if (stored.length != BYTES) {
            throw new IllegalStateException("the database's own record has " + stored.length
                    + " bytes, this version writes " + BYTES);
        }
        ByteBuffer in = ByteBuffer.wrap(stored);
        return new State(
                new Position(in.getLong(), in.getLong()),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }
}
