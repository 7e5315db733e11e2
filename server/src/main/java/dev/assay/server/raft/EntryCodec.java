package dev.assay.server.raft;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A log entry's content: a format number, then each operation with its length before it. */
final class EntryCodec {

    private static final byte FORMAT = 1;

    private EntryCodec() {}

    static byte[] encode(List<Operation> operations) {
        int size = 1;
        for (Operation operation : operations) {
            size += Integer.BYTES + operation.encoded().length;
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(FORMAT);
        for (Operation operation : operations) {
            out.putInt(operation.encoded().length).put(operation.encoded());
        }
        return out.array();
    }

    /**
     * @throws IllegalArgumentException if it is no entry of a format that this version knows
     */
    static List<Operation> decode(ByteBuffer content, OperationDecoder decoder) {
        List<Operation> operations = new ArrayList<>();
        try {
            byte format = content.get();
            if (format != FORMAT) {
                throw new IllegalArgumentException(
                        "log entry of format " + format + ", this version knows only " + FORMAT);
            }
            while (content.hasRemaining()) {
                byte[] encoded = new byte[content.getInt()];
                content.get(encoded);
                operations.add(decoder.decode(encoded));
            }
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("log entry that ends too early", e);
        }
        return operations;
    }
}
