package dev.assay.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
class RecentValuesTest {

    private static final Bytes KEY = Bytes.of("key");
    private static final int CHANGES = 200_000;

    private final RecentValues recent = new RecentValues();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile @Nullable Value stored;

    private static Value value(long version, String content) {
        return new Value(Value.Type.STRING, version, Value.NEVER, Bytes.of(content));
    }

    private @Nullable Value get() {
        return recent.get(KEY, key -> {
            reads.incrementAndGet();
            return stored;
        });
    }

    private void change(Value now) {
        recent.begin(KEY);
        stored = now;
        recent.end(KEY);
    }

    @Test
    void the_second_read_needs_no_database() {
        change(value(1, "a"));

        assertThat(get()).isEqualTo(value(1, "a"));
        assertThat(get()).isEqualTo(value(1, "a"));
        assertThat(reads).hasValue(1);
    }

    @Test
    void what_is_not_there_is_known_too() {
        assertThat(get()).isNull();
        assertThat(get()).isNull();
        assertThat(reads).hasValue(1);
    }

    @Test
    void while_a_change_is_under_way_nothing_is_known_and_nothing_kept() {
        change(value(1, "a"));
        get();
        recent.begin(KEY);

        assertThat(get()).isEqualTo(value(1, "a"));
        stored = value(2, "b");
        assertThat(get()).isEqualTo(value(2, "b"));
        recent.end(KEY);
        assertThat(get()).isEqualTo(value(2, "b"));
        assertThat(reads).hasValue(4);
    }

    @Test
    void what_was_just_written_is_known() {
        change(value(1, "a"));
        recent.know(KEY, value(1, "a"));

        assertThat(get()).isEqualTo(value(1, "a"));
        assertThat(recent.header(KEY, key -> null)).isEqualTo(value(1, "a").header());
        assertThat(reads).hasValue(0);
    }

    @Test
    void another_key_of_the_same_place_is_not_taken_for_it() {
        get();
        for (int i = 0; i < 20_000; i++) {
            Bytes other = Bytes.of("other" + i);
            assertThat(recent.get(other, key -> value(7, key.text())))
                    .isEqualTo(value(7, other.text()));
        }
        assertThat(get()).isNull();
    }

    @Test
    void long_values_are_not_kept() {
        change(value(1, "x".repeat(2_000)));
        get();
        get();

        assertThat(reads).hasValue(2);
    }

    @Test
    void after_all_may_have_changed_nothing_is_known() {
        change(value(1, "a"));
        get();
        recent.beginAll();
        stored = null;
        recent.endAll();

        assertThat(get()).isNull();
    }

    @Test
    void a_reader_beside_the_writer_never_sees_less_than_was_acknowledged() throws Exception {
        AtomicLong acknowledged = new AtomicLong(-1);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (long version = 0; version < CHANGES; version++) {
                Value next = value(version, "v");
                recent.begin(KEY);
                stored = next;
                recent.end(KEY);
                if (version % 3 == 0) {
                    recent.know(KEY, next);
                }
                acknowledged.set(version);
            }
        });
        long seen = -1;
        while (acknowledged.get() < CHANGES - 1) {
            long floor = Math.max(seen, acknowledged.get());
            Value read = get();
            seen = read == null ? -1 : read.version();
            assertThat(seen).isGreaterThanOrEqualTo(floor);
        }
        writing.get();
    }
}
