package dev.assay.server.command;

import dev.assay.server.data.Reply;
import dev.assay.server.raft.Operation;
import dev.assay.server.store.Keyspace;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A step of replacing all keys by those of a backup: chunks, each in its turn, then the end, at
 * which they take the place of what was there.
 */
public final class Restoring implements Operation {

    private static final byte CHUNK = 1;
    private static final byte END = 2;
    private static final int HEADER_BYTES = 2 + 3 * Long.BYTES;

    private static final Reply NOT_ITS_TURN = new Reply.Error(
            "ERR another restore has begun meanwhile, or a part of this one is missing");

    private final byte[] encoded;

    private Restoring(byte[] encoded) {
        this.encoded = encoded;
    }

    /**
     * @param number from 0
     * @param records whole records of a backup
     */
    public static Restoring chunk(UUID restore, long number, byte[] records) {
        return new Restoring(
                header(CHUNK, restore, number, records.length).put(records).array());
    }

    /**
     * @param chunks how many there were
     * @param keys what the backup's header says, as its next id of a collection
     */
    public static Restoring end(UUID restore, long chunks, long keys, long nextItemsId) {
        return new Restoring(header(END, restore, chunks, 2 * Long.BYTES)
                .putLong(keys)
                .putLong(nextItemsId)
                .array());
    }

    private static ByteBuffer header(byte step, UUID restore, long number, int more) {
        return ByteBuffer.allocate(HEADER_BYTES + more)
                .put(OperationCodec.RESTORING)
                .put(step)
                .putLong(restore.getMostSignificantBits())
                .putLong(restore.getLeastSignificantBits())
                .putLong(number);
    }

    static Restoring decode(byte[] encoded) {
        if (encoded.length < HEADER_BYTES || (encoded[1] != CHUNK && encoded[1] != END)) {
            throw new IllegalArgumentException(
                    "no step of a restore in " + encoded.length + " bytes");
        }
        return new Restoring(encoded);
    }

    @Override
    public byte[] encoded() {
        return encoded;
    }

    /** The end puts all keys in others' place: no other operation may share its entry. */
    @Override
    public boolean alone() {
        return encoded[1] == END;
    }

    @Override
    public Reply apply(Keyspace keys) {
        ByteBuffer in = ByteBuffer.wrap(encoded, 2, encoded.length - 2);
        UUID restore = new UUID(in.getLong(), in.getLong());
        long number = in.getLong();
        boolean done;
        if (encoded[1] == CHUNK) {
            byte[] records = new byte[in.remaining()];
            in.get(records);
            done = keys.stage(restore, number, records);
        } else {
            done = keys.replaceByStaged(restore, number, in.getLong(), in.getLong());
        }
        return done ? Reply.OK : NOT_ITS_TURN;
    }
}
