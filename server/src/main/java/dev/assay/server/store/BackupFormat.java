package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A backup as bytes: a header ("hraftd-backup 1" and a line feed, then index, time, number of keys
 * and next id of a collection, eight bytes each), the records (family, length and place, length and
 * content), and a trailer (a zero, the number of records, the CRC-32C of all before the trailer).
 * Numbers are big-endian. The records are the database's own, so a version that lays them out
 * differently has to raise the number in the first line.
 */
public final class BackupFormat {

    /** Pieces that a backup is read in. */
    public static final int PIECE_BYTES = 256 * 1024;

    static final Family[] FAMILIES = {Family.KEYS, Family.ITEMS, Family.DUE};

    private static final byte[] FIRST_LINE =
            "hraftd-backup 1\n".getBytes(StandardCharsets.US_ASCII);

    public static final int HEADER_BYTES = 16 + 4 * Long.BYTES;
    public static final int TRAILER_BYTES = 1 + Long.BYTES + Integer.BYTES;

    /** Family and two lengths. */
    private static final int RECORD_BYTES_MIN = 1 + 2 * Integer.BYTES;

    /** A key and a value are parts of one log entry, which is not longer. */
    private static final int PART_BYTES_MAX = 4 * 1024 * 1024;

    /**
     * What a header says.
     *
     * @param keys how many keys are in the backup
     * @param nextItemsId an id that none of its collections has
     */
    public record Header(long index, long timeMillis, long keys, long nextItemsId) {}

    private BackupFormat() {}

    static void header(DataOutputStream out, State state) throws IOException {
        out.write(FIRST_LINE);
        out.writeLong(state.applied().index());
        out.writeLong(state.timeMillis());
        out.writeLong(state.keys());
        out.writeLong(state.nextItemsId());
    }

    static void record(DataOutputStream out, @Nullable Family family, byte[] place, byte[] content)
            throws IOException {
        out.writeByte(family == null ? 0 : family.ordinal() + 1);
        out.writeInt(place.length);
        out.write(place);
        out.writeInt(content.length);
        out.write(content);
    }

    static void trailer(DataOutputStream out, long records, int checksum) throws IOException {
        out.writeByte(0);
        out.writeLong(records);
        out.writeInt(checksum);
    }

    /**
     * Reads a header, of which {@link #HEADER_BYTES} must be there.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Header header(ByteBuffer in) {
        byte[] line = new byte[FIRST_LINE.length];
        in.get(line);
        if (!java.util.Arrays.equals(line, FIRST_LINE)) {
            throw new IllegalArgumentException(
                    "not a backup of this version: it does not begin with 'hraftd-backup 1'");
        }
        return new Header(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /**
     * The length of the record that begins there, -1 if more bytes are needed to tell.
     *
     * @throws IllegalArgumentException if there can be none
     */
    public static int recordLength(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() < RECORD_BYTES_MIN) {
            return -1;
        }
        family(in.get(at));
        int place = length(in.getInt(at + 1));
        if (in.remaining() < RECORD_BYTES_MIN + place) {
            return -1;
        }
        int content = length(in.getInt(at + 1 + Integer.BYTES + place));
        return RECORD_BYTES_MIN + place + content;
    }

    /** The key whose value a whole record is, which begins there; null if it is of another kind. */
    public static @Nullable Bytes key(ByteBuffer in) {
        ByteBuffer record = in.duplicate();
        if (family(record.get()) != Family.KEYS) {
            return null;
        }
        byte[] place = new byte[length(record.getInt())];
        record.get(place);
        return Places.keyOf(place);
    }

    private static int length(int length) {
        if (length < 0 || length > PART_BYTES_MAX) {
            throw new IllegalArgumentException("a record of a backup has a part of " + length
                    + " bytes, at most " + PART_BYTES_MAX + " are possible");
        }
        return length;
    }

    private static Family family(byte number) {
        for (Family family : FAMILIES) {
            if (family.ordinal() + 1 == number) {
                return family;
            }
        }
        throw new IllegalArgumentException("a record of a backup is of the unknown kind " + number);
    }

    /** A record on its way: where it belongs, under which place, with what. */
    record Part(Family family, byte[] place, byte[] content) {}

    /** Reads a whole record. */
    static Part part(ByteBuffer in) {
        Family family = family(in.get());
        byte[] place = new byte[length(in.getInt())];
        in.get(place);
        byte[] content = new byte[length(in.getInt())];
        in.get(content);
        return new Part(family, place, content);
    }
}
