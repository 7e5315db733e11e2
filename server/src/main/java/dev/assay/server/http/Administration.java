package dev.assay.server.http;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What an operator asks of the cluster. The methods with an {@code answer} never block, may be
 * called from any thread and answer once, on any thread. Those that only the leader can do are
 * passed on to it, unless {@code passedOn} says that another node sent them here for that reason.
 */
public interface Administration {

    /**
     * Takes a member out; to take out one that is none is a success.
     *
     * @param group of which, or empty for all
     */
    void leave(String id, boolean passedOn, OptionalInt group, Consumer<Cluster.JoinResult> answer);

    /**
     * Hands the leadership over.
     *
     * @param id to whom; if empty, to the follower that is nearest to the end of the log
     * @param group of which, or empty for all
     */
    void transfer(
            Optional<String> id,
            boolean passedOn,
            OptionalInt group,
            Consumer<Cluster.JoinResult> answer);

    /**
     * Writes a snapshot on this node and drops the log before it; the text is its index, or a line
     * with it for each group.
     *
     * @param group of which, or empty for all
     */
    void snapshot(OptionalInt group, Consumer<Cluster.JoinResult> answer);

    /** All keys as a stream, out of this node and into the cluster. */
    Backups backups();
}
