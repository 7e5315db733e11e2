package dev.assay.server.store;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Records of a backup on their way in. They lie in a family of their own, where nobody looks, until
 * they take the place of all others. One entry's part of that; one thread.
 */
final class Staged {

    /** Which restore the family holds, and how many chunks of it; before all records. */
    private static final byte[] MARK_PLACE = {0};

    private final Records records;
    private final ReadOptions latest;
    private final List<BackupFormat.Part> parts = new ArrayList<>();
    private @Nullable Mark mark;
    private boolean forgotten;
    private boolean taken;

    private record Mark(UUID restore, long chunks) {

        byte[] encode() {
            return ByteBuffer.allocate(3 * Long.BYTES)
                    .putLong(restore.getMostSignificantBits())
                    .putLong(restore.getLeastSignificantBits())
                    .putLong(chunks)
                    .array();
        }

        static Mark decode(byte[] stored) {
            ByteBuffer in = ByteBuffer.wrap(stored);
            return new Mark(new UUID(in.getLong(), in.getLong()), in.getLong());
        }
    }

    Staged(Records records, ReadOptions latest) {
        this.records = records;
        this.latest = latest;
    }

    private @Nullable Mark mark() {
        if (mark == null && !forgotten) {
            byte[] stored = records.get(Family.STAGED, latest, MARK_PLACE);
            mark = stored == null ? null : Mark.decode(stored);
        }
        return mark;
    }

    /** Adds a chunk; the first forgets what another restore has left. Whether it was its turn. */
    boolean add(UUID restore, long number, byte[] chunk) {
        if (number == 0) {
            forget();
        } else if (!new Mark(restore, number).equals(mark())) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(chunk);
        while (in.hasRemaining()) {
            parts.add(BackupFormat.part(in));
        }
        mark = new Mark(restore, number + 1);
        return true;
    }

    void forget() {
        forgotten = true;
        mark = null;
        parts.clear();
    }

    /** Whether all chunks of a restore are here, and so will be taken. */
    boolean take(UUID restore, long chunks) {
        taken = new Mark(restore, chunks).equals(mark());
        return taken;
    }

    /** How many records of a family are stored, which are all once it is taken. */
    long count(Family family) {
        long[] found = {0};
        byte number = (byte) (family.ordinal() + 1);
        records.scan(
                Family.STAGED,
                null,
                new byte[] {number},
                new byte[] {(byte) (number + 1)},
                false,
                0,
                (place, content, length) -> {
                    found[0]++;
                    return true;
                });
        return found[0];
    }

    boolean isTaken() {
        return taken;
    }

    /**
     * @param index of the entry: what it brings counts as changed by it
     */
    void writeTo(WriteBatch batch, long index) throws RocksDBException {
        if (taken) {
            for (Family family : BackupFormat.FAMILIES) {
                records.deleteAll(batch, family);
            }
            moveStaged(batch, index);
            records.deleteAll(batch, Family.STAGED);
            return;
        }
        if (forgotten) {
            records.deleteAll(batch, Family.STAGED);
        }
        for (BackupFormat.Part part : parts) {
            batch.put(records.handle(Family.STAGED), stagedPlace(part), part.content());
        }
        if (mark != null && (forgotten || !parts.isEmpty())) {
            batch.put(records.handle(Family.STAGED), MARK_PLACE, mark.encode());
        }
    }

    private void moveStaged(WriteBatch batch, long index) throws RocksDBException {
        RocksDBException[] failure = {null};
        records.scan(
                Family.STAGED,
                null,
                new byte[] {1},
                null,
                false,
                Records.WHOLE,
                (place, content, length) -> {
                    Family family = Family.values()[place[0] - 1];
                    if (family == Family.KEYS) {
                        Value.setVersion(content, index);
                    }
                    try {
                        batch.put(
                                records.handle(family),
                                Arrays.copyOfRange(place, 1, place.length),
                                content);
                    } catch (RocksDBException e) {
                        failure[0] = e;
                    }
                    return failure[0] == null;
                });
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    private static byte[] stagedPlace(BackupFormat.Part part) {
        return ByteBuffer.allocate(1 + part.place().length)
                .put((byte) (part.family().ordinal() + 1))
                .put(part.place())
                .array();
    }
}
