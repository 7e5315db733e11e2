package dev.assay.server.type;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.store.KeyReader;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * What the key of a collection itself says: the id of its items, how many there are, and for a list
 * where the first is. An absent key is an empty collection, and an emptied one is removed.
 */
final class Header {

    private static final int BYTES = 2 * Long.BYTES;
    private static final int LIST_BYTES = 3 * Long.BYTES;

    private final Bytes key;
    private final Value.Type type;
    private final long dueMillis;
    private long id;
    long count;
    /** The number of a list's first element; its others follow. */
    long head;

    private Header(Bytes key, Value.Type type, @Nullable Value value) {
        this.key = key;
        this.type = type;
        this.dueMillis = value == null ? Value.NEVER : value.dueMillis();
        if (value != null) {
            ByteBuffer in = ByteBuffer.wrap(value.payload().array());
            id = in.getLong();
            count = in.getLong();
            head = type == Value.Type.LIST ? in.getLong() : 0;
        }
    }

    /**
     * @throws CommandError if the key holds something else
     */
    static Header read(KeyReader keys, Bytes key, Value.Type type) {
        Value value = keys.get(key);
        if (value != null && value.type() != type) {
            throw new CommandError(RedisType.WRONG_TYPE);
        }
        return new Header(key, type, value);
    }

    /** The items' id, given with the first item. */
    long idFor(Keyspace keys) {
        if (id == 0) {
            id = keys.newItemsId();
        }
        return id;
    }

    long id() {
        return id;
    }

    /** Writes it after a change, so that whoever watches the key sees that it changed. */
    void save(Keyspace keys) {
        if (count == 0) {
            keys.deleteEmptied(key);
            return;
        }
        ByteBuffer out = ByteBuffer.allocate(type == Value.Type.LIST ? LIST_BYTES : BYTES)
                .putLong(id)
                .putLong(count);
        if (type == Value.Type.LIST) {
            out.putLong(head);
        }
        keys.put(key, type, dueMillis, Bytes.wrap(out.array()));
    }
}
