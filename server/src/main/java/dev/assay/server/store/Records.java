package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;

import java.util.List;

/** Reading in RocksDB: one record, or a row of them. Any thread. */
final class Records {

    /** Whole contents, however long. */
    static final int WHOLE = Integer.MAX_VALUE;

    private static final byte[] FIRST_PLACE = {};

    private final RocksDB db;
    private final List<ColumnFamilyHandle> families;

    /**
     * @param families in the order of {@link Family}
     */
    Records(RocksDB db, List<ColumnFamilyHandle> families) {
        this.db = db;
        this.families = families;
    }

    interface Visitor {

        /**
         * @param content what was asked for of it; reused for the next when it is only a part
         * @param length how much of it is filled
         */
        boolean visit(byte[] place, byte[] content, int length);
    }

    ColumnFamilyHandle handle(Family family) {
        return families.get(family.ordinal());
    }

    byte @Nullable [] get(Family family, ReadOptions options, byte[] place) {
        try {
            return db.get(handle(family), options, place);
        } catch (RocksDBException e) {
            throw new StoreException("cannot read from " + family + ": " + Store.reason(e), e);
        }
    }

    @Nullable
    Value value(ReadOptions options, Bytes key) {
        byte[] stored = get(Family.KEYS, options, Places.ofKey(key));
        return stored == null ? null : Value.decode(stored);
    }

    /** A value without a string's content, which is then not copied out of the database. */
    @Nullable
    Value header(ReadOptions options, Bytes key) {
        byte[] start = new byte[Value.HEADER_BYTES_MAX];
        try {
            int length = db.get(handle(Family.KEYS), options, Places.ofKey(key), start);
            return length == RocksDB.NOT_FOUND
                    ? null
                    : Value.decodeHeader(start, Math.min(length, start.length));
        } catch (RocksDBException e) {
            throw new StoreException("cannot read a key: " + Store.reason(e), e);
        }
    }

    /**
     * Walks over records from a place to another, not included, until the visitor has enough.
     *
     * @param snapshot which state, or null for the newest
     * @param to null for the end
     * @param contentBytesMax how much of each content is wanted
     */
    void scan(
            Family family,
            @Nullable Snapshot snapshot,
            byte[] from,
            byte @Nullable [] to,
            boolean backwards,
            int contentBytesMax,
            Visitor visitor) {
        byte[] part = new byte[contentBytesMax == WHOLE ? 0 : contentBytesMax];
        try (ReadOptions options = new ReadOptions();
                Slice lower = new Slice(from);
                Slice upper = new Slice(to == null ? FIRST_PLACE : to)) {
            if (snapshot != null) {
                options.setSnapshot(snapshot);
            }
            options.setIterateLowerBound(lower);
            if (to != null) {
                options.setIterateUpperBound(upper);
            }
            try (RocksIterator records = db.newIterator(handle(family), options)) {
                if (backwards) {
                    records.seekToLast();
                } else {
                    records.seek(from);
                }
                boolean more = true;
                while (more && records.isValid()) {
                    if (contentBytesMax == WHOLE) {
                        byte[] content = records.value();
                        more = visitor.visit(records.key(), content, content.length);
                    } else {
                        int length = Math.min(records.value(part), part.length);
                        more = visitor.visit(records.key(), part, length);
                    }
                    if (more && backwards) {
                        records.prev();
                    } else if (more) {
                        records.next();
                    }
                }
                records.status();
            }
        } catch (RocksDBException e) {
            throw new StoreException("cannot scan " + family + ": " + Store.reason(e), e);
        }
    }

    /** Deletes all records of a family that are stored now. */
    void deleteAll(WriteBatch batch, Family family) throws RocksDBException {
        byte[][] last = {null};
        scan(family, null, FIRST_PLACE, null, true, 0, (place, content, length) -> {
            last[0] = place;
            return false;
        });
        if (last[0] != null) {
            batch.deleteRange(handle(family), FIRST_PLACE, last[0]);
            batch.delete(handle(family), last[0]);
        }
    }
}
