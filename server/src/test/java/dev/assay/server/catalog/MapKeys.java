package dev.assay.server.catalog;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Keys in a map; each write is an entry of its own. */
public final class MapKeys implements Keyspace {

    private final Map<Bytes, Value> values = new HashMap<>();
    private long index;

    /** Runs a write under the next index. */
    public Reply entry(Function<Keyspace, Reply> write) {
        index++;
        return write.apply(this);
    }

    @Override
    public Value get(Bytes key) {
        return values.get(key);
    }

    @Override
    public List<Value> getAll(List<Bytes> keys) {
        List<Value> found = new ArrayList<>();
        keys.forEach(key -> found.add(values.get(key)));
        return found;
    }

    @Override
    public void put(Bytes key, Value.Type type, Bytes payload) {
        values.put(key, new Value(type, index, payload));
    }

    @Override
    public void delete(Bytes key) {
        values.remove(key);
    }
}
