package dev.assay.server.node;

import dev.assay.server.peer.HostPort;
import dev.assay.server.raft.Fsync;
import dev.assay.server.raft.Member;
import dev.assay.server.raft.RaftSettings;
import dev.assay.server.read.ReadLevel;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to run one node.
 *
 * @param self its name and addresses; it listens on what they mean on this machine
 * @param join HTTP address of a member that takes this node in, if it belongs to no group yet
 * @param replaces id of the member that goes when this node is taken in, or empty
 * @param groups how many Raft groups the keys are divided among; empty for as many as the data
 *     directory was made with, or one
 * @param inMemory whether all is forgotten at the end
 * @param fsync when the log is forced to disk
 * @param level what reads get that ask for nothing
 * @param doors how clients are let in
 * @param directory where log and keys lie
 */
public record NodeConfig(
        Member self,
        Optional<HostPort> join,
        String replaces,
        OptionalInt groups,
        boolean inMemory,
        Fsync fsync,
        ReadLevel level,
        RaftSettings raft,
        Doors doors,
        Path directory) {

    /** Each has some threads, a log and a database of its own. */
    public static final int GROUPS_MAX = 16;

    public NodeConfig {
        groups.ifPresent(count -> {
            if (count < 1 || count > GROUPS_MAX) {
                throw new IllegalArgumentException(
                        "-groups is " + count + ", expected 1 to " + GROUPS_MAX);
            }
        });
    }
}
