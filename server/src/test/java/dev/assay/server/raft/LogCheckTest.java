package dev.assay.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.store.Position;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.CodedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/** What a crash can leave is cut off; any other damage refuses the start and touches nothing. */
class LogCheckTest {

    private static final long NO_SNAPSHOT = -1;
    private static final long NOTHING_HELD = -1;

    @TempDir
    Path directory;

    private static byte[] entry(long term, long index) throws IOException {
        byte[] content = LogEntryProto.newBuilder()
                .setTerm(term)
                .setIndex(index)
                .setStateMachineLogEntry(StateMachineLogEntryProto.newBuilder()
                        .setLogData(ByteString.copyFromUtf8("content of entry " + index)))
                .build()
                .toByteArray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream length = CodedOutputStream.newInstance(bytes);
        length.writeUInt32NoTag(content.length);
        length.flush();
        bytes.write(content);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.toByteArray());
        new DataOutputStream(bytes).writeInt((int) checksum.getValue());
        return bytes.toByteArray();
    }

    private static byte[] segment(long from, long to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("RaftLog1".getBytes(StandardCharsets.US_ASCII));
        for (long index = from; index <= to; index++) {
            bytes.write(entry(2, index));
        }
        return bytes.toByteArray();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private LogCheck.Log check() throws IOException {
        return LogCheck.of(directory, NO_SNAPSHOT, NOTHING_HELD, 2);
    }

    private void refuses(Path file, String text) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(this::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining(text)
                .hasMessageContaining("start it with -join");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void a_whole_log_is_read_over_its_segments() throws IOException {
        write("log_0-2", segment(0, 2));
        write("log_inprogress_3", Arrays.copyOf(segment(3, 4), 4_000));
        assertThat(check()).isEqualTo(new LogCheck.Log(0, new Position(2, 4), OptionalLong.of(2)));
    }

    @Test
    void no_log_is_an_empty_log() throws IOException {
        assertThat(LogCheck.of(directory.resolve("none"), -1, -1, -1))
                .isEqualTo(new LogCheck.Log(-1, Position.START, OptionalLong.empty()));
    }

    @Test
    void an_end_that_was_cut_at_any_byte_is_cut_off_with_or_without_zeros_behind()
            throws IOException {
        int whole = segment(0, 2).length;
        byte[] all = segment(0, 3);
        for (int cut = whole + 1; cut < all.length; cut++) {
            for (int length : new int[] {cut, all.length + 1_000}) {
                Path file =
                        write("log_inprogress_0", Arrays.copyOf(Arrays.copyOf(all, cut), length));
                assertThat(check().last()).as("cut at %s", cut).isEqualTo(new Position(2, 2));
                assertThat(Files.size(file)).isEqualTo(whole);
            }
        }
    }

    @Test
    void a_last_entry_with_any_byte_changed_is_cut_off() throws IOException {
        int whole = segment(0, 2).length;
        for (int at = whole; at < segment(0, 3).length; at++) {
            byte[] bytes = segment(0, 3);
            bytes[at] ^= 0x5A;
            Path file = write("log_inprogress_0", bytes);
            assertThat(check().last()).as("changed at %s", at).isEqualTo(new Position(2, 2));
            assertThat(Files.size(file)).isEqualTo(whole);
        }
    }

    @Test
    void any_byte_changed_before_the_last_entry_refuses_the_start() throws IOException {
        int from = segment(0, 0).length;
        int to = segment(0, 1).length;
        for (int at = from; at < to; at++) {
            byte[] bytes = segment(0, 3);
            bytes[at] ^= 0x5A;
            refuses(write("log_inprogress_0", bytes), "behind it is whole");
        }
    }

    @Test
    void a_missing_page_before_a_whole_entry_refuses_the_start() throws IOException {
        byte[] bytes = segment(0, 3);
        Arrays.fill(bytes, segment(0, 1).length, segment(0, 2).length, (byte) 0);
        refuses(write("log_inprogress_0", bytes), "entry 2 is damaged, but entry 3");
    }

    @Test
    void a_torn_end_of_what_was_applied_refuses_the_start() throws IOException {
        Path file =
                write("log_inprogress_0", Arrays.copyOf(segment(0, 3), segment(0, 3).length - 1));
        assertThatThrownBy(() -> LogCheck.of(directory, NO_SNAPSHOT, 3, 3))
                .hasMessageContaining("entries up to 3 have been applied here");
        assertThat(LogCheck.of(directory, 3, 3, 3).last()).isEqualTo(new Position(2, 2));
        assertThat(Files.size(file)).isEqualTo(segment(0, 2).length);
    }

    @Test
    void damage_in_a_closed_segment_refuses_the_start() throws IOException {
        byte[] torn = Arrays.copyOf(segment(0, 2), segment(0, 2).length - 1);
        refuses(write("log_0-2", torn), "closed segment");
        refuses(write("log_0-2", segment(0, 1)), "ends with entry 1 instead of 2");
        byte[] headless = segment(0, 2);
        headless[3] = 'X';
        refuses(write("log_0-2", headless), "its header is not 'RaftLog1'");
    }

    @Test
    void a_missing_segment_refuses_the_start() throws IOException {
        write("log_0-2", segment(0, 2));
        refuses(write("log_inprogress_4", segment(4, 4)), "begins with entry 4");
    }

    @Test
    void a_file_that_was_only_being_made_holds_nothing() throws IOException {
        write("log_0-2", segment(0, 2));
        for (byte[] start : new byte[][] {{}, "Raft".getBytes(StandardCharsets.US_ASCII), {0, 0}}) {
            write("log_inprogress_3", start);
            assertThat(check().last()).isEqualTo(new Position(2, 2));
        }
    }
}
