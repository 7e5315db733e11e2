package dev.assay.server.command;

import dev.assay.server.data.Bytes;

/** Redis Cluster's hash slots. All are the leader's; clients sort their keys by them. */
public final class Slots {

    public static final int COUNT = 16_384;

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

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
