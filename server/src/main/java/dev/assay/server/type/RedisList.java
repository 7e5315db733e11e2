package dev.assay.server.type;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.store.KeyReader;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A list: elements are numbered without gaps, from any number on. Both ends and any index are at
 * hand at once; what changes in the middle moves the shorter side.
 */
public final class RedisList {

    private final KeyReader keys;
    private final Header header;

    private RedisList(KeyReader keys, Header header) {
        this.keys = keys;
        this.header = header;
    }

    /** Takes an element with its index and says whether to go on. */
    @FunctionalInterface
    public interface Visitor {
        boolean visit(long index, Bytes element);
    }

    /**
     * The list that a key holds; an empty one if there is no such key.
     *
     * @throws CommandError if it holds something else
     */
    public static RedisList of(KeyReader keys, Bytes key) {
        return new RedisList(keys, Header.read(keys, key, Value.Type.LIST));
    }

    public long size() {
        return header.count;
    }

    /** The element at an index from 0 to below {@link #size}. */
    public Bytes get(long index) {
        return Bytes.wrap(
                Objects.requireNonNull(keys.item(place(header.id(), header.head + index))));
    }

    /** Elements from an index up to another, not included, or the same backwards. */
    public void forEach(long from, long to, boolean backwards, Visitor visitor) {
        if (from >= to) {
            return;
        }
        long head = header.head;
        keys.items(
                place(header.id(), head + from),
                place(header.id(), head + to),
                backwards,
                (place, element) -> visitor.visit(numberOf(place) - head, Bytes.wrap(element)));
    }

    /**
     * The same for changing it.
     *
     * @throws CommandError if the key holds something else
     */
    public static Editor edit(Keyspace keys, Bytes key) {
        return new Editor(keys, Header.read(keys, key, Value.Type.LIST));
    }

    /** Changes a list. */
    public static final class Editor {
        private final Keyspace keys;
        private final Header header;
        private final RedisList list;

        private Editor(Keyspace keys, Header header) {
            this.keys = keys;
            this.header = header;
            this.list = new RedisList(keys, header);
        }

        /** What it is now. */
        public RedisList list() {
            return list;
        }

        public void push(boolean left, Bytes element) {
            if (left) {
                header.head--;
            }
            header.count++;
            put(left ? 0 : header.count - 1, element);
            header.save(keys);
        }

        /** Takes an element off a list that is not empty. */
        public Bytes pop(boolean left) {
            long index = left ? 0 : header.count - 1;
            Bytes element = list.get(index);
            cut(left ? 1 : 0, left ? header.count : index);
            return element;
        }

        /** Replaces the element at an index that there is. */
        public void set(long index, Bytes element) {
            put(index, element);
            header.save(keys);
        }

        /** Puts an element before an index from 0 to {@link RedisList#size}. */
        public void insert(long index, Bytes element) {
            if (index < header.count / 2) {
                List<Bytes> moved = slice(0, index);
                header.head--;
                header.count++;
                putAll(0, moved);
            } else {
                List<Bytes> moved = slice(index, header.count);
                header.count++;
                putAll(index + 1, moved);
            }
            put(index, element);
            header.save(keys);
        }

        /** Removes the elements at some indexes, which ascend. */
        public void remove(List<Long> indexes) {
            if (indexes.isEmpty()) {
                return;
            }
            long first = indexes.get(0);
            long last = indexes.get(indexes.size() - 1);
            long size = header.count;
            if (last + 1 <= size - first) {
                // What is before the last of them moves towards the end.
                List<Bytes> kept = without(indexes, 0, last + 1);
                putAll(last + 1 - kept.size(), kept);
                cut(last + 1 - kept.size(), size);
            } else {
                List<Bytes> kept = without(indexes, first, size);
                putAll(first, kept);
                cut(0, first + kept.size());
            }
        }

        /** Keeps only the elements from an index up to another, not included. */
        public void cut(long from, long to) {
            for (long index = 0; index < from; index++) {
                keys.deleteItem(place(header.id(), header.head + index));
            }
            for (long index = Math.max(to, from); index < header.count; index++) {
                keys.deleteItem(place(header.id(), header.head + index));
            }
            header.head += from;
            header.count = Math.max(to - from, 0);
            header.save(keys);
        }

        private List<Bytes> slice(long from, long to) {
            List<Bytes> elements = new ArrayList<>();
            list.forEach(from, to, false, (index, element) -> elements.add(element));
            return elements;
        }

        private List<Bytes> without(List<Long> indexes, long from, long to) {
            List<Bytes> kept = new ArrayList<>();
            int[] next = {0};
            list.forEach(from, to, false, (index, element) -> {
                if (next[0] < indexes.size() && indexes.get(next[0]) == index) {
                    next[0]++;
                } else {
                    kept.add(element);
                }
                return true;
            });
            return kept;
        }

        private void putAll(long index, List<Bytes> elements) {
            for (int i = 0; i < elements.size(); i++) {
                put(index + i, elements.get(i));
            }
        }

        private void put(long index, Bytes element) {
            keys.putItem(place(header.idFor(keys), header.head + index), element.array());
        }
    }

    /** Numbers below zero come before the others. */
    private static byte[] place(long id, long number) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id)
                .putLong(number ^ Long.MIN_VALUE)
                .array();
    }

    private static long numberOf(byte[] place) {
        return ByteBuffer.wrap(place).getLong(Long.BYTES) ^ Long.MIN_VALUE;
    }
}
