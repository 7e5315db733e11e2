package dev.assay.server.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerProto;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class StoredMembersTest {

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void setUp() {
        home = folder.resolve("group");
    }

    private static RaftPeerProto peer(String id) {
        return RaftPeerProto.newBuilder().setId(ByteString.copyFromUtf8(id)).build();
    }

    private void stored(RaftConfigurationProto.Builder members) throws IOException {
        Files.createDirectories(home.resolve("current"));
        Files.write(
                home.resolve("current").resolve("raft-meta.conf"),
                LogEntryProto.newBuilder()
                        .setConfigurationEntry(members)
                        .build()
                        .toByteArray());
    }

    @Test
    void a_group_that_begins_with_this_node_has_no_other() throws IOException {
        assertThat(StoredMembers.only("a", home, true)).isTrue();
        assertThat(StoredMembers.only("a", home, false)).as("it joins").isFalse();
    }

    @Test
    void a_directory_without_members_tells_nothing() throws IOException {
        Files.createDirectories(home.resolve("current"));
        assertThat(StoredMembers.only("a", home, true)).isFalse();
    }

    /** As a loss of power may leave it. */
    @Test
    void a_file_of_zeros_tells_nothing_and_stops_nobody() throws IOException {
        stored(RaftConfigurationProto.newBuilder().addPeers(peer("a")));
        Path file = home.resolve("current").resolve("raft-meta.conf");
        Files.write(file, new byte[(int) Files.size(file)]);
        assertThat(StoredMembers.only("a", home, true)).isFalse();
    }

    @Test
    void the_stored_members_count_and_not_the_flags() throws IOException {
        stored(RaftConfigurationProto.newBuilder().addPeers(peer("a")));
        assertThat(StoredMembers.only("a", home, false)).isTrue();
        assertThat(StoredMembers.only("b", home, true)).isFalse();
        stored(RaftConfigurationProto.newBuilder().addPeers(peer("a")).addPeers(peer("b")));
        assertThat(StoredMembers.only("a", home, true)).isFalse();
    }

    @Test
    void members_that_come_or_go_or_listen_are_others() throws IOException {
        RaftConfigurationProto one =
                RaftConfigurationProto.newBuilder().addPeers(peer("a")).build();
        stored(one.toBuilder().addOldPeers(peer("b")));
        assertThat(StoredMembers.only("a", home, true)).isFalse();
        stored(one.toBuilder().addListeners(peer("b")));
        assertThat(StoredMembers.only("a", home, true)).isFalse();
        stored(one.toBuilder().addOldListeners(peer("b")));
        assertThat(StoredMembers.only("a", home, true)).isFalse();
    }
}
