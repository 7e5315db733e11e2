package dev.assay.server.type;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.store.Chance;
import dev.assay.server.store.KeyReader;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A set: members are numbered without gaps, and found both by name and by number. So one is picked
 * by chance evenly and at once, however many there are.
 */
public final class RedisSet {

    private static final byte BY_NAME = 'm';
    private static final byte BY_NUMBER = 'n';
    private static final int PREFIX_BYTES = Long.BYTES + 1;

    private final KeyReader keys;
    private final Header header;

    private RedisSet(KeyReader keys, Header header) {
        this.keys = keys;
        this.header = header;
    }

    /** Takes a member with its number and says whether to go on. */
    @FunctionalInterface
    public interface Visitor {
        boolean visit(long number, Bytes member);
    }

    /**
     * The set that a key holds; an empty one if there is no such key.
     *
     * @throws CommandError if it holds something else
     */
    public static RedisSet of(KeyReader keys, Bytes key) {
        return new RedisSet(keys, Header.read(keys, key, Value.Type.SET));
    }

    public long size() {
        return header.count;
    }

    public boolean contains(Bytes member) {
        return header.count > 0 && keys.item(byName(header.id(), member)) != null;
    }

    /** The member of a number below {@link #size}. */
    public Bytes at(long number) {
        return Bytes.wrap(Objects.requireNonNull(keys.item(byNumber(header.id(), number))));
    }

    /** A member by chance, of a set that is not empty. */
    public Bytes pick(Chance chance) {
        return at(chance.below(header.count));
    }

    /**
     * Members with numbers below one, downwards. While a set changes between two such walks, its
     * members only move down, past no walker: none that stays is missed.
     */
    public void below(long number, Visitor visitor) {
        if (header.count == 0) {
            return;
        }
        keys.items(
                byNumber(header.id(), 0),
                byNumber(header.id(), Math.min(number, header.count)),
                true,
                (place, member) -> visitor.visit(
                        ByteBuffer.wrap(place).getLong(PREFIX_BYTES), Bytes.wrap(member)));
    }

    /** All members, in the order of their numbers. */
    public void forEach(Visitor visitor) {
        if (header.count == 0) {
            return;
        }
        keys.items(
                byNumber(header.id(), 0),
                byNumber(header.id(), header.count),
                false,
                (place, member) -> visitor.visit(
                        ByteBuffer.wrap(place).getLong(PREFIX_BYTES), Bytes.wrap(member)));
    }

    /**
     * The same for changing it.
     *
     * @throws CommandError if the key holds something else
     */
    public static Editor edit(Keyspace keys, Bytes key) {
        return new Editor(keys, Header.read(keys, key, Value.Type.SET));
    }

    /** Changes a set. */
    public static final class Editor {
        private final Keyspace keys;
        private final Header header;
        private final RedisSet set;

        private Editor(Keyspace keys, Header header) {
            this.keys = keys;
            this.header = header;
            this.set = new RedisSet(keys, header);
        }

        /** What it is now. */
        public RedisSet set() {
            return set;
        }

        /** Adds a member; whether it is a new one. */
        public boolean add(Bytes member) {
            if (set.contains(member)) {
                return false;
            }
            place(header.count, member);
            header.count++;
            header.save(keys);
            return true;
        }

        /** Removes a member; whether it was there. */
        public boolean remove(Bytes member) {
            byte[] number = header.count == 0 ? null : keys.item(byName(header.id(), member));
            if (number == null) {
                return false;
            }
            long gap = ByteBuffer.wrap(number).getLong();
            long last = header.count - 1;
            if (gap < last) {
                place(gap, set.at(last));
            }
            keys.deleteItem(byNumber(header.id(), last));
            keys.deleteItem(byName(header.id(), member));
            header.count = last;
            header.save(keys);
            return true;
        }

        private void place(long number, Bytes member) {
            long id = header.idFor(keys);
            keys.putItem(byNumber(id, number), member.array());
            keys.putItem(
                    byName(id, member),
                    ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        }
    }

    private static byte[] byName(long id, Bytes member) {
        return ByteBuffer.allocate(PREFIX_BYTES + member.length())
                .putLong(id)
                .put(BY_NAME)
                .put(member.array())
                .array();
    }

    private static byte[] byNumber(long id, long number) {
        return ByteBuffer.allocate(PREFIX_BYTES + Long.BYTES)
                .putLong(id)
                .put(BY_NUMBER)
                .putLong(number)
                .array();
    }
}
