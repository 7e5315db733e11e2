package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The keys in RocksDB. Its own write-ahead log is off, because the Raft log is the log: after a
 * crash the database holds the state of some earlier entry, says which, and the entries behind it
 * are applied again. For that the place of the last applied entry goes into the same write batch as
 * its changes, and both column families are flushed together (atomic flush), never one alone.
 *
 * <p>Threads: {@link #apply} from one thread at a time; reading from any; {@link #close} when
 * nobody reads or applies any more (RocksDB's handles do not survive that).
 */
public final class Store implements KeyReader, AutoCloseable {

    private static final byte[] META_FAMILY = "meta".getBytes(StandardCharsets.UTF_8);
    private static final byte[] APPLIED_KEY = "applied".getBytes(StandardCharsets.UTF_8);

    private final DBOptions options;
    private final ColumnFamilyOptions familyOptions;
    private final WriteOptions withoutLog;
    private final RocksDB db;
    private final ColumnFamilyHandle data;
    private final ColumnFamilyHandle meta;
    private volatile Position applied;
    private boolean closed;

    private Store(Path directory) throws RocksDBException {
        options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setAtomicFlush(true)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
        familyOptions = new ColumnFamilyOptions();
        withoutLog = new WriteOptions().setDisableWAL(true);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            db = RocksDB.open(
                    options,
                    directory.toString(),
                    List.of(
                            new ColumnFamilyDescriptor(
                                    RocksDB.DEFAULT_COLUMN_FAMILY, familyOptions),
                            new ColumnFamilyDescriptor(META_FAMILY, familyOptions)),
                    handles);
        } catch (RocksDBException e) {
            withoutLog.close();
            familyOptions.close();
            options.close();
            throw e;
        }
        data = handles.get(0);
        meta = handles.get(1);
        applied = readApplied();
    }

    /**
     * Opens the database in a directory, which is made if it is missing.
     *
     * @throws IOException if it cannot be opened, for example because another process has it
     */
    public static Store open(Path directory) throws IOException {
        RocksDB.loadLibrary();
        Files.createDirectories(directory);
        try {
            return new Store(directory);
        } catch (RocksDBException e) {
            throw new IOException("cannot open the database in " + directory + ": " + reason(e), e);
        }
    }

    /**
     * Unpacks RocksDB's native library into a directory, under one name. Without this it goes into
     * the folder for temporary files under a new name at each start, and a process that is killed
     * leaves its 15 MB there. To be called before the first {@link #open} of a process; later calls
     * change nothing.
     */
    public static void unpackLibraryInto(Path directory) throws IOException {
        Files.createDirectories(directory);
        NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
    }

    /** The last entry whose changes are in. */
    public Position applied() {
        return applied;
    }

    /**
     * Applies one entry: runs the changes and writes them with the entry's place, all or nothing.
     * An entry that is already in is skipped; after a restart the log is replayed over a database
     * that may be ahead of it.
     *
     * @return whether it was applied
     * @throws StoreException if the database fails; the entry is then not in
     */
    public boolean apply(Position position, Consumer<Keyspace> changes) {
        if (position.index() <= applied.index()) {
            return false;
        }
        EntryView view = new EntryView(this, position.index());
        changes.accept(view);
        try (WriteBatch batch = new WriteBatch()) {
            for (Map.Entry<Bytes, Optional<Value>> change : view.changes().entrySet()) {
                byte[] key = change.getKey().array();
                if (change.getValue().isPresent()) {
                    batch.put(data, key, change.getValue().get().encode());
                } else {
                    batch.delete(data, key);
                }
            }
            batch.put(meta, APPLIED_KEY, encode(position));
            db.write(withoutLog, batch);
        } catch (RocksDBException e) {
            throw new StoreException("cannot apply entry " + position + ": " + reason(e), e);
        }
        applied = position;
        return true;
    }

    @Override
    public @Nullable Value get(Bytes key) {
        try {
            byte[] stored = db.get(data, key.array());
            return stored == null ? null : Value.decode(stored);
        } catch (RocksDBException e) {
            throw new StoreException("cannot read a key: " + reason(e), e);
        }
    }

    @Override
    public List<@Nullable Value> getAll(List<Bytes> keys) {
        List<@Nullable Value> values = new ArrayList<>(keys.size());
        if (keys.size() == 1) {
            values.add(get(keys.get(0)));
            return values;
        }
        Snapshot snapshot = db.getSnapshot();
        try (ReadOptions pinned = new ReadOptions().setSnapshot(snapshot)) {
            for (Bytes key : keys) {
                byte[] stored = db.get(data, pinned, key.array());
                values.add(stored == null ? null : Value.decode(stored));
            }
            return values;
        } catch (RocksDBException e) {
            throw new StoreException("cannot read " + keys.size() + " keys: " + reason(e), e);
        } finally {
            db.releaseSnapshot(snapshot);
        }
    }

    /**
     * Flushes and closes. A failed flush costs only a longer replay, so it does not keep the rest
     * open; it is thrown at the end.
     *
     * @throws StoreException if the flush failed
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
            db.flush(waiting, List.of(data, meta));
        } catch (RocksDBException e) {
            throw new StoreException("cannot flush at close: " + reason(e), e);
        } finally {
            data.close();
            meta.close();
            db.close();
            withoutLog.close();
            familyOptions.close();
            options.close();
        }
    }

    private Position readApplied() throws RocksDBException {
        byte[] stored = db.get(meta, APPLIED_KEY);
        if (stored == null) {
            return Position.START;
        }
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        return new Position(buffer.getLong(), buffer.getLong());
    }

    private static byte[] encode(Position position) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(position.term())
                .putLong(position.index())
                .array();
    }

    private static String reason(RocksDBException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
