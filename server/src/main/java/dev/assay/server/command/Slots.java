package dev.assay.server.command;

import dev.assay.server.data.Bytes;

import java.util.Collection;

/**
 * Redis Cluster's hash slots. Where there are several groups they are divided evenly among them, in
 * ranges.
 */
public final class Slots {

    public static final int COUNT = 16_384;

    /** What {@link #ofAll} answers for keys of several slots. */
    public static final int SEVERAL = -1;

    private static final int POLYNOMIAL = 0x1021;

    private Slots() {}

    /** By CRC16 (XMODEM) of the key, or of what is in its first braces if that is something. */
    public static int of(Bytes key) {
        byte[] bytes = key.array();
        int from = 0;
        int to = bytes.length;
        int open = indexOf(bytes, '{', 0);
        int close = open < 0 ? -1 : indexOf(bytes, '}', open + 1);
        if (close > open + 1) {
            from = open + 1;
            to = close;
        }
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc ^= (bytes[i] & 0xFF) << Byte.SIZE;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
            }
        }
        return (crc & 0xFFFF) % COUNT;
    }

    /** The slot of keys, {@link #SEVERAL} if they have more than one, 0 if there is no key. */
    public static int ofAll(Collection<Bytes> keys) {
        int slot = SEVERAL;
        for (Bytes key : keys) {
            int own = of(key);
            if (slot != SEVERAL && slot != own) {
                return SEVERAL;
            }
            slot = own;
        }
        return keys.isEmpty() ? 0 : slot;
    }

    /** The group that has a slot. */
    public static int group(int slot, int groups) {
        return slot * groups / COUNT;
    }

    /** A group's first slot. */
    public static int first(int group, int groups) {
        return (group * COUNT + groups - 1) / groups;
    }

    /** A group's last slot. */
    public static int last(int group, int groups) {
        return first(group + 1, groups) - 1;
    }

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
