package dev.assay.server.mutant;

import dev.assay.server.store.Position;
import dev.assay.server.store.Store;

import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A database of the server that is not open, opened past the {@link Store} to be spoilt. */
final class Database implements AutoCloseable {

    private static final String META = "meta";

    /** Begins with term and index of the last entry whose changes are in. */
    private static final byte[] STATE_KEY = "applied".getBytes(StandardCharsets.UTF_8);

    /** What is copied when old records are kept; the rest is the database's own. */
    private static final List<String> CONTENT = List.of("default", "items", "due");

    private final DBOptions options = new DBOptions().setAtomicFlush(true);
    private final WriteOptions withoutLog = new WriteOptions().setDisableWAL(true);
    private final List<ColumnFamilyHandle> families = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final RocksDB db;

    Database(Path directory) throws IOException {
        RocksDB.loadLibrary();
        try (Options listing = new Options()) {
            List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
            for (byte[] name : RocksDB.listColumnFamilies(listing, directory.toString())) {
                descriptors.add(new ColumnFamilyDescriptor(name));
                names.add(new String(name, StandardCharsets.UTF_8));
            }
            db = RocksDB.open(options, directory.toString(), descriptors, families);
        } catch (RocksDBException e) {
            throw new IOException("cannot open " + directory, e);
        }
    }

    private ColumnFamilyHandle family(String name) {
        return families.get(names.indexOf(name));
    }

    /** Says another place than the one whose state is in. */
    void pretend(Position place) throws IOException {
        try {
            byte[] state = db.get(family(META), STATE_KEY);
            if (state != null) {
                ByteBuffer.wrap(state).putLong(place.term()).putLong(place.index());
                db.put(family(META), withoutLog, STATE_KEY, state);
            }
        } catch (RocksDBException e) {
            throw new IOException("cannot rewrite the place", e);
        }
    }

    /** Takes over every record of the other that is missing here. */
    void keep(Database old) throws IOException {
        try {
            for (String name : CONTENT) {
                try (RocksIterator record = old.db.newIterator(old.family(name))) {
                    for (record.seekToFirst(); record.isValid(); record.next()) {
                        if (db.get(family(name), record.key()) == null) {
                            db.put(family(name), withoutLog, record.key(), record.value());
                        }
                    }
                }
            }
        } catch (RocksDBException e) {
            throw new IOException("cannot keep old records", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
            db.flush(waiting, families);
        } catch (RocksDBException e) {
            throw new IOException("cannot flush", e);
        } finally {
            families.forEach(ColumnFamilyHandle::close);
            db.close();
            withoutLog.close();
            options.close();
        }
    }
}
