package dev.assay.server.type;

import dev.assay.server.data.Bytes;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Places;
import dev.assay.server.store.Value;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What holds for values of every type. */
public final class RedisType {

    public static final String WRONG_TYPE =
            "WRONGTYPE Operation against a key holding the wrong kind of value";

    private RedisType() {}

    private record Item(byte[] place, byte[] content) {}

    /** Gives another key the same value, in place of what it held, with items of its own. */
    public static void copy(Keyspace keys, Value value, Bytes to) {
        if (!value.type().isCollection()) {
            keys.put(to, value.type(), value.dueMillis(), value.payload());
            return;
        }
        List<Item> items = new ArrayList<>();
        keys.items(
                Places.ofItems(value.itemsId()),
                Places.ofItems(value.itemsId() + 1),
                false,
                (place, content) -> items.add(new Item(place, content)));
        long id = keys.newItemsId();
        byte[] payload = value.payload().array().clone();
        ByteBuffer.wrap(payload).putLong(0, id);
        keys.put(to, value.type(), value.dueMillis(), Bytes.wrap(payload));
        for (Item item : items) {
            byte[] place = item.place().clone();
            ByteBuffer.wrap(place).putLong(0, id);
            keys.putItem(place, item.content());
        }
    }
}
