package dev.assay.server.store;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What keys held when they were last read, so that a read of a key that is often read need not go
 * to RocksDB and its native code. One place for all keys of a hash: what comes
 * later takes it.
 *
 * <p>Each place has two counters: changes of its keys that have begun, and that are over. A reader
 * notes them before it reads the database. What it found counts as long as they are as noted, and
 * it only keeps it where none was under way; so a change takes effect here before it begins to be
 * visible in the database and until it is there. One thread at a time changes; any thread reads.
 */
final class RecentValues {

    /** Keys at most; a power of two. */
    private static final int PLACES_MAX = 8_192;

    /** Longer values are copied fast in comparison, and would fill the heap. */
    private static final int PAYLOAD_BYTES_MAX = 1_024;

    private static final long BEGUN = 1L << Integer.SIZE;
    private static final long ENDED = BEGUN - 1;

    /** Of one place: begun changes in the upper half, ended ones in the lower. */
    private final AtomicLongArray changes;

    private final AtomicReferenceArray<@Nullable Recent> places;
    private final int mask;

    /**
     * @param noted the place's counters before the database was read
     */
    private record Recent(Bytes key, @Nullable Value value, long noted) {}

    RecentValues() {
        this(1);
    }

    /**
     * @param share how many share the memory that one alone may take
     */
    RecentValues(int share) {
        int count = Integer.highestOneBit(PLACES_MAX / share);
        changes = new AtomicLongArray(count);
        places = new AtomicReferenceArray<>(count);
        mask = count - 1;
    }

    /** Reads the database. */
    @FunctionalInterface
    interface Source {
        @Nullable
        Value read(Bytes key);
    }

    private int place(Bytes key) {
        return Places.hash(key) & mask;
    }

    /** The key's value in the newest state, or null. */
    @Nullable
    Value get(Bytes key, Source source) {
        int place = place(key);
        long noted = changes.get(place);
        Recent recent = places.getPlain(place);
        if (recent != null && recent.noted() == noted && recent.key().equals(key)) {
            return recent.value();
        }
        Value value = source.read(key);
        keep(place, key, value, noted);
        return value;
    }

    /** The same without a string's content. What the source finds is not kept, for it has none. */
    @Nullable
    Value header(Bytes key, Source headers) {
        int place = place(key);
        Recent recent = places.get(place);
        if (recent == null
                || recent.noted() != changes.get(place)
                || !recent.key().equals(key)) {
            return headers.read(key);
        }
        return recent.value() == null ? null : recent.value().header();
    }

    private void keep(int place, Bytes key, @Nullable Value value, long noted) {
        boolean quiet = (int) (noted >>> Integer.SIZE) == (int) noted;
        if (quiet && (value == null || value.payload().length() <= PAYLOAD_BYTES_MAX)) {
            places.setRelease(place, new Recent(key, value, noted));
        }
    }

    /** A change of the key is about to be written. */
    void begin(Bytes key) {
        begin(place(key));
    }

    /** It is written, or was not. */
    void end(Bytes key) {
        end(place(key));
    }

    /** After all changes have ended, on the thread that changes: the key now holds this. */
    void know(Bytes key, @Nullable Value value) {
        int place = place(key);
        keep(place, key, value, changes.get(place));
    }

    /** Any key may be changed from now on. */
    void beginAll() {
        for (int place = 0; place <= mask; place++) {
            begin(place);
        }
    }

    void endAll() {
        for (int place = 0; place <= mask; place++) {
            end(place);
            places.set(place, null);
        }
    }

    // One thread changes, so nothing is lost between reading a counter and writing it.

    private void begin(int place) {
        changes.set(place, changes.get(place) + BEGUN);
    }

    private void end(int place) {
        long counters = changes.get(place);
        changes.set(place, (counters & ~ENDED) | ((counters + 1) & ENDED));
    }
}
