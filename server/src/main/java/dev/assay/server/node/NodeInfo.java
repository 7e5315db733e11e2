package dev.assay.server.node;

import dev.assay.server.command.Access;
import dev.assay.server.command.ClusterNode;
import dev.assay.server.command.ServerInfo;
import dev.assay.server.command.Statistics;
import dev.assay.server.data.Bytes;
import dev.assay.server.raft.Applied;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.Route;
import dev.assay.server.security.Password;
import dev.assay.server.store.Store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What INFO, HELLO and CONFIG GET tell. */
final class NodeInfo implements ServerInfo {

    /** The Redis whose commands and texts are followed; clients choose their words by it. */
    private static final String REDIS_VERSION = "7.0.15";

    private final NodeConfig config;
    private final RaftNode raft;
    private final Applied applied;
    private final Store store;
    private final Statistics statistics;
    private final Access access;

    NodeInfo(
            NodeConfig config, RaftNode raft, Applied applied, Store store, Statistics statistics) {
        this.store = store;
        this.statistics = statistics;
        this.access = config.doors().password().map(NodeInfo::guardedBy).orElse(Access.OPEN);
        this.config = config;
        this.raft = raft;
        this.applied = applied;
    }

    @Override
    public String version() {
        return REDIS_VERSION;
    }

    @Override
    public Map<String, Map<String, String>> sections() {
        Map<String, String> server = new LinkedHashMap<>();
        server.put("redis_version", REDIS_VERSION);
        server.put("redis_mode", "standalone");
        server.put("server_name", "hraftd");
        server.put("process_id", Long.toString(ProcessHandle.current().pid()));
        server.put("tcp_port", Integer.toString(config.self().redis().port()));
        Map<String, String> clients = new LinkedHashMap<>();
        clients.put("connected_clients", Long.toString(statistics.connections()));
        Map<String, String> memory = new LinkedHashMap<>();
        Runtime jvm = Runtime.getRuntime();
        memory.put("used_memory", Long.toString(jvm.totalMemory() - jvm.freeMemory()));
        memory.put("maxmemory", "0");
        memory.put("maxmemory_policy", "noeviction");
        Map<String, String> stats = new LinkedHashMap<>();
        stats.put("total_connections_received", Long.toString(statistics.connectionsEver()));
        stats.put("total_commands_processed", Long.toString(statistics.commandsEver()));
        Map<String, String> replication = new LinkedHashMap<>();
        replication.put("role", "master");
        Map<String, String> group = new LinkedHashMap<>();
        group.put("raft_id", raft.id());
        group.put("raft_role", raft.role());
        group.put("raft_leader", String.valueOf(raft.leaderId()));
        group.put("raft_term", Long.toString(raft.term()));
        group.put("raft_commit_index", Long.toString(raft.commitIndex()));
        group.put("raft_applied_index", Long.toString(applied.index()));
        group.put("raft_snapshot_index", Long.toString(raft.snapshotIndex()));
        group.put("raft_log_start_index", Long.toString(raft.logStartIndex()));
        group.put("raft_members", Integer.toString(raft.configuration().all().size()));
        group.put("read_level", config.level().toString());
        group.put("fsync", config.fsync().toString());
        Map<String, String> keyspace = new LinkedHashMap<>();
        if (store.size() > 0) {
            keyspace.put("db0", "keys=" + store.size() + ",expires=" + store.dueKeys());
        }
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        sections.put("Server", server);
        sections.put("Clients", clients);
        sections.put("Memory", memory);
        sections.put("Stats", stats);
        sections.put("Replication", replication);
        sections.put("Raft", group);
        sections.put("Keyspace", keyspace);
        return sections;
    }

    @Override
    public Access access() {
        return access;
    }

    private static Access guardedBy(Password password) {
        return new Access() {
            @Override
            public boolean needsPassword() {
                return true;
            }

            @Override
            public boolean accepts(Bytes given) {
                return password.accepts(given.array());
            }
        };
    }

    @Override
    public Optional<String> leaderAddress() {
        return raft.route() instanceof Route.Other other
                ? Optional.of(other.leader().redis().toString())
                : Optional.empty();
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("save", "");
        settings.put("appendonly", config.inMemory() ? "no" : "yes");
        settings.put("appendfsync", appendFsync());
        settings.put("databases", "1");
        settings.put("maxmemory", "0");
        settings.put("maxmemory-policy", "noeviction");
        settings.put("port", Integer.toString(config.self().redis().port()));
        return settings;
    }

    /** In Redis' words. */
    private String appendFsync() {
        return switch (config.fsync()) {
            case ALWAYS -> "always";
            case INTERVAL -> "everysec";
            case NEVER -> "no";
        };
    }

    @Override
    public List<ClusterNode> nodes() {
        String leader = raft.leaderId();
        return raft.configuration().all().stream()
                .map(member -> new ClusterNode(
                        member.id(),
                        member.redis().host(),
                        member.redis().port(),
                        member.id().equals(leader),
                        member.id().equals(raft.id())))
                .toList();
    }
}
