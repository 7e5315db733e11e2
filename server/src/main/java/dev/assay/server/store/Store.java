package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
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
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The keys in RocksDB. Its own write-ahead log is off, because the Raft log is the log: after a
 * crash the database holds the state of some earlier entry, says which, and the entries behind it
 * are applied again. For that the place of the last applied entry goes into the same write batch as
 * its changes, and all column families are flushed together (atomic flush), never one alone.
 *
 * <p>Time comes from the log too: an entry carries one, and keys whose time is over by it are
 * removed before its own changes.
 *
 * <p>Threads: {@link #apply} from one thread at a time; reading from any; {@link #close} when
 * nobody reads or applies any more (RocksDB's handles do not survive that).
 */
public final class Store implements AutoCloseable {

    static final byte[] STATE_KEY = "applied".getBytes(StandardCharsets.UTF_8);

    /** Keys that one entry removes because their time is over; the next entry goes on. */
    static final int DUE_REMOVED_MAX = 1_000;

    /** One key in a hundred that is not there costs a look into a file all the same. */
    private static final double FILTER_BITS_PER_KEY = 10;

    private final DBOptions options;
    private final ColumnFamilyOptions familyOptions;
    private final BloomFilter filter;
    private final WriteOptions withoutLog;
    private final ReadOptions latest;
    private final RocksDB db;
    private final List<ColumnFamilyHandle> families;
    private final Records records;
    /** Only lets reads that leave something to chance differ from each other. */
    private final AtomicLong views = new AtomicLong();

    private volatile State state;
    /** No key is due before this. */
    private volatile long earliestDueMillis;

    private boolean closed;

    private Store(Path directory) throws RocksDBException {
        options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setAtomicFlush(true)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
        filter = new BloomFilter(FILTER_BITS_PER_KEY);
        familyOptions = new ColumnFamilyOptions()
                .setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(filter));
        withoutLog = new WriteOptions().setDisableWAL(true);
        latest = new ReadOptions();
        families = new ArrayList<>();
        try {
            List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
            for (Family family : Family.values()) {
                descriptors.add(new ColumnFamilyDescriptor(family.id(), familyOptions));
            }
            db = RocksDB.open(options, directory.toString(), descriptors, families);
        } catch (RocksDBException e) {
            closeOptions();
            throw e;
        }
        records = new Records(db, families);
        state = State.decode(records.get(Family.META, latest, STATE_KEY));
        earliestDueMillis = findEarliestDue(0);
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
        return state.applied();
    }

    /** The log's time: the largest that an applied entry has carried. */
    public long timeMillis() {
        return state.timeMillis();
    }

    /** How many keys there are. */
    public long size() {
        return state.keys();
    }

    /** How many keys end some time. */
    public long dueKeys() {
        return state.dueKeys();
    }

    /** A time before which no key is due; {@link Long#MAX_VALUE} if none ever is. */
    public long earliestDueMillis() {
        return earliestDueMillis;
    }

    /**
     * Applies one entry: removes keys whose time is over, runs the changes, and writes all of it
     * with the entry's place, all or nothing. An entry that is already in is skipped; after a
     * restart the log is replayed over a database that may be ahead of it.
     *
     * @param timeMillis what the entry carries; if it is less than an earlier entry's, that counts
     * @return whether it was applied
     * @throws StoreException if the database fails; the entry is then not in
     */
    public boolean apply(Position position, long timeMillis, Consumer<Keyspace> changes) {
        State before = state;
        if (position.index() <= before.applied().index()) {
            return false;
        }
        long now = Math.max(timeMillis, before.timeMillis());
        EntryView view = new EntryView(records, latest, before, position.index(), now);
        boolean someDue = earliestDueMillis <= now;
        if (someDue) {
            removeDue(view, now);
        }
        changes.accept(view);
        State after = view.state(position);
        try (WriteBatch batch = new WriteBatch()) {
            view.writeTo(batch);
            batch.put(records.handle(Family.META), STATE_KEY, after.encode());
            db.write(withoutLog, batch);
        } catch (RocksDBException e) {
            throw new StoreException("cannot apply entry " + position + ": " + reason(e), e);
        }
        state = after;
        long earliest = Math.min(earliestDueMillis, view.earliestDue());
        earliestDueMillis = someDue ? findEarliestDue(earliest) : earliest;
        return true;
    }

    private void removeDue(EntryView view, long now) {
        List<Bytes> due = new ArrayList<>();
        records.scan(
                Family.DUE,
                null,
                Places.ofDue(earliestDueMillis),
                Places.ofDue(now + 1),
                false,
                0,
                (place, nothing, length) -> {
                    due.add(Places.dueKeyOf(place));
                    return due.size() < DUE_REMOVED_MAX;
                });
        due.forEach(view::delete);
    }

    /**
     * @param floor where to begin, so that the many deleted records before it are passed over
     */
    private long findEarliestDue(long floor) {
        long[] earliest = {Long.MAX_VALUE};
        records.scan(
                Family.DUE, null, Places.ofDue(floor), null, false, 0, (place, nothing, length) -> {
                    earliest[0] = Places.dueOf(place);
                    return false;
                });
        return earliest[0];
    }

    /**
     * What the key holds in the newest state, or null. One that has a due time may be over: look at
     * it through a {@link #view}.
     */
    public @Nullable Value get(Bytes key) {
        return records.value(latest, key);
    }

    /**
     * Pins the newest state for reading.
     *
     * @param clockMillis what the clock says, or 0 if only the log's time counts
     */
    public ReadView view(long clockMillis) {
        return new ReadView(db, records, clockMillis, new Chance(views.incrementAndGet()));
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
            db.flush(waiting, families);
        } catch (RocksDBException e) {
            throw new StoreException("cannot flush at close: " + reason(e), e);
        } finally {
            families.forEach(ColumnFamilyHandle::close);
            db.close();
            closeOptions();
        }
    }

    private void closeOptions() {
        latest.close();
        withoutLog.close();
        familyOptions.close();
        filter.close();
        options.close();
    }

    static String reason(RocksDBException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
