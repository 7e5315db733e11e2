package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
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

    /** Beside the database while one is put in its place. */
    private static final String NEXT_SUFFIX = ".next";

    /** Each pins what is deleted since it began. */
    private static final int BACKUPS_MAX = 4;

    private final Path directory;

    /** Readers must not be in a database that is closed; held for reading by each view. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private volatile Database database;

    /** Only lets reads that leave something to chance differ from each other. */
    private final AtomicLong views = new AtomicLong();

    private volatile State state;
    /** No key is due before this. */
    private volatile long earliestDueMillis;

    private final RecentValues recent;
    private final int share;
    private final Set<Backup> backups = new HashSet<>();
    private boolean closed;

    private Store(Path directory, Database database, int share) {
        this.directory = directory;
        this.database = database;
        this.share = share;
        this.recent = new RecentValues(share);
        this.state = readState();
        this.earliestDueMillis = findEarliestDue(0);
    }

    /**
     * Opens the database in a directory, which is made if it is missing.
     *
     * @throws IOException if it cannot be opened, for example because another process has it
     */
    public static Store open(Path directory) throws IOException {
        return open(directory, 1);
    }

    /**
     * The same for one of several stores of a process, which share its memory.
     *
     * @param share how many there are: each takes such a part of what one alone would
     */
    public static Store open(Path directory, int share) throws IOException {
        return new Store(directory, Database.open(directory, share), share);
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
        EntryView view = new EntryView(
                database.records(), database.latest(), recent, before, position.index(), now);
        boolean someDue = earliestDueMillis <= now;
        if (someDue) {
            removeDue(view, now);
        }
        changes.accept(view);
        State after = view.state(position);
        try (WriteBatch batch = new WriteBatch()) {
            view.writeTo(batch);
            view.begin(recent);
            try {
                write(batch, after);
            } finally {
                view.end(recent);
            }
            view.know(recent);
        } catch (RocksDBException e) {
            throw new StoreException("cannot apply entry " + position + ": " + reason(e), e);
        }
        long earliest = Math.min(earliestDueMillis, view.earliestDue());
        if (view.replacesAll()) {
            earliest = findEarliestDue(0);
        } else if (someDue) {
            earliest = findEarliestDue(earliest);
        }
        earliestDueMillis = earliest;
        return true;
    }

    private void write(WriteBatch batch, State after) throws RocksDBException {
        batch.put(database.records().handle(Family.META), STATE_KEY, after.encode());
        database.write(batch);
        state = after;
    }

    /**
     * Notes that an entry has been passed that changes no keys, so that the database says the same
     * place as the log. On the thread that applies.
     *
     * @throws StoreException if the database fails
     */
    public void pass(Position position) {
        State before = state;
        if (position.index() <= before.applied().index()) {
            return;
        }
        try (WriteBatch batch = new WriteBatch()) {
            write(batch, before.at(position));
        } catch (RocksDBException e) {
            throw new StoreException("cannot pass entry " + position + ": " + reason(e), e);
        }
    }

    /**
     * Brings what is in memory to disk, so that a checkpoint soon after has little to do. On any
     * thread but the event loop; applying goes on meanwhile.
     *
     * @throws IOException if the disk fails
     */
    public void flush() throws IOException {
        use.readLock().lock();
        try {
            database.flush();
        } catch (RocksDBException e) {
            throw new IOException("cannot flush the database: " + reason(e), e);
        } finally {
            use.readLock().unlock();
        }
    }

    /**
     * Puts a copy of the database, as of {@link #applied}, into a new directory: a database of its
     * own, most of whose files are links. On the thread that applies.
     *
     * @throws IOException if the disk fails
     */
    public void checkpoint(Path target) throws IOException {
        try {
            database.checkpoint(target);
        } catch (RocksDBException e) {
            throw new IOException("cannot write a checkpoint to " + target + ": " + reason(e), e);
        }
    }

    /**
     * Makes the database what a checkpoint holds, or empty. On the thread that applies; reading
     * waits. A crash in the middle leaves no database, which is then behind any snapshot.
     *
     * @throws IOException if the disk fails; the store can then not be used any more
     */
    public void replaceBy(@Nullable Path checkpoint) throws IOException {
        Path next = directory.resolveSibling(directory.getFileName() + NEXT_SUFFIX);
        Database.delete(next);
        if (checkpoint != null) {
            Database.copy(checkpoint, next);
        }
        use.writeLock().lock();
        try {
            endBackups();
            database.close();
            Database.delete(directory);
            if (checkpoint != null) {
                Files.move(next, directory, StandardCopyOption.ATOMIC_MOVE);
            }
            database = Database.open(directory, share);
            recent.beginAll();
            recent.endAll();
            state = readState();
            earliestDueMillis = findEarliestDue(0);
        } finally {
            use.writeLock().unlock();
        }
    }

    /**
     * All keys as they are now, to be read slowly. It must be closed.
     *
     * @throws IOException if too many are open
     */
    public Backup backup() throws IOException {
        use.readLock().lock();
        try {
            synchronized (backups) {
                backups.removeIf(Backup::isClosed);
                if (backups.size() >= BACKUPS_MAX) {
                    throw new IOException(BACKUPS_MAX + " backups are being read already");
                }
                Backup opened = new Backup(use.readLock(), database);
                backups.add(opened);
                return opened;
            }
        } finally {
            use.readLock().unlock();
        }
    }

    /** Before the database is closed. */
    private void endBackups() {
        synchronized (backups) {
            backups.forEach(Backup::close);
            backups.clear();
        }
    }

    private State readState() {
        return State.decode(database.records().get(Family.META, database.latest(), STATE_KEY));
    }

    private void removeDue(EntryView view, long now) {
        List<Bytes> due = new ArrayList<>();
        database.records()
                .scan(
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
        database.records()
                .scan(
                        Family.DUE,
                        null,
                        Places.ofDue(floor),
                        null,
                        false,
                        0,
                        (place, nothing, length) -> {
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
        use.readLock().lock();
        try {
            return recent.get(key, stored -> database.records().value(database.latest(), stored));
        } finally {
            use.readLock().unlock();
        }
    }

    /**
     * Pins the newest state for reading. The thread that asks must close it too, soon: the database
     * is not replaced or closed meanwhile.
     *
     * @param clockMillis what the clock says, or 0 if only the log's time counts
     */
    public ReadView view(long clockMillis) {
        use.readLock().lock();
        try {
            return new ReadView(
                    database.db(),
                    database.records(),
                    clockMillis,
                    new Chance(views.incrementAndGet()),
                    use.readLock()::unlock);
        } catch (RuntimeException | Error e) {
            use.readLock().unlock();
            throw e;
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
        use.writeLock().lock();
        try {
            endBackups();
            database.flush();
        } catch (RocksDBException e) {
            throw new StoreException("cannot flush at close: " + reason(e), e);
        } finally {
            database.close();
            use.writeLock().unlock();
        }
    }

    static String reason(RocksDBException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
