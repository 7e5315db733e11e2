package dev.assay.server.mutant;

import dev.assay.server.node.NodeParts;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The known-bad servers, by what they do wrong. */
enum Mutant {
    /** Answers every read from local state, and calls it linearizable. */
    STALE_READS {
        @Override
        NodeParts prepare(String[] flags) {
            return new StaleReads();
        }
    },
    /**
     * Leaves linearizable reads to Ratis 3.3.0, whose leader does not ask the others when nothing
     * was committed since it last did; with wide election time-outs, as its defaults hide it.
     */
    RATIS_LINEARIZABLE {
        @Override
        NodeParts prepare(String[] flags) {
            return new RatisLinearizable();
        }
    },
    /** Acknowledges SET and DEL as soon as they are proposed, as hraftd 1220f31 did. */
    ACK_BEFORE_COMMIT {
        @Override
        NodeParts prepare(String[] flags) {
            return new AckBeforeCommit();
        }
    },
    /** Starts without what the log never forced to disk, as after a power loss without fsync. */
    LOST_LOG {
        @Override
        NodeParts prepare(String[] flags) {
            LostLog.lose(Path.of(flags[flags.length - 1]));
            return NodeParts.STANDARD;
        }
    },
    /** Sends a forwarded write again when the answer takes long, so that it is applied twice. */
    RETRY_TWICE {
        @Override
        NodeParts prepare(String[] flags) {
            return new RetryTwice();
        }
    },
    /** A compare-and-set that compared unequal is reported as done. */
    FAILED_CAS_OK {
        @Override
        NodeParts prepare(String[] flags) {
            return new OwnClients(WriteFaults::failedCasReportedOk);
        }
    },
    /** An unknown outcome is reported as a definite failure. */
    UNKNOWN_AS_FAIL {
        @Override
        NodeParts prepare(String[] flags) {
            return new OwnClients(WriteFaults::unknownReportedFail);
        }
    },
    /** An unknown outcome of a SET is reported as done. */
    UNKNOWN_AS_OK {
        @Override
        NodeParts prepare(String[] flags) {
            return new OwnClients(WriteFaults::unknownReportedOk);
        }
    },
    /** Now and then a SET is acknowledged and thrown away. */
    DROPPED_WRITE {
        @Override
        NodeParts prepare(String[] flags) {
            return new OwnClients(WriteFaults.dropped());
        }
    },
    /** EXEC does not look at what was watched. */
    WATCH_IGNORED {
        @Override
        NodeParts prepare(String[] flags) {
            return new OwnClients(WriteFaults::watchIgnored);
        }
    },
    /** The commands of EXEC go through the log one by one. */
    TORN_TRANSACTION {
        @Override
        NodeParts prepare(String[] flags) {
            return new OwnClients(WriteFaults::tornTransaction);
        }
    },
    /** LPOP takes two elements and answers one. */
    ELEMENT_LOST_ON_POP {
        @Override
        NodeParts prepare(String[] flags) {
            return new OwnClients(WriteFaults::elementLostOnPop);
        }
    },
    /** Who has led within ten seconds still answers reads alone. */
    ENDLESS_LEASE {
        @Override
        NodeParts prepare(String[] flags) {
            return ReadFaults.exchanged(ReadFaults::endlessLease);
        }
    },
    /** Where nobody confirms a read, it is answered from what is there. */
    STALE_WHEN_CUT_OFF {
        @Override
        NodeParts prepare(String[] flags) {
            return ReadFaults.exchanged(ReadFaults::staleWhenCutOff);
        }
    },
    /** One confirmation serves all reads of the next half second. */
    REUSED_CONFIRMATION {
        @Override
        NodeParts prepare(String[] flags) {
            return ReadFaults.exchanged(ReadFaults::reusedConfirmation);
        }
    },
    /** A lease that only the time of day bounds, which may be set back. */
    LEASE_BY_WALL_CLOCK {
        @Override
        NodeParts prepare(String[] flags) {
            return ReadFaults.leaseByWallClock();
        }
    },
    /** The command of a POST of many keys goes through the log key by key. */
    TORN_POST {
        @Override
        NodeParts prepare(String[] flags) {
            return new OwnClients(WriteFaults::tornPost);
        }
    },
    /** Notes a snapshot's place, then walks the state while more is applied. */
    SNAPSHOT_WITHOUT_PINNED_VIEW {
        @Override
        NodeParts prepare(String[] flags) {
            return StateFaults.snapshotWithoutPinnedView();
        }
    },
    /** Puts a received snapshot over what it has: keys that were deleted meanwhile come back. */
    RESTORE_WITHOUT_CLEARING {
        @Override
        NodeParts prepare(String[] flags) {
            return StateFaults.restoreWithoutClearing();
        }
    },
    /** Applies the log again at each start, whatever the database holds already. */
    REPLAY_OVER_NEWER_STATE {
        @Override
        NodeParts prepare(String[] flags) {
            return StateFaults.replayOverNewerState(Path.of(flags[flags.length - 1]));
        }
    },
    /** Goes on answering reads when the group has taken it out. */
    READS_AFTER_REMOVAL {
        @Override
        NodeParts prepare(String[] flags) {
            return StateFaults.readsAfterRemoval();
        }
    },
    /** A key ends for readers of a node when that node's own clock says so; clocks differ. */
    EXPIRY_BY_LOCAL_CLOCK {
        @Override
        NodeParts prepare(String[] flags) {
            return StateFaults.expiryByLocalClock(flags[Arrays.asList(flags).indexOf("-id") + 1]);
        }
    },
    /** Goes on when the disk said that it could not write or force. */
    DISK_ERRORS_IGNORED {
        @Override
        NodeParts prepare(String[] flags) {
            return StateFaults.diskErrorsIgnored();
        }
    },
    /** Acknowledges what it has written, and forces it in the background. */
    ACK_BEFORE_FORCE {
        @Override
        NodeParts prepare(String[] flags) {
            return StateFaults.ackBeforeForce();
        }
    };

    /**
     * Does what is to be done before the start, and names the parts to exchange.
     *
     * @param flags hraftd's, the data directory last
     */
    abstract NodeParts prepare(String[] flags);

    static @Nullable Mutant named(String name) {
        return Arrays.stream(values())
                .filter(mutant -> mutant.toString().equals(name))
                .findFirst()
                .orElse(null);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Mutant::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
