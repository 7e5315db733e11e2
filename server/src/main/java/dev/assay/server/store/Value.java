package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a key holds. On disk: one byte of type, one byte of flags (zero; the place of an expiry),
 * eight bytes of version, the payload.
 *
 * @param version index of the log entry that wrote it last; what WATCH compares
 */
public record Value(Type type, long version, Bytes payload) {

    /** The version of a key that does not exist: no entry has index 0 and holds a command. */
    public static final long VERSION_MISSING = 0;

    private static final int HEADER_BYTES = 2 + Long.BYTES;

    /** The first byte of a record; its number is on disk and must stay. */
    public enum Type {
        STRING((byte) 1);

        private final byte tag;

        Type(byte tag) {
            this.tag = tag;
        }

        private static Type of(byte tag) {
            for (Type type : values()) {
                if (type.tag == tag) {
                    return type;
                }
            }
            throw new IllegalStateException("no value type has the number " + tag);
        }
    }

    byte[] encode() {
        byte[] content = payload.array();
        return ByteBuffer.allocate(HEADER_BYTES + content.length)
                .put(type.tag)
                .put((byte) 0)
                .putLong(version)
                .put(content)
                .array();
    }

    static Value decode(byte[] stored) {
        if (stored.length < HEADER_BYTES) {
            throw new IllegalStateException("a value of " + stored.length
                    + " bytes is shorter than its header of " + HEADER_BYTES);
        }
        if (stored[1] != 0) {
            throw new IllegalStateException("unknown value flags " + stored[1]);
        }
        return new Value(
                Type.of(stored[0]),
                ByteBuffer.wrap(stored).getLong(2),
                Bytes.wrap(Arrays.copyOfRange(stored, HEADER_BYTES, stored.length)));
    }
}
