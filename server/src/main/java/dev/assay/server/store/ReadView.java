package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/**
 * One state, pinned until it is closed. One thread.
 *
 * <p>A key may be due by the clock and still there, because no entry has carried that time yet. The
 * view shows it and remembers that it did: who wants to be sure lets an entry pass and reads again.
 */
public final class ReadView implements KeyReader, AutoCloseable {

    private final RocksDB db;
    private final Records records;
    private final long clockMillis;
    private final Chance chance;
    private final Snapshot snapshot;
    private final ReadOptions pinned;
    private @Nullable State state;
    private boolean sawDue;

    private final Runnable closing;

    /**
     * @param closing run when it is closed
     */
    ReadView(RocksDB db, Records records, long clockMillis, Chance chance, Runnable closing) {
        this.closing = closing;
        this.db = db;
        this.records = records;
        this.clockMillis = clockMillis;
        this.chance = chance;
        this.snapshot = db.getSnapshot();
        this.pinned = new ReadOptions().setSnapshot(snapshot);
    }

    /** Whether something was shown that is due by the clock and not by the log. */
    public boolean sawDue() {
        return sawDue;
    }

    private State state() {
        State known = state;
        if (known == null) {
            known = State.decode(records.get(Family.META, pinned, Store.STATE_KEY));
            state = known;
        }
        return known;
    }

    @Override
    public long nowMillis() {
        return Math.max(clockMillis, state().timeMillis());
    }

    private boolean isVisible(Value value) {
        if (value.dueMillis() == Value.NEVER) {
            return true;
        }
        if (value.isDue(state().timeMillis())) {
            return false;
        }
        sawDue |= value.isDue(clockMillis);
        return true;
    }

    @Override
    public @Nullable Value get(Bytes key) {
        Value value = records.value(pinned, key);
        return value == null || isVisible(value) ? value : null;
    }

    @Override
    public long size() {
        return state().keys();
    }

    @Override
    public byte @Nullable [] item(byte[] place) {
        return records.get(Family.ITEMS, pinned, place);
    }

    @Override
    public void items(byte[] from, byte[] to, boolean backwards, ItemVisitor visitor) {
        records.scan(
                Family.ITEMS,
                snapshot,
                from,
                to,
                backwards,
                Records.WHOLE,
                (place, content, length) -> visitor.visit(place, content));
    }

    @Override
    public void keys(int fromHash, KeyVisitor visitor) {
        records.scan(
                Family.KEYS,
                snapshot,
                Places.ofHash(fromHash),
                null,
                false,
                Value.HEADER_BYTES_MAX,
                (place, start, length) -> {
                    Value header = Value.decodeHeader(start, length);
                    return !isVisible(header) || visitor.visit(Places.keyOf(place), header);
                });
    }

    @Override
    public Chance chance() {
        return chance;
    }

    @Override
    public void close() {
        pinned.close();
        db.releaseSnapshot(snapshot);
        snapshot.close();
        closing.run();
    }
}
