package dev.assay.server.raft;

import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
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
        TimeDuration min = duration(settings.electionMin());
        TimeDuration max = duration(settings.electionMax());
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, min);
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, max);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, min);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, max);
        RaftServerConfigKeys.RetryCache.setExpiryTime(properties, RETRY_CACHE);
        RaftServerConfigKeys.setCloseThreshold(properties, CLOSE_AFTER_PAUSE);
        RaftServerConfigKeys.setStagingTimeout(properties, CATCH_UP);
        // Snapshots are not taken yet, so the log is never purged and can always be replayed.
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, false);
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
        // The first join makes one member two, which Ratis takes for a change of the majority.
        RaftServerConfigKeys.LeaderElection.setMemberMajorityAdd(properties, true);
        return properties;
    }

    private static TimeDuration duration(Duration duration) {
        return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
