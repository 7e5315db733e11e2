package dev.assay.server.raft;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who the members of a group were when this node last ran, as Ratis has written it down. */
final class StoredMembers {

    private StoredMembers() {}

    /**
     * Whether a node is the only member of a group, as far as its disk tells. A newer configuration
     * may be in the log, so that nothing but a time-out may depend on it.
     *
     * @param home Ratis' directory of the group
     * @param bootstraps whether a group without a directory begins with this node
     */
    static boolean only(String id, Path home, boolean bootstraps) throws IOException {
        Path stored = home.resolve("current").resolve("raft-meta.conf");
        if (!Files.exists(stored)) {
            return bootstraps && !Files.exists(home);
        }
        try (InputStream in = Files.newInputStream(stored)) {
            RaftConfigurationProto members = LogEntryProto.parseFrom(in).getConfigurationEntry();
            return members.getPeersCount() == 1
                    && members.getPeers(0).getId().toStringUtf8().equals(id)
                    && members.getListenersCount() == 0
                    && members.getOldPeersCount() == 0
                    && members.getOldListenersCount() == 0;
        } catch (InvalidProtocolBufferException damaged) {
            return false; // Ratis reads it again, and says what it makes of it.
        }
    }
}
