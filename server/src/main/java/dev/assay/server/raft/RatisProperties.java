package dev.assay.server.raft;

import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ratis' settings where they differ from its defaults, each with the reason. */
final class RatisProperties {

    /** Requests are never repeated under the same id here, so answers need not be kept. */
    private static final TimeDuration RETRY_CACHE = TimeDuration.valueOf(2, TimeUnit.SECONDS);

    /** A node that was stopped for minutes (SIGSTOP, a laptop's lid) goes on when it wakes up. */
    private static final TimeDuration CLOSE_AFTER_PAUSE = TimeDuration.valueOf(1, TimeUnit.DAYS);

    /** A joining JVM's first gRPC connection takes seconds on a busy machine. */
    private static final TimeDuration CATCH_UP = TimeDuration.valueOf(10, TimeUnit.SECONDS);

    /**
     * So long a leader that lost its majority leaves it to the others to stand for election. Ratis'
     * 10 s outlast most faults, and it may be the only one who can be elected, for its log is the
     * longest. Also, a leader steps down after a pause of this length.
     */
    private static final TimeDuration STEPPED_DOWN = TimeDuration.valueOf(2, TimeUnit.SECONDS);

    /**
     * Entries in a segment that is closed stay in memory while they are few, for followers that are
     * a little behind; a file is read again for others.
     */
    private static final int SEGMENTS_CACHED_MAX = 2;

    private static final SizeInBytes SEGMENT_BYTES_MAX = SizeInBytes.valueOf("8MB");
    private static final SizeInBytes SEGMENTS_CACHED_BYTES_MAX = SizeInBytes.valueOf("16MB");

    /**
     * Entries before a snapshot that stay in the log, so that a member that was away for a moment
     * need not get the whole snapshot. An entry may have a megabyte.
     */
    private static final int ENTRIES_KEPT = 1_000;

    private static final Duration ALONE_MIN = Duration.ofMillis(40);
    private static final Duration ALONE_MAX = Duration.ofMillis(80);

    private RatisProperties() {}

    static RaftProperties of(Path storage, InetSocketAddress bind, RaftSettings settings) {
        RaftProperties properties = new RaftProperties();
        properties.set(RaftConfigKeys.Rpc.TYPE_KEY, GuardedRpcType.class.getName());
        // The wildcard, which is the default, collides with proxies on other loopback addresses.
        GrpcConfigKeys.Server.setHost(properties, bind.getAddress().getHostAddress());
        GrpcConfigKeys.Server.setPort(properties, bind.getPort());
        RaftServerConfigKeys.setStorageDir(properties, List.of(storage.toFile()));
        RaftServerConfigKeys.setRemovedGroupsDir(
                properties, storage.resolveSibling("removed").toFile());
        // Not Ratis' log in memory for -inmem: in a group of one it never commits, for nothing
        // tells
        // the leader that an entry is in (3.3.0, MemoryRaftLog).
        // Would write a second entry for each of ours, only to note the commit index.
        RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
        // See AppendsInTurn.
        RaftServerConfigKeys.Log.setAppendEntriesComposeEnabled(properties, false);
        TimeDuration min = duration(settings.electionMin());
        TimeDuration max = duration(settings.electionMax());
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, min);
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, max);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, min);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, max);
        RaftServerConfigKeys.RetryCache.setExpiryTime(properties, RETRY_CACHE);
        RaftServerConfigKeys.setCloseThreshold(properties, CLOSE_AFTER_PAUSE);
        RaftServerConfigKeys.setStagingTimeout(properties, CATCH_UP);
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SEGMENT_BYTES_MAX);
        RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, SEGMENTS_CACHED_MAX);
        RaftServerConfigKeys.Log.setSegmentCacheSizeMax(properties, SEGMENTS_CACHED_BYTES_MAX);
        // RaftNode says when, because Ratis counts entries only, and not their bytes.
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, false);
        // Also while a member is away: one dead node must not fill the disks of the others.
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
        RaftServerConfigKeys.Log.setPurgePreservationLogNum(properties, ENTRIES_KEPT);
        RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(properties, STEPPED_DOWN);
        // The first join makes one member two, which Ratis takes for a change of the majority.
        RaftServerConfigKeys.LeaderElection.setMemberMajorityAdd(properties, true);
        return properties;
    }

    /**
     * For a node that knows of no other member: until there is a leader for the first time, it need
     * not wait for one. Still long enough to hear votes, should there be others after all.
     */
    static void electAtOnce(RaftProperties properties) {
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, duration(ALONE_MIN));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, duration(ALONE_MAX));
    }

    private static TimeDuration duration(Duration duration) {
        return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
