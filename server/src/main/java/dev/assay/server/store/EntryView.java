package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The changes of one entry laid over the state before it. One thread, one entry. */
final class EntryView implements Keyspace {

    /** A small collection is deleted item by item: a range deletion slows later reads down. */
    private static final int DELETED_ONE_BY_ONE_MAX = 64;

    /** Stands for a record that is deleted; told from a content that is empty by identity. */
    private static final byte[] GONE = {};

    private final Records records;
    private final ReadOptions latest;
    private final RecentValues recent;
    private final long index;
    private final long nowMillis;
    private final Map<Bytes, Change> changes = new HashMap<>();
    private final NavigableMap<byte[], byte[]> items = new TreeMap<>(Arrays::compareUnsigned);
    private final List<Value> dropped = new ArrayList<>();
    private final Chance chance;
    private final Staged staged;
    private boolean cleared;
    private long keys;
    private long dueKeys;
    private long nextItemsId;
    private long earliestDue = Long.MAX_VALUE;

    /** A key that was looked at, and maybe changed. */
    private static final class Change {
        /** Before the entry, without a string's content. */
        final @Nullable Value before;

        @Nullable
        Value now;

        boolean changed;

        Change(@Nullable Value before) {
            this.before = before;
        }

        @Nullable
        Value header() {
            return changed ? now : before;
        }
    }

    EntryView(
            Records records,
            ReadOptions latest,
            RecentValues recent,
            State before,
            long index,
            long nowMillis) {
        this.records = records;
        this.latest = latest;
        this.recent = recent;
        this.index = index;
        this.nowMillis = nowMillis;
        this.keys = before.keys();
        this.dueKeys = before.dueKeys();
        this.nextItemsId = before.nextItemsId();
        this.chance = new Chance(index);
        this.staged = new Staged(records, latest);
    }

    @Override
    public long nowMillis() {
        return nowMillis;
    }

    @Override
    public Chance chance() {
        return chance;
    }

    @Override
    public long size() {
        return keys;
    }

    @Override
    public @Nullable Value get(Bytes key) {
        Change change = changes.get(key);
        Value value;
        if (change != null && change.changed) {
            value = change.now;
        } else if (cleared || (change != null && change.before == null)) {
            value = null;
        } else {
            value = recent.get(key, stored -> records.value(latest, stored));
            if (change == null) {
                changes.put(key, new Change(value == null ? null : value.header()));
            }
        }
        return value == null || value.isDue(nowMillis) ? null : value;
    }

    /** What the key held before this entry or holds since, due or not; a string's content apart. */
    private Change change(Bytes key) {
        Change change = changes.get(key);
        if (change == null) {
            change = new Change(
                    cleared ? null : recent.header(key, stored -> records.header(latest, stored)));
            changes.put(key, change);
        }
        return change;
    }

    @Override
    public void put(Bytes key, Value.Type type, long dueMillis, Bytes payload) {
        Value value = new Value(type, index, dueMillis, payload);
        replace(key, value.isDue(nowMillis) ? null : value, false);
    }

    @Override
    public void delete(Bytes key) {
        replace(key, null, false);
    }

    @Override
    public void deleteEmptied(Bytes key) {
        replace(key, null, true);
    }

    @Override
    public void rename(Bytes key, Bytes name) {
        Value value = get(key);
        if (value == null) {
            throw new IllegalArgumentException("no key to rename");
        }
        replace(key, null, true);
        put(name, value.type(), value.dueMillis(), value.payload());
    }

    private void replace(Bytes key, @Nullable Value now, boolean keepItems) {
        Change change = change(key);
        Value old = change.header();
        if (old != null && old.type().isCollection() && !keepItems && !sameItems(old, now)) {
            drop(old);
        }
        keys += (now == null ? 0 : 1) - (old == null ? 0 : 1);
        dueKeys += (ends(now) ? 1 : 0) - (ends(old) ? 1 : 0);
        change.now = now;
        change.changed = true;
    }

    private static boolean ends(@Nullable Value value) {
        return value != null && value.dueMillis() != Value.NEVER;
    }

    private static boolean sameItems(Value old, @Nullable Value now) {
        return now != null && now.type().isCollection() && now.itemsId() == old.itemsId();
    }

    private void drop(Value collection) {
        items.subMap(Places.ofItems(collection.itemsId()), Places.ofItems(collection.itemsId() + 1))
                .clear();
        dropped.add(collection);
    }

    @Override
    public void clear() {
        changes.clear();
        items.clear();
        dropped.clear();
        cleared = true;
        keys = 0;
        dueKeys = 0;
    }

    @Override
    public boolean stage(UUID restore, long number, byte[] chunk) {
        return staged.add(restore, number, chunk);
    }

    @Override
    public boolean replaceByStaged(UUID restore, long chunks, long newKeys, long newNextItemsId) {
        if (!changes.isEmpty() || !items.isEmpty()) {
            throw new IllegalStateException("the end of a restore shares its entry");
        }
        if (!staged.take(restore, chunks)) {
            return false;
        }
        keys = newKeys;
        dueKeys = staged.count(Family.DUE);
        nextItemsId = Math.max(nextItemsId, newNextItemsId);
        return true;
    }

    /** Whether all keys are replaced, so that nothing is known of their due times. */
    boolean replacesAll() {
        return staged.isTaken();
    }

    @Override
    public long newItemsId() {
        return nextItemsId++;
    }

