package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a key holds. On disk: one byte of type, one byte of flags, eight bytes of version, eight
 * bytes of due time if the flag says so, the payload. A string's payload is the string; that of a
 * collection begins with the id of its items (see {@link #itemsId}).
 *
 * @param version index of the log entry that wrote it last; what WATCH compares
 * @param dueMillis from when on the key does not exist any more, in the log's time; or {@link
 *     #NEVER}
 */
public record Value(Type type, long version, long dueMillis, Bytes payload) {

    /** The version of a key that does not exist: no entry has index 0 and holds a command. */
    public static final long VERSION_MISSING = 0;

    /** The due time of a key that stays. */
    public static final long NEVER = 0;

    /** The payload of a collection is no longer than this. */
    public static final int COLLECTION_PAYLOAD_BYTES_MAX = 3 * Long.BYTES;

    /** As much of a stored value as {@link #decodeHeader} may need. */
    static final int HEADER_BYTES_MAX = 2 + 2 * Long.BYTES + COLLECTION_PAYLOAD_BYTES_MAX;

    private static final int HEADER_BYTES_MIN = 2 + Long.BYTES;
    private static final byte FLAG_DUE = 1;
    private static final Bytes LEFT_OUT = Bytes.wrap(new byte[0]);

    /** The first byte of a record; its number is on disk and must stay. */
    public enum Type {
        STRING((byte) 1, "string"),
        HASH((byte) 2, "hash"),
        LIST((byte) 3, "list"),
        SET((byte) 4, "set"),
        SORTED_SET((byte) 5, "zset");

        private static final Type[] ALL = values();

        private final byte tag;
        private final String word;

        Type(byte tag, String word) {
            this.tag = tag;
            this.word = word;
        }

        /** Its name in Redis. */
        public String word() {
            return word;
        }

        /** Whether what it holds lies in items of its own. */
        public boolean isCollection() {
            return this != STRING;
        }

        private static Type of(byte tag) {
            if (tag < 1 || tag > ALL.length) {
                throw new IllegalStateException("no value type has the number " + tag);
            }
            return ALL[tag - 1];
        }
    }

    /** Whether it has a due time and that has come. */
    public boolean isDue(long nowMillis) {
        return dueMillis != NEVER && dueMillis <= nowMillis;
    }

    /** The number under which a collection's items lie; no other collection ever has it. */
    public long itemsId() {
        return ByteBuffer.wrap(payload.array()).getLong();
    }

    /** How many items a collection holds. */
    public long itemCount() {
        return ByteBuffer.wrap(payload.array()).getLong(Long.BYTES);
    }

    /** Itself without a string's content. */
    Value header() {
        return type.isCollection() ? this : new Value(type, version, dueMillis, LEFT_OUT);
    }

    byte[] encode() {
        byte[] content = payload.array();
        boolean due = dueMillis != NEVER;
        ByteBuffer out =
                ByteBuffer.allocate(HEADER_BYTES_MIN + (due ? Long.BYTES : 0) + content.length);
        out.put(type.tag).put(due ? FLAG_DUE : 0).putLong(version);
        if (due) {
            out.putLong(dueMillis);
        }
        return out.put(content).array();
    }

    /** Changes the version in an encoded value. */
    static void setVersion(byte[] encoded, long version) {
        ByteBuffer.wrap(encoded).putLong(2, version);
    }

    static Value decode(byte[] stored) {
        return decode(stored, stored.length, false);
    }

    /** Reads a value from its first bytes; a string comes without its content. */
    static Value decodeHeader(byte[] start, int length) {
        return decode(start, length, true);
    }

    private static Value decode(byte[] stored, int length, boolean headerOnly) {
        if (length < HEADER_BYTES_MIN) {
            throw new IllegalStateException("a value of " + length
                    + " bytes is shorter than its header of " + HEADER_BYTES_MIN);
        }
        ByteBuffer in = ByteBuffer.wrap(stored);
        Type type = Type.of(in.get());
        byte flags = in.get();
        if ((flags & ~FLAG_DUE) != 0) {
            throw new IllegalStateException("unknown value flags " + flags);
        }
        long version = in.getLong();
        long due = flags == FLAG_DUE ? in.getLong() : NEVER;
        Bytes payload = headerOnly && !type.isCollection()
                ? LEFT_OUT
                : Bytes.wrap(Arrays.copyOfRange(stored, in.position(), length));
        return new Value(type, version, due, payload);
    }
}
