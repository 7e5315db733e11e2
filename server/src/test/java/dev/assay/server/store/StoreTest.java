package dev.assay.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.data.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class StoreTest {

    private static final Bytes A = Bytes.of("a");
    private static final Bytes B = Bytes.of("b");
    private static final long NOW = 1_000;

    @TempDir
    Path directory;

    private static Position at(long index) {
        return new Position(1, index);
    }

    private static void put(Keyspace keys, Bytes key, String value) {
        keys.put(key, Value.Type.STRING, Bytes.of(value));
    }

    private static String text(Value value) {
        return value == null ? null : value.payload().text();
    }

    @Test
    void an_entry_sees_its_own_earlier_changes() throws IOException {
        List<String> seen = new ArrayList<>();
        try (Store store = Store.open(directory)) {
            store.apply(at(1), NOW, keys -> put(keys, A, "old"));
            store.apply(at(2), NOW, keys -> {
                seen.add(text(keys.get(A)));
                put(keys, A, "new");
                seen.add(text(keys.get(A)));
                keys.delete(A);
                seen.add(text(keys.get(A)));
                put(keys, A, "last");
                keys.getAll(List.of(A, B)).forEach(value -> seen.add(text(value)));
            });
            assertThat(seen).isEqualTo(Arrays.asList("old", "new", null, "last", null));
            assertThat(text(store.get(A))).isEqualTo("last");
        }
    }

    @Test
    void a_value_carries_the_index_of_its_last_change() throws IOException {
        try (Store store = Store.open(directory)) {
            store.apply(at(3), NOW, keys -> put(keys, A, "1"));
            store.apply(at(7), NOW, keys -> put(keys, A, "1"));
            assertThat(store.get(A).version()).isEqualTo(7);
        }
    }

    @Test
    void a_replayed_entry_is_passed_over() throws IOException {
        try (Store store = Store.open(directory)) {
            assertThat(store.apply(at(1), NOW, keys -> put(keys, A, "1"))).isTrue();
            assertThat(store.apply(at(2), NOW, keys -> put(keys, A, "2"))).isTrue();
            assertThat(store.apply(at(1), NOW, keys -> put(keys, A, "1"))).isFalse();
            assertThat(text(store.get(A))).isEqualTo("2");
            assertThat(store.applied()).isEqualTo(at(2));
        }
    }

    @Test
    void closing_keeps_the_keys_and_the_place() throws IOException {
        try (Store store = Store.open(directory)) {
            store.apply(new Position(4, 9), NOW, keys -> put(keys, A, "kept"));
        }
        try (Store store = Store.open(directory)) {
            assertThat(store.applied()).isEqualTo(new Position(4, 9));
            assertThat(text(store.get(A))).isEqualTo("kept");
        }
    }

    @Test
    void a_failing_entry_leaves_nothing() throws IOException {
        try (Store store = Store.open(directory)) {
            assertThatThrownBy(() -> store.apply(at(1), NOW, keys -> {
                        put(keys, A, "1");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(store.get(A)).isNull();
            assertThat(store.applied()).isEqualTo(Position.START);
        }
    }

    @Test
    void a_directory_that_is_in_use_is_refused_with_its_name() throws IOException {
        try (Store store = Store.open(directory)) {
            assertThatThrownBy(() -> Store.open(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void keys_may_be_any_bytes() throws IOException {
        Bytes key = Bytes.wrap(new byte[] {0, -1, 13, 10});
        try (Store store = Store.open(directory)) {
            store.apply(at(1), NOW, keys -> put(keys, key, ""));
            assertThat(store.get(key).payload().length()).isZero();
        }
    }
}
