package dev.assay.server.store;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.zip.CRC32C;

/**
 * All keys in one pinned state, as a stream of bytes that {@link BackupFormat} describes. One thread
 * at a time; the reading blocks for the disk. It ends early, with an error, when the database that it
 * reads is closed or replaced.
 */
public final class Backup implements AutoCloseable {

    private final Lock inUse;
    private final Database database;
    private final Snapshot snapshot;
    private final ReadOptions pinned;
    private final State state;
    private final CRC32C checksum = new CRC32C();
    private final Iterator<Family> families = List.of(BackupFormat.FAMILIES).iterator();
    private @Nullable Family family;
    private @Nullable RocksIterator records;
    private long written;
    private boolean begun;
    private boolean ended;
    private boolean closed;

    /**
     * @param inUse held while the database is read, so that it is not closed meanwhile
     */
    Backup(Lock inUse, Database database) {
        this.inUse = inUse;
        this.database = database;
        this.snapshot = database.db().getSnapshot();
        this.pinned = new ReadOptions().setSnapshot(snapshot).setFillCache(false);
        this.state = State.decode(database.records().get(Family.META, pinned, Store.STATE_KEY));
    }

    /** The last entry whose changes are in it. */
    public Position position() {
        return state.applied();
    }

    /**
     * The next piece, of {@link BackupFormat#PIECE_BYTES} or one record more; null at the end.
     *
     * @throws IOException if the database was closed or replaced, or cannot be read
     */
    public byte @Nullable [] next() throws IOException {
        inUse.lock();
        try {
            synchronized (this) {
                if (closed) {
                    throw new IOException("the node has stopped or replaced its keys");
                }
                return ended ? null : piece();
            }
        } catch (RocksDBException e) {
            throw new IOException("cannot read the database: " + Store.reason(e), e);
        } finally {
            inUse.unlock();
        }
    }

    private byte[] piece() throws IOException, RocksDBException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (!begun) {
            begun = true;
            BackupFormat.header(out, state);
        }
        while (bytes.size() < BackupFormat.PIECE_BYTES) {
            RocksIterator current = records;
            if (current != null && current.isValid()) {
                BackupFormat.record(out, family, current.key(), current.value());
                written++;
                current.next();
            } else if (!nextFamily()) {
                checksum.update(bytes.toByteArray());
                BackupFormat.trailer(out, written, (int) checksum.getValue());
                ended = true;
                return bytes.toByteArray();
            }
        }
        checksum.update(bytes.toByteArray());
        return bytes.toByteArray();
    }

    private boolean nextFamily() throws RocksDBException {
        closeRecords();
        if (!families.hasNext()) {
            return false;
        }
        family = families.next();
        RocksIterator opened = database.db().newIterator(database.records().handle(family), pinned);
        opened.seekToFirst();
        records = opened;
        return true;
    }

    private void closeRecords() throws RocksDBException {
        RocksIterator open = records;
        records = null;
        if (open != null) {
            try (open) {
                open.status();
            }
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Also by the store, before it closes the database. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        RocksIterator open = records;
        records = null;
        if (open != null) {
            open.close();
        }
        pinned.close();
        database.db().releaseSnapshot(snapshot);
        snapshot.close();
    }
}
