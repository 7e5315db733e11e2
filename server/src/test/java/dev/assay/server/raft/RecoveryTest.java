package dev.assay.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.data.Bytes;
import dev.assay.server.store.Position;
import dev.assay.server.store.Store;
import dev.assay.server.store.Value;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.CodedOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Which of database, snapshot and log counts when they differ after a crash. */
class RecoveryTest {

    private static final Bytes KEY = Bytes.of("k");

    @TempDir
    Path home;

    private Path logs;
    private Store store;
    private Snapshots snapshots;

    @BeforeEach
    void open() throws IOException {
        logs = Files.createDirectories(home.resolve("group").resolve("current"));
        store = Store.open(home.resolve("db"));
        snapshots = new Snapshots(home.resolve("group"));
        snapshots.recover();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void apply(long term, long index) {
        store.apply(
                new Position(term, index),
                0,
                keys -> keys.put(KEY, Value.Type.STRING, Bytes.of(term + "/" + index)));
    }

    private String value() {
        Value value = store.get(KEY);
        return value == null ? "" : value.payload().text();
    }

    /** Entries from one index to another, all of one term. */
    private void log(long from, long to, long term) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("RaftLog1".getBytes(StandardCharsets.US_ASCII));
        for (long index = from; index <= to; index++) {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            byte[] content = LogEntryProto.newBuilder()
                    .setTerm(term)
                    .setIndex(index)
                    .build()
                    .toByteArray();
            CodedOutputStream length = CodedOutputStream.newInstance(entry);
            length.writeUInt32NoTag(content.length);
            length.flush();
            entry.write(content);
            CRC32C checksum = new CRC32C();
            checksum.update(entry.toByteArray());
            new DataOutputStream(entry).writeInt((int) checksum.getValue());
            bytes.write(entry.toByteArray());
        }
        Files.write(logs.resolve("log_inprogress_" + from), bytes.toByteArray());
    }

    private void recover(Fsync fsync) throws IOException {
        Recovery.of(logs, snapshots, store, fsync);
    }

    @Test
    void a_database_whose_last_entry_is_in_the_log_is_kept() throws IOException {
        apply(2, 3);
        log(0, 5, 2);
        recover(Fsync.ALWAYS);
        assertThat(value()).isEqualTo("2/3");
    }

    @Test
    void a_database_behind_the_snapshot_is_made_again_from_it() throws IOException {
        apply(2, 3);
        snapshots.take(store);
        store.replaceBy(null);
        assertThat(value()).isEmpty();
        recover(Fsync.ALWAYS);
        assertThat(value()).isEqualTo("2/3");
        assertThat(store.applied()).isEqualTo(new Position(2, 3));
        apply(2, 4);
        assertThat(value()).isEqualTo("2/4");
    }

    @Test
    void a_snapshot_does_not_change_with_the_database() throws IOException {
        apply(2, 3);
        snapshots.take(store);
        apply(2, 4);
        log(0, 3, 2);
        recover(Fsync.NEVER);
        assertThat(value()).isEqualTo("2/3");
    }

    @Test
    void a_log_that_lost_what_was_applied_refuses_the_start_where_it_was_forced()
            throws IOException {
        apply(2, 3);
        log(0, 2, 2);
        assertThatThrownBy(() -> recover(Fsync.ALWAYS))
                .hasMessageContaining("ends with entry 2")
                .hasMessageContaining("entries up to 3");
        recover(Fsync.INTERVAL);
        assertThat(store.applied()).isEqualTo(Position.START);
        assertThat(value()).isEmpty();
    }

    @Test
    void a_database_of_another_history_is_made_again() throws IOException {
        apply(2, 3);
        log(0, 5, 4);
        recover(Fsync.NEVER);
        assertThat(store.applied()).isEqualTo(Position.START);
    }

    @Test
    void a_log_that_begins_behind_the_snapshot_refuses_the_start() throws IOException {
        apply(2, 3);
        snapshots.take(store);
        log(5, 6, 2);
        assertThatThrownBy(() -> recover(Fsync.ALWAYS))
                .hasMessageContaining("begins with entry 5")
                .hasMessageContaining("ends with 3");
    }

    @Test
    void a_snapshot_that_was_moved_away_by_a_crashed_installation_is_found_again()
            throws IOException {
        apply(2, 3);
        snapshots.take(store);
        Path group = home.resolve("group");
        Files.move(group.resolve("sm"), group.resolve("sm.tmp20260101"));
        Snapshots again = new Snapshots(group);
        again.recover();
        assertThat(again.latest().map(Snapshots.Snapshot::position)).contains(new Position(2, 3));
    }

    @Test
    void only_the_newest_two_snapshots_are_kept_and_half_ones_are_removed() throws IOException {
        for (int index = 1; index <= 4; index++) {
            apply(2, index);
            snapshots.take(store);
            snapshots.cleanupOldSnapshots(null);
        }
        Files.createDirectories(home.resolve("group").resolve("tmp").resolve("own.half"));
        snapshots.recover();
        assertThat(home.resolve("group").resolve("sm")).isDirectoryContaining("glob:**/*2_3");
        assertThat(home.resolve("group").resolve("sm")).isDirectoryContaining("glob:**/*2_4");
        assertThat(home.resolve("group").resolve("sm").toFile().list()).hasSize(2);
        assertThat(home.resolve("group").resolve("tmp")).doesNotExist();
    }
}