    @Override
    public byte @Nullable [] item(byte[] place) {
        byte[] changed = items.get(place);
        if (changed != null) {
            return changed == GONE ? null : changed;
        }
        return records.get(Family.ITEMS, latest, place);
    }

    @Override
    public void putItem(byte[] place, byte[] content) {
        items.put(place, content);
    }

    @Override
    public void deleteItem(byte[] place) {
        items.put(place, GONE);
    }

    @Override
    public void items(byte[] from, byte[] to, boolean backwards, ItemVisitor visitor) {
        new Overlay(items.subMap(from, true, to, false), backwards, GONE, visitor)
                .over(merged -> records.scan(
                        Family.ITEMS,
                        null,
                        from,
                        to,
                        backwards,
                        Records.WHOLE,
                        (place, content, length) -> merged.visit(place, content)));
    }

    @Override
    public void keys(int fromHash, KeyVisitor visitor) {
        byte[] from = Places.ofHash(fromHash);
        NavigableMap<byte[], byte[]> changed = new TreeMap<>(Arrays::compareUnsigned);
        changes.forEach((key, change) -> {
            if (change.changed) {
                Value now = change.now;
                changed.put(Places.ofKey(key), now == null ? GONE : now.header().encode());
            }
        });
        ItemVisitor visible = (place, start) -> {
            Value header = Value.decodeHeader(start, start.length);
            return header.isDue(nowMillis) || visitor.visit(Places.keyOf(place), header);
        };
        new Overlay(changed.tailMap(from, true), false, GONE, visible).over(merged -> {
            if (!cleared) {
                records.scan(
                        Family.KEYS,
                        null,
                        from,
                        null,
                        false,
                        Value.HEADER_BYTES_MAX,
                        (place, start, length) ->
                                merged.visit(place, Arrays.copyOf(start, length)));
            }
        });
    }

    /** What the database says of itself after this entry. */
    State state(Position position) {
        return new State(position, nowMillis, keys, dueKeys, nextItemsId);
    }

    /** The earliest due time that this entry has set. */
    long earliestDue() {
        return earliestDue;
    }

    /** What is known of keys counts no longer: they are about to be written. */
    void begin(RecentValues known) {
        if (mayChangeAny()) {
            known.beginAll();
        } else {
            forEachChanged((key, now) -> known.begin(key));
        }
    }

    /** They are written, or were not. */
    void end(RecentValues known) {
        if (mayChangeAny()) {
            known.endAll();
        } else {
            forEachChanged((key, now) -> known.end(key));
        }
    }

    private boolean mayChangeAny() {
        return cleared || staged.isTaken();
    }

    /** They are written. */
    void know(RecentValues known) {
        forEachChanged(known::know);
    }

    private void forEachChanged(BiConsumer<Bytes, @Nullable Value> seen) {
        for (Map.Entry<Bytes, Change> entry : changes.entrySet()) {
            if (entry.getValue().changed) {
                seen.accept(entry.getKey(), entry.getValue().now);
            }
        }
    }

    /** Writes all changes into a batch. */
    void writeTo(WriteBatch batch) throws RocksDBException {
        staged.writeTo(batch, index);
        if (cleared) {
            for (Family family : List.of(Family.KEYS, Family.ITEMS, Family.DUE)) {
                records.deleteAll(batch, family);
            }
        }
        for (Value collection : dropped) {
            deleteItems(batch, collection);
        }
        for (Map.Entry<byte[], byte[]> item : items.entrySet()) {
            if (item.getValue() == GONE) {
                batch.delete(records.handle(Family.ITEMS), item.getKey());
            } else {
                batch.put(records.handle(Family.ITEMS), item.getKey(), item.getValue());
            }
        }
        for (Map.Entry<Bytes, Change> changed : changes.entrySet()) {
            if (changed.getValue().changed) {
                write(batch, changed.getKey(), changed.getValue());
            }
        }
    }

    private void write(WriteBatch batch, Bytes key, Change change) throws RocksDBException {
        Value before = change.before;
        Value now = change.now;
        byte[] place = Places.ofKey(key);
        if (now != null) {
            batch.put(records.handle(Family.KEYS), place, now.encode());
        } else if (before != null) {
            batch.delete(records.handle(Family.KEYS), place);
        }
        long dueBefore = before == null ? Value.NEVER : before.dueMillis();
        long dueNow = now == null ? Value.NEVER : now.dueMillis();
        if (dueBefore != dueNow) {
            if (dueBefore != Value.NEVER) {
                batch.delete(records.handle(Family.DUE), Places.ofDue(dueBefore, key));
            }
            if (dueNow != Value.NEVER) {
                batch.put(records.handle(Family.DUE), Places.ofDue(dueNow, key), GONE);
                earliestDue = Math.min(earliestDue, dueNow);
            }
        }
    }

    private void deleteItems(WriteBatch batch, Value collection) throws RocksDBException {
        byte[] from = Places.ofItems(collection.itemsId());
        byte[] to = Places.ofItems(collection.itemsId() + 1);
        if (collection.itemCount() > DELETED_ONE_BY_ONE_MAX) {
            batch.deleteRange(records.handle(Family.ITEMS), from, to);
            return;
        }
        List<byte[]> places = new ArrayList<>();
        records.scan(Family.ITEMS, null, from, to, false, 0, (place, content, length) -> {
            places.add(place);
            return true;
        });
        for (byte[] place : places) {
            batch.delete(records.handle(Family.ITEMS), place);
        }
    }
}
