package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where records lie: the bytes that RocksDB sorts by. Keys lie in the order of a hash of theirs, so
 * that a SCAN's cursor, which is but a number, means the same on every node and after a restart.
 */
public final class Places {

    private Places() {}

    /** Spreads keys over 32 bits, unsigned. It is on disk and must stay. */
    public static int hash(Bytes key) {
        // Murmur3's finaliser over String's polynomial, which Bytes has at hand.
        int h = key.hashCode();
        h = (h ^ (h >>> 16)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return h ^ (h >>> 16);
    }

    static byte[] ofKey(Bytes key) {
        return ByteBuffer.allocate(Integer.BYTES + key.length())
                .putInt(hash(key))
                .put(key.array())
                .array();
    }

    static Bytes keyOf(byte[] place) {
        return Bytes.wrap(Arrays.copyOfRange(place, Integer.BYTES, place.length));
    }

    /** The first place of a hash. */
    static byte[] ofHash(int hash) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(hash).array();
    }

    /** The due times lie in their order. */
    static byte[] ofDue(long dueMillis, Bytes key) {
        return ByteBuffer.allocate(Long.BYTES + key.length())
                .putLong(dueMillis)
                .put(key.array())
                .array();
    }

    static byte[] ofDue(long dueMillis) {
        return ByteBuffer.allocate(Long.BYTES).putLong(dueMillis).array();
    }

    static long dueOf(byte[] place) {
        return ByteBuffer.wrap(place).getLong();
    }

    static Bytes dueKeyOf(byte[] place) {
        return Bytes.wrap(Arrays.copyOfRange(place, Long.BYTES, place.length));
    }

    /** Before the first item of a collection; that of the next id is behind its last. */
    public static byte[] ofItems(long itemsId) {
        return ByteBuffer.allocate(Long.BYTES).putLong(itemsId).array();
    }
}
