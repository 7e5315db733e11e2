package dev.assay.server.raft;

import dev.assay.server.security.Tls;

import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.GroupManagementRequest;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The one Ratis server of a node: one port, one directory, and a {@link RaftNode} for each group.
 * First the groups are made with it, then it is started.
 */
public final class RaftHost implements AutoCloseable {

    /** The same on all nodes; part of the directory's name. The other groups count on from it. */
    private static final UUID FIRST_GROUP = UUID.fromString("68726166-7464-4000-8000-000000000001");

    private final Member self;
    private final InetSocketAddress bind;
    private final Path storage;
    private final boolean bootstrap;
    private final RaftSettings settings;
    private final RatisTuning tuning;
    private final Optional<Tls> tls;
    private final Fsync fsync;
    private final LogForce force;
    private final VoteGuards guards = new VoteGuards();
    private final Map<RaftGroupId, RaftNode> groups = new LinkedHashMap<>();
    private volatile @Nullable RaftServer server;

    /**
     * @param bind where Ratis listens: this node's own address, never the wildcard
     * @param fsync when the logs are forced to disk
     * @param bootstrap whether a node without any log makes groups of its own; otherwise it waits
     *     to be added to them. A node with logs goes on with the groups that it knows
     * @param tuning last word on Ratis' settings
     * @param tls how members talk to each other, if not in the clear
     */
    public RaftHost(
            Member self,
            InetSocketAddress bind,
            Path directory,
            Fsync fsync,
            boolean bootstrap,
            RaftSettings settings,
            RatisTuning tuning,
            Optional<Tls> tls) {
        this.self = self;
        this.bind = bind;
        // Ratis takes a relative path of a snapshot's file for one inside its own directory.
        this.storage = directory.toAbsolutePath().normalize();
        this.bootstrap = bootstrap;
        this.settings = settings;
        this.tuning = tuning;
        this.tls = tls;
        this.fsync = fsync;
        this.force = LogForce.claim(storage, fsync);
    }

    /** Ratis' name of a group. */
    static RaftGroupId id(int group) {
        return RaftGroupId.valueOf(new UUID(
                FIRST_GROUP.getMostSignificantBits(),
                FIRST_GROUP.getLeastSignificantBits() + group));
    }

    Member self() {
        return self;
    }

    RaftSettings settings() {
        return settings;
    }

    Fsync fsync() {
        return fsync;
    }

    /** Where Ratis has a group's log and snapshots. */
    Path home(RaftGroupId group) {
        return storage.resolve(group.getUuid().toString());
    }

    /** Whether a group that has no log yet begins with this node as its only member. */
    boolean bootstraps() {
        return bootstrap;
    }

    /** One more group, before the start. */
    void add(RaftGroupId id, RaftNode group, VoteGuard guard) {
        groups.put(id, group);
        guards.add(id, guard);
    }

    RaftServer server() {
        RaftServer opened = server;
        if (opened == null) {
            throw new IllegalStateException("Raft has not started yet");
        }
        return opened;
    }

    /** As {@link #server}, null before the start. */
    @Nullable
    RaftServer serverIfOpen() {
        return server;
    }

    /**
     * Begins to listen and to take part, with all groups.
     *
     * @throws IOException if the address is taken or a log cannot be read
     */
    public void start() throws IOException {
        List<RaftGroupId> ids = new ArrayList<>(groups.keySet());
        RaftServer opened = RaftServer.newBuilder()
                .setServerId(RaftPeers.of(self, 0).getId())
                .setGroup(initial(ids.get(0)))
                .setProperties(tuning.tune(properties()))
                .setParameters(GuardedRpcType.parameters(guards, tls))
                .setStateMachineRegistry(this::stateMachine)
                // Formats only where there is nothing to recover.
                .setOption(RaftStorage.StartupOption.RECOVER)
                .build();
        server = opened;
        groups.values().forEach(RaftNode::opened);
        opened.start();
        for (RaftGroupId id : ids.subList(1, ids.size())) {
            // Ratis has found those that have a directory.
            if (!contains(opened, id)) {
                make(opened, id);
            }
        }
        for (RaftNode group : groups.values()) {
            group.started();
        }
    }

    private RaftProperties properties() throws IOException {
        RaftProperties properties = RatisProperties.of(storage, bind, settings);
        boolean alone = true;
        for (RaftGroupId group : groups.keySet()) {
            alone &= StoredMembers.only(self.id(), home(group), bootstrap);
        }
        if (alone) {
            RatisProperties.electAtOnce(properties);
        }
        return properties;
    }

    private RaftGroup initial(RaftGroupId id) {
        RaftPeer peer = RaftPeers.of(self, 0);
        return bootstrap ? RaftGroup.valueOf(id, peer) : RaftGroup.valueOf(id);
    }

    private LogStateMachine stateMachine(RaftGroupId id) {
        RaftNode group = groups.get(id);
        if (group == null) {
            throw new IllegalStateException(
                    "there is the log of a group that this node has not: " + home(id));
        }
        return group.stateMachine();
    }

    private static boolean contains(RaftServer opened, RaftGroupId id) throws IOException {
        for (RaftGroupId known : opened.getGroupIds()) {
            if (known.equals(id)) {
                return true;
            }
        }
        return false;
    }

    private void make(RaftServer opened, RaftGroupId id) throws IOException {
        RaftClientReply reply = opened.groupManagement(GroupManagementRequest.newAdd(
                ClientId.randomId(), opened.getId(), 0, initial(id), false));
        if (!reply.isSuccess()) {
            throw new IOException(
                    "cannot make group " + id + ": " + reply.getException(), reply.getException());
        }
    }

    @Override
    public void close() throws IOException {
        groups.values().forEach(RaftNode::closing);
        try {
            RaftServer opened = server;
            if (opened != null) {
                opened.close();
            }
        } finally {
            groups.values().forEach(RaftNode::closed);
            force.close();
        }
    }
}
