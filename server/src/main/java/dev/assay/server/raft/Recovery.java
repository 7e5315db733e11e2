package dev.assay.server.raft;

import dev.assay.server.store.Position;
import dev.assay.server.store.Store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Brings log, snapshots and database together before Ratis starts, so that no entry is applied twice
 * and none is left out. The log and the snapshots count; the database is their result, kept because
 * it saves applying everything again:
 *
 * <ul>
 *   <li>it is used if the last entry that it holds is in the log, in the same term (then all before
 *       it are the same too: Raft's log matching), or is that of the newest snapshot;
 *   <li>if it is behind the newest snapshot, it is replaced by that;
 *   <li>if it holds an entry that the log does not, then the log has lost its end. Without {@code
 *       -fsync always} a power loss does that, and the database is made again from what is left;
 *       with it nothing does, and the node refuses to start.
 * </ul>
 */
final class Recovery {

    /** The end of every text of a refused start. */
    static final String WHAT_TO_DO = "If the other members are well, remove this node's data"
            + " directory and start it with -join: it comes back as a new member.";

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private Recovery() {}

    /**
     * @param logs where Ratis has the group's log
     * @param snapshots already {@link Snapshots#recover recovered}
     * @throws IOException with a text for the operator, if the node must not start
     */
    static void of(Path logs, Snapshots snapshots, Store store, Fsync fsync) throws IOException {
        Position base = snapshots.latest().map(Snapshots.Snapshot::position).orElse(Position.START);
        Position applied = store.applied();
        LogCheck.Log log = LogCheck.of(
                logs,
                base.index(),
                fsync == Fsync.ALWAYS ? applied.index() : base.index(),
                applied.index());
        if (log.first() > base.index() + 1) {
            throw new IOException("the log in " + logs + " begins with entry " + log.first()
                    + ", but the newest snapshot ends with " + base.index() + ". " + WHAT_TO_DO);
        }
        if (applied.index() == base.index()) {
            if (!applied.equals(base)) {
                throw new IOException("the database holds entry " + applied
                        + ", the snapshot ends with " + base + ". " + WHAT_TO_DO);
            }
            return;
        }
        if (applied.index() < base.index()) {
            rebuild(snapshots, store, "it is behind the snapshot");
            return;
        }
        Position end = log.last().index() >= base.index() ? log.last() : base;
        boolean isInLog = applied.index() <= end.index()
                && log.termOfWanted().equals(OptionalLong.of(applied.term()));
        if (isInLog) {
            return;
        }
        if (fsync == Fsync.ALWAYS) {
            throw new IOException("the log in " + logs + " ends with entry " + end.index()
                    + " of term " + end.term() + ", but entries up to " + applied.index()
                    + " of term " + applied.term() + " have been applied here: the log has lost"
                    + " what was forced to disk, or was not forced before (-fsync). " + WHAT_TO_DO);
        }
        LOG.warn(
                "the log has lost its end, as -fsync {} allows: it holds entries up to {}, the"
                        + " database up to {}",
                fsync,
                end.index(),
                applied.index());
        rebuild(snapshots, store, "the log does not hold what it holds");
    }

    private static void rebuild(Snapshots snapshots, Store store, String reason)
            throws IOException {
        Path source = snapshots.latest().map(Snapshots.Snapshot::directory).orElse(null);
        LOG.info("making the database again from {}: {}", source, reason);
        store.replaceBy(source);
    }
}
