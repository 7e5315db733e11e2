package org.apache.ratis.server.raftlog.segmented;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An entry that takes the place of one that was held and cut off is held when its write returns,
 * because Ratis acknowledges it then.
 */
class ReplacedEntryTest {

    private static final int BUFFER_BYTES = 1 << 16;

    @TempDir
    Path directory;

    private static LogEntryProto entry(long term, long index, String data) {
        return LogEntryProto.newBuilder()
                .setTerm(term)
                .setIndex(index)
                .setStateMachineLogEntry(StateMachineLogEntryProto.newBuilder()
                        .setLogData(ByteString.copyFromUtf8(data)))
                .build();
    }

    private SegmentedRaftLogOutputStream open(File file) throws IOException {
        return new SegmentedRaftLogOutputStream(
                file, false, 1 << 20, 1 << 12, ByteBuffer.allocateDirect(BUFFER_BYTES));
    }

    private static String content(File file) throws IOException {
        return new String(Files.readAllBytes(file.toPath()), StandardCharsets.ISO_8859_1);
    }

    @Test
    void an_entry_that_replaces_a_held_one_is_in_the_file_at_once() throws IOException {
        File old = directory.resolve("log_inprogress_300").toFile();
        try (SegmentedRaftLogOutputStream out = open(old)) {
            out.write(entry(1, 300, "first"));
            assertThat(content(old)).as("waits for a flush").doesNotContain("first");
            out.flush();
            out.write(entry(1, 301, "second"));
            out.flush();
        }
        assertThat(old.delete()).isTrue();
        File again = directory.resolve("log_inprogress_300").toFile();
        try (SegmentedRaftLogOutputStream out = open(again)) {
            out.write(entry(2, 300, "other"));
            assertThat(content(again)).contains("other");
            out.write(entry(2, 301, "another"));
            assertThat(content(again)).contains("another");
            out.write(entry(2, 302, "new"));
            assertThat(content(again)).as("waits for a flush").doesNotContain("new");
        }
    }
}
