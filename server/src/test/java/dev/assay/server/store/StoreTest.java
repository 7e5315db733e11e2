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

    private static Value viewed(Store store, Bytes key, long clockMillis) {
        try (ReadView view = store.view(clockMillis)) {
            return view.get(key);
        }
    }

    @Test
    void a_key_ends_with_the_first_entry_that_carries_its_time() throws IOException {
        try (Store store = Store.open(directory)) {
            store.apply(
                    at(1), NOW, keys -> keys.put(A, Value.Type.STRING, NOW + 10, Bytes.of("1")));
            store.apply(at(2), NOW + 9, keys -> assertThat(keys.get(A)).isNotNull());
            assertThat(store.size()).isOne();
            assertThat(store.dueKeys()).isOne();
            assertThat(store.earliestDueMillis()).isEqualTo(NOW + 10);
            store.apply(at(3), NOW + 10, keys -> assertThat(keys.get(A)).isNull());
            assertThat(store.get(A)).isNull();
            assertThat(store.size()).isZero();
            assertThat(store.dueKeys()).isZero();
            assertThat(store.earliestDueMillis()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void the_time_never_goes_back() throws IOException {
        try (Store store = Store.open(directory)) {
            store.apply(at(1), NOW, keys -> put(keys, A, "1"));
            store.apply(at(2), NOW - 500, keys -> assertThat(keys.nowMillis()).isEqualTo(NOW));
            assertThat(store.timeMillis()).isEqualTo(NOW);
        }
        try (Store store = Store.open(directory)) {
            assertThat(store.timeMillis()).isEqualTo(NOW);
        }
    }

    @Test
    void an_entry_removes_only_so_many_due_keys_and_hides_the_others() throws IOException {
        int count = Store.DUE_REMOVED_MAX + 5;
        try (Store store = Store.open(directory)) {
            store.apply(at(1), NOW, keys -> {
                for (int i = 0; i < count; i++) {
                    keys.put(Bytes.of("k" + i), Value.Type.STRING, NOW + 1, Bytes.of("v"));
                }
            });
            store.apply(at(2), NOW + 1, keys -> {
                List<Bytes> seen = new ArrayList<>();
                keys.keys(0, (key, header) -> seen.add(key));
                assertThat(seen).isEmpty();
            });
            assertThat(store.size()).isEqualTo(5);
            assertThat(store.earliestDueMillis()).isEqualTo(NOW + 1);
            for (int i = 0; i < count; i++) {
                assertThat(viewed(store, Bytes.of("k" + i), 0)).isNull();
            }
            store.apply(at(3), NOW + 1, keys -> {});
            assertThat(store.size()).isZero();
        }
    }

    @Test
    void a_view_shows_what_is_due_only_by_the_clock_and_says_so() throws IOException {
        try (Store store = Store.open(directory)) {
            store.apply(
                    at(1), NOW, keys -> keys.put(A, Value.Type.STRING, NOW + 10, Bytes.of("1")));
            try (ReadView view = store.view(NOW + 9)) {
                assertThat(view.get(A)).isNotNull();
                assertThat(view.sawDue()).isFalse();
                assertThat(view.nowMillis()).isEqualTo(NOW + 9);
            }
            try (ReadView view = store.view(NOW + 10)) {
                assertThat(view.get(A)).isNotNull();
                assertThat(view.sawDue()).isTrue();
            }
        }
    }

    @Test
    void a_view_stays_as_it_was() throws IOException {
        byte[] place = Places.ofItems(1);
        try (Store store = Store.open(directory)) {
            store.apply(at(1), NOW, keys -> {
                put(keys, A, "old");
                keys.putItem(place, new byte[] {1});
            });
            try (ReadView view = store.view(0)) {
                store.apply(at(2), NOW, keys -> {
                    put(keys, A, "new");
                    put(keys, B, "new");
                    keys.deleteItem(place);
                });
                assertThat(text(view.get(A))).isEqualTo("old");
                assertThat(view.get(B)).isNull();
                assertThat(view.size()).isOne();
                assertThat(view.item(place)).containsExactly(1);
            }
        }
    }

    @Test
    void items_of_an_entry_lie_among_the_stored_ones_both_ways() throws IOException {
        try (Store store = Store.open(directory)) {
            store.apply(at(1), NOW, keys -> {
                for (int i = 0; i < 10; i += 2) {
                    keys.putItem(item(i), new byte[] {(byte) i});
                }
            });
            store.apply(at(2), NOW, keys -> {
                keys.putItem(item(1), new byte[] {1});
                keys.putItem(item(9), new byte[] {9});
                keys.putItem(item(4), new byte[] {44});
                keys.deleteItem(item(6));
                assertThat(contents(keys, false)).containsExactly(0, 1, 2, 44, 8, 9);
                assertThat(contents(keys, true)).containsExactly(9, 8, 44, 2, 1, 0);
            });
        }
    }

    private static byte[] item(int number) {
        return new byte[] {0, 0, 0, 0, 0, 0, 0, 1, (byte) number};
    }

    private static List<Integer> contents(KeyReader keys, boolean backwards) {
        List<Integer> contents = new ArrayList<>();
        keys.items(
                Places.ofItems(1),
                Places.ofItems(2),
                backwards,
                (place, content) -> contents.add((int) content[0]));
        return contents;
    }

    @Test
    void what_a_key_no_longer_holds_leaves_no_items() throws IOException {
        for (int count : new int[] {3, 200}) {
            Path place = directory.resolve("items" + count);
            try (Store store = Store.open(place)) {
                store.apply(at(1), NOW, keys -> fill(keys, count));
                store.apply(at(2), NOW, keys -> put(keys, A, "a string now"));
                store.apply(
                        at(3), NOW, keys -> assertThat(contents(keys, false)).isEmpty());
                assertThat(store.size()).isOne();
            }
        }
    }

    private static void fill(Keyspace keys, int count) {
        long id = keys.newItemsId();
        assertThat(id).isOne();
        for (int i = 0; i < count; i++) {
            keys.putItem(item(i), new byte[] {1});
        }
        byte[] header =
                java.nio.ByteBuffer.allocate(16).putLong(id).putLong(count).array();
        keys.put(A, Value.Type.SET, Bytes.wrap(header));
    }

    @Test
    void clearing_leaves_nothing_but_what_comes_behind_it() throws IOException {
        try (Store store = Store.open(directory)) {
            store.apply(at(1), NOW, keys -> {
                fill(keys, 3);
                keys.put(B, Value.Type.STRING, NOW + 10, Bytes.of("1"));
            });
            store.apply(at(2), NOW, keys -> {
                keys.clear();
                assertThat(keys.get(B)).isNull();
                assertThat(keys.size()).isZero();
                put(keys, B, "2");
                assertThat(keys.newItemsId()).isEqualTo(2);
            });
            store.apply(
                    at(3), NOW + 10, keys -> assertThat(contents(keys, false)).isEmpty());
            assertThat(text(store.get(B))).isEqualTo("2");
            assertThat(store.get(A)).isNull();
            assertThat(store.size()).isOne();
        }
    }

    @Test
    void chance_follows_from_the_entry() throws IOException {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        for (List<Long> drawn : List.of(first, second)) {
            try (Store store = Store.open(directory.resolve("chance" + first.size()))) {
                store.apply(at(7), NOW, keys -> {
                    drawn.add(keys.chance().next());
                    drawn.add(keys.chance().below(100));
                });
            }
        }
        assertThat(first).isEqualTo(second).doesNotHaveDuplicates();
    }
}
