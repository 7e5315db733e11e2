package dev.assay.server.raft;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A log entry's content: a format number, the time, then each operation with its length before it.
 */
final class EntryCodec {

    /** 1 had no time. */
    private static final byte FORMAT = 2;

    private static final int HEADER_BYTES = 1 + Long.BYTES;

    /** A log entry's content as read. */
    record Entry(long timeMillis, List<Operation> operations) {}

    private EntryCodec() {}

    static byte[] encode(long timeMillis, List<Operation> operations) {
        int size = HEADER_BYTES;
        for (Operation operation : operations) {
            size += Integer.BYTES + operation.encoded().length;
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(FORMAT).putLong(timeMillis);
        for (Operation operation : operations) {
            out.putInt(operation.encoded().length).put(operation.encoded());
        }
        return out.array();
    }

    /**
     * @throws IllegalArgumentException if it is no entry of a format that this version knows
     */
    static Entry decode(ByteBuffer content, OperationDecoder decoder) {
        List<Operation> operations = new ArrayList<>();
        try {
            byte format = content.get();
            if (format != FORMAT) {
                throw new IllegalArgumentException(
                        "log entry of format " + format + ", this version knows only " + FORMAT);
            }
            long timeMillis = content.getLong();
            while (content.hasRemaining()) {
                byte[] encoded = new byte[content.getInt()];
                content.get(encoded);
                operations.add(decoder.decode(encoded));
            }
            return new Entry(timeMillis, operations);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("log entry that ends too early", e);
        }
    }
}
