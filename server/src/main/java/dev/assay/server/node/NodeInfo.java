package dev.assay.server.node;

import dev.assay.server.command.Access;
import dev.assay.server.command.ClusterNode;
import dev.assay.server.command.ServerInfo;
import dev.assay.server.command.Shard;
import dev.assay.server.command.Slots;
import dev.assay.server.command.Statistics;
import dev.assay.server.data.Bytes;
import dev.assay.server.raft.RaftNode;
import dev.assay.server.raft.Route;
import dev.assay.server.security.Password;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What INFO, HELLO and CONFIG GET tell. */
final class NodeInfo implements ServerInfo {

    /** The Redis whose commands and texts are followed; clients choose their words by it. */
    private static final String REDIS_VERSION = "7.0.15";

    private final NodeConfig config;
    private final List<Group> groups;
    private final Statistics statistics;
    private final Access access;

    NodeInfo(NodeConfig config, List<Group> groups, Statistics statistics) {
        this.statistics = statistics;
        this.access = config.doors().password().map(NodeInfo::guardedBy).orElse(Access.OPEN);
        this.config = config;
        this.groups = groups;
    }

    @Override
    public String version() {
        return REDIS_VERSION;
    }

    @Override
    public Map<String, Map<String, String>> sections() {
        Map<String, String> server = new LinkedHashMap<>();
        server.put("redis_version", REDIS_VERSION);
        server.put("redis_mode", groups.size() == 1 ? "standalone" : "cluster");
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
        Map<String, String> raft = new LinkedHashMap<>();
        raft.put("raft_id", config.self().id());
        if (groups.size() == 1) {
            addTo(raft, groups.get(0));
        } else {
            raft.put("raft_groups", Integer.toString(groups.size()));
            groups.forEach(group -> raft.put("raft_group_" + group.number(), line(group)));
        }
        raft.put("read_level", config.level().toString());
        raft.put("fsync", config.fsync().toString());
        Map<String, String> keyspace = new LinkedHashMap<>();
        long size = groups.stream().mapToLong(group -> group.store().size()).sum();
        if (size > 0) {
            long due =
                    groups.stream().mapToLong(group -> group.store().dueKeys()).sum();
            keyspace.put("db0", "keys=" + size + ",expires=" + due);
        }
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        sections.put("Server", server);
        sections.put("Clients", clients);
        sections.put("Memory", memory);
        sections.put("Stats", stats);
        sections.put("Replication", replication);
        sections.put("Raft", raft);
        sections.put("Keyspace", keyspace);
        return sections;
    }

    private static void addTo(Map<String, String> fields, Group group) {
        RaftNode raft = group.raft();
        fields.put("raft_role", raft.role());
        fields.put("raft_leader", String.valueOf(raft.leaderId()));
        fields.put("raft_term", Long.toString(raft.term()));
        fields.put("raft_commit_index", Long.toString(raft.commitIndex()));
        fields.put("raft_applied_index", Long.toString(group.applied().index()));
        fields.put("raft_snapshot_index", Long.toString(raft.snapshotIndex()));
        fields.put("raft_log_start_index", Long.toString(raft.logStartIndex()));
        fields.put("raft_members", Integer.toString(raft.configuration().all().size()));
    }

    /** As Redis tells of a database in one line. */
    private static String line(Group group) {
        RaftNode raft = group.raft();
        return "slots=" + group.firstSlot() + "-" + group.lastSlot()
                + ",role=" + raft.role()
                + ",leader=" + raft.leaderId()
                + ",term=" + raft.term()
                + ",commit_index=" + raft.commitIndex()
                + ",applied_index=" + group.applied().index()
                + ",members=" + raft.configuration().all().size();
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
    public Optional<String> leaderAddress(int slot) {
        Group group = groups.get(Slots.group(slot, groups.size()));
        return group.raft().route() instanceof Route.Other other
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
    public List<Shard> shards() {
        return groups.stream()
                .map(group -> new Shard(group.firstSlot(), group.lastSlot(), nodes(group.raft())))
                .toList();
    }

    private static List<ClusterNode> nodes(RaftNode raft) {
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
