package dev.assay.server.type;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.store.Chance;
import dev.assay.server.store.KeyReader;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Places;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A hash: one item a field, under the field's hash and the field. So a cursor is a number here as
 * for keys.
 */
public final class RedisHash {

    /** Up to here a random field is picked exactly evenly, by counting; beyond, nearly. */
    private static final int COUNTED_MAX = 512;

    private static final int PREFIX_BYTES = Long.BYTES + Integer.BYTES;

    private final KeyReader keys;
    private final Header header;

    private RedisHash(KeyReader keys, Header header) {
        this.keys = keys;
        this.header = header;
    }

    /** Takes a field and says whether to go on. */
    @FunctionalInterface
    public interface Visitor {
        boolean visit(Bytes field, Bytes value);
    }

    /**
     * The hash that a key holds; an empty one if there is no such key.
     *
     * @throws CommandError if it holds something else
     */
    public static RedisHash of(KeyReader keys, Bytes key) {
        return new RedisHash(keys, Header.read(keys, key, Value.Type.HASH));
    }

    public long size() {
        return header.count;
    }

    public @Nullable Bytes get(Bytes field) {
        if (header.count == 0) {
            return null;
        }
        byte[] value = keys.item(place(header.id(), field));
        return value == null ? null : Bytes.wrap(value);
    }

    /** All fields, in the order of their hashes. */
    public void forEach(Visitor visitor) {
        scan(0, (hash, field, value) -> visitor.visit(field, value));
    }

    /** Fields from a hash on. */
    public void scan(int fromHash, ScanVisitor visitor) {
        if (header.count == 0) {
            return;
        }
        byte[] from = ByteBuffer.allocate(PREFIX_BYTES)
                .putLong(header.id())
                .putInt(fromHash)
                .array();
        keys.items(from, Places.ofItems(header.id() + 1), false, (place, value) -> {
            Bytes field = Bytes.wrap(Arrays.copyOfRange(place, PREFIX_BYTES, place.length));
            int hash = ByteBuffer.wrap(place).getInt(Long.BYTES);
            return visitor.visit(hash, field, Bytes.wrap(value));
        });
    }

    /** A field by chance, of a hash that is not empty. */
    public void pick(Chance chance, Visitor visitor) {
        if (header.count <= COUNTED_MAX) {
            visit(0, chance.below(header.count), visitor);
        } else {
            visit((int) chance.next(), chance.below(COUNTED_MAX / 8), visitor);
        }
    }

    private void visit(int fromHash, long skipped, Visitor visitor) {
        long[] left = {skipped};
        Visitor one = (field, value) -> {
            left[0]--;
            return left[0] >= 0 || visitor.visit(field, value) && false;
        };
        scan(fromHash, (hash, field, value) -> one.visit(field, value));
        if (left[0] >= 0) {
            // Past the end: round to the beginning.
            scan(0, (hash, field, value) -> one.visit(field, value));
        }
    }

    /** Takes a field with its hash and says whether to go on. */
    @FunctionalInterface
    public interface ScanVisitor {
        boolean visit(int hash, Bytes field, Bytes value);
    }

    /**
     * The same for changing it.
     *
     * @throws CommandError if the key holds something else
     */
    public static Editor edit(Keyspace keys, Bytes key) {
        return new Editor(keys, Header.read(keys, key, Value.Type.HASH));
    }

    /** Changes a hash. */
    public static final class Editor {
        private final Keyspace keys;
        private final Header header;
        private final RedisHash hash;

        private Editor(Keyspace keys, Header header) {
            this.keys = keys;
            this.header = header;
            this.hash = new RedisHash(keys, header);
        }

        /** What it is now. */
        public RedisHash hash() {
            return hash;
        }

        /** Sets a field; whether it is a new one. */
        public boolean put(Bytes field, Bytes value) {
            boolean fresh = hash.get(field) == null;
            keys.putItem(place(header.idFor(keys), field), value.array());
            header.count += fresh ? 1 : 0;
            header.save(keys);
            return fresh;
        }

        /** Removes a field; whether it was there. */
        public boolean remove(Bytes field) {
            if (hash.get(field) == null) {
                return false;
            }
            keys.deleteItem(place(header.id(), field));
            header.count--;
            header.save(keys);
            return true;
        }
    }

    private static byte[] place(long id, Bytes field) {
        return ByteBuffer.allocate(PREFIX_BYTES + field.length())
                .putLong(id)
                .putInt(Places.hash(field))
                .put(field.array())
                .array();
    }
}
