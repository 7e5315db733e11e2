package org.apache.ratis.server.raftlog.segmented;

import org.jspecify.annotations.NullMarked;

import java.nio.ByteBuffer;

/**
 * Finds the index in a log entry as Ratis 3.3.0 writes it: the length as a varint, then {@code
 * LogEntryProto}, which begins with {@code uint64 term = 1; uint64 index = 2}.
 */
@NullMarked // Not the package: the rest of it is Ratis'.
final class EntryIndex {

    private static final int TERM_TAG = 0x08;
    private static final int INDEX_TAG = 0x10;
    private static final int VARINT_BYTES_MAX = 10;

    private EntryIndex() {}

    /**
     * @param from offset of the first byte; the buffer's position stays
     * @return 0 also where there is no field, for a protobuf leaves zeros out
     */
    static long of(ByteBuffer bytes, int from) {
        int at = afterVarint(bytes, from);
        if (at < bytes.limit() && bytes.get(at) == TERM_TAG) {
            at = afterVarint(bytes, at + 1);
        }
        return at < bytes.limit() && bytes.get(at) == INDEX_TAG ? varint(bytes, at + 1) : 0;
    }

    private static int afterVarint(ByteBuffer bytes, int from) {
        int at = from;
        while (at < bytes.limit() && at - from < VARINT_BYTES_MAX && bytes.get(at) < 0) {
            at++;
        }
        return at + 1;
    }

    private static long varint(ByteBuffer bytes, int from) {
        long value = 0;
        int end = Math.min(afterVarint(bytes, from), bytes.limit());
        for (int at = from; at < end; at++) {
            value |= (long) (bytes.get(at) & 0x7F) << (7 * (at - from));
        }
        return value;
    }
}
