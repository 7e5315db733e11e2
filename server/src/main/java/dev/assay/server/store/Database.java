package dev.assay.server.store;

import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** RocksDB opened in one directory, with all that has to be closed with it. */
final class Database implements AutoCloseable {

    /** One key in a hundred that is not there costs a look into a file all the same. */
    private static final double FILTER_BITS_PER_KEY = 10;

    /** Blocks of files as they were read, of all families; the system's page cache has more. */
    private static final long CACHE_BYTES = 64L * 1024 * 1024;

    /** What is written gathers in memory up to this, in one family and in all together. */
    private static final long WRITE_BUFFER_BYTES = 32L * 1024 * 1024;

    private static final long WRITE_BUFFERS_BYTES = 64L * 1024 * 1024;

    /** Files of a database that never change once they are there, so that a link is a copy. */
    private static final String IMMUTABLE_SUFFIX = ".sst";

    private final DBOptions options;
    private final ColumnFamilyOptions familyOptions;
    private final Cache cache;
    private final BloomFilter filter;
    private final WriteOptions withoutLog;
    private final ReadOptions latest;
    private final RocksDB db;
    private final List<ColumnFamilyHandle> families = new ArrayList<>();
    private final Records records;
    private boolean closed;

    private Database(Path directory, int share) throws RocksDBException {
        options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setAtomicFlush(true)
                .setDbWriteBufferSize(WRITE_BUFFERS_BYTES / share)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
        filter = new BloomFilter(FILTER_BITS_PER_KEY);
        cache = new LRUCache(CACHE_BYTES / share);
        familyOptions = new ColumnFamilyOptions()
                .setWriteBufferSize(WRITE_BUFFER_BYTES / share)
                .setTableFormatConfig(
                        new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter));
        withoutLog = new WriteOptions().setDisableWAL(true);
        latest = new ReadOptions();
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
    }

    /**
     * Opens the database in a directory, which is made if it is missing.
     *
     * @param share of the process' memory: it takes such a part of what one alone would
     * @throws IOException if it cannot be opened, for example because another process has it
     */
    static Database open(Path directory, int share) throws IOException {
        RocksDB.loadLibrary();
        Files.createDirectories(directory);
        try {
            return new Database(directory, share);
        } catch (RocksDBException e) {
            throw new IOException(
                    "cannot open the database in " + directory + ": " + Store.reason(e)
                            + ". If its files are damaged, remove this directory: it is made"
                            + " again from the last snapshot and the log",
                    e);
        }
    }

    RocksDB db() {
        return db;
    }

    Records records() {
        return records;
    }

    ReadOptions latest() {
        return latest;
    }

    void write(WriteBatch batch) throws RocksDBException {
        db.write(withoutLog, batch);
    }

    /** Brings what was written so far to disk, forced, all families together. */
    void flush() throws RocksDBException {
        try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
            db.flush(waiting, families);
        }
    }

    /** Flushes and puts a copy of the files, most of them links, into a new directory. */
    void checkpoint(Path target) throws RocksDBException {
        flush();
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(target.toString());
        }
    }

    /** Makes a new directory that holds what a checkpoint holds, forced. */
    static void copy(Path checkpoint, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(checkpoint)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(IMMUTABLE_SUFFIX)) {
                    Files.createLink(target.resolve(name), file);
                } else {
                    Path copied = target.resolve(name);
                    Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
                    try (FileChannel written = FileChannel.open(copied, StandardOpenOption.WRITE)) {
                        written.force(true);
                    }
                }
            }
        }
    }

    /** Removes a directory with all in it, if it is there. */
    static void delete(@Nullable Path directory) throws IOException {
        if (directory == null || !Files.exists(directory)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> paths = Files.walk(directory)) {
            found = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : found) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        families.forEach(ColumnFamilyHandle::close);
        db.close();
        closeOptions();
    }

    private void closeOptions() {
        latest.close();
        withoutLog.close();
        familyOptions.close();
        filter.close();
        cache.close();
        options.close();
    }
}
