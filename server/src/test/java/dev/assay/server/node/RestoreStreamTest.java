package dev.assay.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.Outcome;
import dev.assay.server.http.Cluster;
import dev.assay.server.raft.Operation;
import dev.assay.server.store.Backup;
import dev.assay.server.store.Position;
import dev.assay.server.store.Store;
import dev.assay.server.store.Value;
import dev.assay.server.write.Writes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A backup of one store, taken into another by operations that its log would carry. */
class RestoreStreamTest {

    private static final long DUE = 5_000;

    @TempDir
    Path home;

    private Store from;
    private Store to;
    private long index;

    /** Applies at once, each operation as an entry of its own. */
    private final Writes log = new Writes() {
        @Override
        public void submit(Operation operation, Consumer<Outcome> ended) {
            index++;
            List<Outcome> outcomes = new ArrayList<>();
            to.apply(
                    new Position(1, index),
                    0,
                    keys -> outcomes.add(new Outcome.Done(operation.apply(keys), index)));
            outcomes.forEach(ended);
        }

        @Override
        public void submitForwarded(Operation operation, Consumer<Outcome> ended) {
            submit(operation, ended);
        }
    };

    @BeforeEach
    void open() throws IOException {
        from = Store.open(home.resolve("from"));
        to = Store.open(home.resolve("to"));
        from.apply(new Position(1, 1), 0, keys -> {
            for (int i = 0; i < 2_000; i++) {
                keys.put(Bytes.of("k" + i), Value.Type.STRING, Bytes.of("v".repeat(300) + i));
            }
            keys.put(Bytes.of("due"), Value.Type.STRING, DUE, Bytes.of("soon gone"));
        });
        index = 100;
        to.apply(
                new Position(1, index),
                0,
                keys -> keys.put(Bytes.of("old"), Value.Type.STRING, Bytes.of("old")));
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
    }

    private byte[] backup() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (Backup backup = from.backup()) {
            assertThat(backup.position()).isEqualTo(new Position(1, 1));
            // What is written later is not in it.
            from.apply(
                    new Position(1, 2),
                    0,
                    keys -> keys.put(Bytes.of("later"), Value.Type.STRING, Bytes.of("x")));
            byte[] piece = backup.next();
            while (piece != null) {
                whole.write(piece);
                piece = backup.next();
            }
        }
        return whole.toByteArray();
    }

    private List<Integer> restore(byte[] backup, int pieceBytes) {
        RestoreStream stream = new RestoreStream(log, key -> true);
        List<Integer> answers = new ArrayList<>();
        Consumer<Cluster.JoinResult> take = result -> answers.add(result.status());
        for (int at = 0; at < backup.length; at += pieceBytes) {
            stream.add(
                    Arrays.copyOfRange(backup, at, Math.min(backup.length, at + pieceBytes)), take);
        }
        stream.end(take);
        return answers;
    }

    @Test
    void keys_of_another_group_are_refused() throws IOException {
        RestoreStream stream = new RestoreStream(log, key -> !key.equals(Bytes.of("k7")));
        List<Cluster.JoinResult> answers = new ArrayList<>();
        stream.add(backup(), answers::add);
        assertThat(answers)
                .containsExactly(new Cluster.JoinResult(
                        400, "the backup has keys of another group; no key was changed"));
        assertThat(text("old")).isEqualTo("old");
    }

    private String text(String key) {
        Value value = to.get(Bytes.of(key));
        return value == null ? "" : value.payload().text();
    }

    @Test
    void everything_comes_and_what_was_there_is_gone() throws IOException {
        byte[] backup = backup();
        for (int pieceBytes : new int[] {backup.length, 64 * 1024, 777}) {
            assertThat(restore(backup, pieceBytes)).containsOnly(200);
            assertThat(to.size()).isEqualTo(2_001);
            assertThat(text("k1999")).isEqualTo("v".repeat(300) + 1999);
            assertThat(text("old")).isEmpty();
            assertThat(text("later")).isEmpty();
            assertThat(to.get(Bytes.of("k0")).version()).isEqualTo(index);
        }
        assertThat(to.earliestDueMillis()).isEqualTo(DUE);
        index++;
        to.apply(new Position(1, index), DUE, keys -> {});
        assertThat(text("due")).isEmpty();
        assertThat(to.size()).isEqualTo(2_000);
    }

    @Test
    void it_is_there_after_a_restart_in_the_middle() throws IOException {
        byte[] backup = backup();
        RestoreStream stream = new RestoreStream(log, key -> true);
        List<Integer> answers = new ArrayList<>();
        int half = backup.length - 10;
        stream.add(Arrays.copyOf(backup, half), result -> answers.add(result.status()));
        assertThat(text("old")).isEqualTo("old");
        to.close();
        to = Store.open(home.resolve("to"));
        stream.add(
                Arrays.copyOfRange(backup, half, backup.length),
                result -> answers.add(result.status()));
        stream.end(result -> answers.add(result.status()));
        assertThat(answers).containsOnly(200);
        assertThat(to.size()).isEqualTo(2_001);
    }

    @Test
    void a_damaged_or_cut_backup_changes_nothing() throws IOException {
        byte[] backup = backup();
        byte[] flipped = backup.clone();
        flipped[backup.length / 2] ^= 1;
        for (byte[] bad : List.of(
                flipped,
                Arrays.copyOf(backup, backup.length - 1),
                Arrays.copyOf(backup, backup.length + 1),
                Arrays.copyOfRange(backup, 1, backup.length),
                new byte[0])) {
            assertThat(restore(bad, 10_000)).containsAnyOf(400, 409);
            assertThat(text("old")).isEqualTo("old");
            assertThat(to.size()).isEqualTo(1);
        }
    }

    @Test
    void the_later_of_two_restores_wins() throws IOException {
        byte[] backup = backup();
        RestoreStream first = new RestoreStream(log, key -> true);
        List<Cluster.JoinResult> answers = new ArrayList<>();
        first.add(backup, answers::add);
        assertThat(restore(backup, 100_000)).containsOnly(200);
        first.end(answers::add);
        assertThat(answers.get(answers.size() - 1).status()).isEqualTo(409);
        assertThat(to.size()).isEqualTo(2_001);
    }

    @Test
    void a_backup_ends_with_its_database() throws IOException {
        Backup open = from.backup();
        open.next();
        from.replaceBy(null);
        assertThatThrownBy(open::next).isInstanceOf(IOException.class);
        open.close();
    }
}
