package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of one entry laid over the state before it. One thread, one entry. */
final class EntryView implements Keyspace {

    private final KeyReader before;
    private final long index;
    private final Map<Bytes, Optional<Value>> changes = new LinkedHashMap<>();

    EntryView(KeyReader before, long index) {
        this.before = before;
        this.index = index;
    }

    /** Each changed key with its new value, or empty where it was deleted. */
    Map<Bytes, Optional<Value>> changes() {
        return changes;
    }

    @Override
    public @Nullable Value get(Bytes key) {
        Optional<Value> changed = changes.get(key);
        return changed == null ? before.get(key) : changed.orElse(null);
    }

    @Override
    public List<@Nullable Value> getAll(List<Bytes> keys) {
        List<@Nullable Value> values = new ArrayList<>(keys.size());
        for (Bytes key : keys) {
            values.add(get(key));
        }
        return values;
    }

    @Override
    public void put(Bytes key, Value.Type type, Bytes payload) {
        changes.put(key, Optional.of(new Value(type, index, payload)));
    }

    @Override
    public void delete(Bytes key) {
        changes.put(key, Optional.empty());
    }
}
