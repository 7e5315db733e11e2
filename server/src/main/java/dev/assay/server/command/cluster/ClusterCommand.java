package dev.assay.server.command.cluster;

import dev.assay.server.command.Argv;
import dev.assay.server.command.ClusterNode;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Shard;
import dev.assay.server.command.Slots;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Failure;
import dev.assay.server.data.Reply;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code CLUSTER SLOTS | SHARDS | NODES | INFO | MYID | KEYSLOT key}: the groups as shards of a
 * Redis Cluster. A group's leader is the master of its slots, the other members are its replicas.
 */
public final class ClusterCommand {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "cluster",
                    -2,
                    "cluster",
                    "Tells about the members, in a Redis Cluster's words.",
                    ClusterCommand::parse)
            .flagged(CommandFlag.LOADING, CommandFlag.STALE);

    private ClusterCommand() {}

    private static Command parse(Argv argv) {
        String subcommand = argv.at(1).text().toLowerCase(Locale.ROOT);
        if (subcommand.equals("keyslot")) {
            return argv.size() == 3
                    ? Command.done(Reply.of(Slots.of(argv.at(2))))
                    : wrongArity(subcommand);
        }
        Function<List<Shard>, Reply> answer = switch (subcommand) {
            case "slots" -> ClusterCommand::slots;
            case "shards" -> ClusterCommand::shards;
            case "nodes" -> ClusterCommand::nodes;
            case "info" -> ClusterCommand::info;
            case "myid" -> ClusterCommand::myId;
            default -> null;
        };
        if (answer == null) {
            return Command.Rejected.because(
                    Texts.unknownSubcommand("CLUSTER", Texts.printable(argv.at(1))));
        }
        if (argv.size() != 2) {
            return wrongArity(subcommand);
        }
        return (Command.Local)
                session -> Command.done(answer.apply(session.server().shards()));
    }

    private static Command wrongArity(String subcommand) {
        return Command.Rejected.because(Texts.wrongArity("cluster|" + subcommand));
    }

    /** Shards whose leader is known; a client finds no node for the slots of the others. */
    private static List<Shard> led(List<Shard> shards) {
        return shards.stream().filter(shard -> shard.leader().isPresent()).toList();
    }

    private static Reply slots(List<Shard> shards) {
        List<Shard> led = led(shards);
        if (led.isEmpty()) {
            return Failure.NO_LEADER.reply();
        }
        List<Reply> ranges = new ArrayList<>();
        for (Shard shard : led) {
            List<Reply> range = new ArrayList<>();
            range.add(new Reply.Int(shard.first()));
            range.add(new Reply.Int(shard.last()));
            for (ClusterNode node : shard.leaderFirst()) {
                range.add(new Reply.Array(List.of(
                        Reply.bulk(node.host()),
                        new Reply.Int(node.port()),
                        Reply.bulk(node.hexId()),
                        new Reply.Array(List.of()))));
            }
            ranges.add(new Reply.Array(range));
        }
        return new Reply.Array(ranges);
    }

    private static Reply shards(List<Shard> shards) {
        List<Shard> led = led(shards);
        if (led.isEmpty()) {
            return Failure.NO_LEADER.reply();
        }
        return new Reply.Array(led.stream().map(ClusterCommand::shard).toList());
    }

    private static Reply shard(Shard shard) {
        List<Reply> members = new ArrayList<>();
        for (ClusterNode node : shard.leaderFirst()) {
            members.add(new Reply.Pairs(List.of(
                    pair("id", Reply.bulk(node.hexId())),
                    pair("port", new Reply.Int(node.port())),
                    pair("ip", Reply.bulk(node.host())),
                    pair("endpoint", Reply.bulk(node.host())),
                    pair("role", Reply.bulk(node.leads() ? "master" : "replica")),
                    pair("replication-offset", Reply.ZERO),
                    pair("health", Reply.bulk("online")))));
        }
        return new Reply.Pairs(List.of(
                pair(
                        "slots",
                        new Reply.Array(List.of(
                                new Reply.Int(shard.first()), new Reply.Int(shard.last())))),
                pair("nodes", new Reply.Array(members))));
    }

    private static Reply.Pair pair(String key, Reply value) {
        return new Reply.Pair(Reply.bulk(key), value);
    }

    /**
     * One line a node: id, address, flags, master, ping, pong, epoch, link, slots. A node that leads
     * no group is told as a replica of the first group's leader, for a line has room for one.
     */
    private static Reply nodes(List<Shard> shards) {
        Map<String, StringBuilder> slots = new LinkedHashMap<>();
        Map<String, ClusterNode> nodes = new LinkedHashMap<>();
        for (Shard shard : shards) {
            shard.leader()
                    .ifPresent(leader -> slots.computeIfAbsent(
                                    leader.id(), first -> new StringBuilder())
                            .append(' ')
                            .append(shard.first())
                            .append('-')
                            .append(shard.last()));
            shard.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
        }
        String master = shards.get(0).leader().map(ClusterNode::hexId).orElse("-");
        StringBuilder lines = new StringBuilder();
        nodes.values().stream()
                .sorted(Comparator.comparing(node -> !slots.containsKey(node.id())))
                .forEach(node -> line(lines, node, slots.get(node.id()), master));
        return Reply.bulk(lines.toString());
    }

    private static void line(
            StringBuilder lines, ClusterNode node, @Nullable StringBuilder slots, String master) {
        lines.append(node.hexId())
                .append(' ')
                .append(node.host())
                .append(':')
                .append(node.port())
                .append("@0 ")
                .append(node.self() ? "myself," : "")
                .append(slots == null ? "slave" : "master")
                .append(' ')
                .append(slots == null ? master : "-")
                .append(" 0 0 1 connected")
                .append(slots == null ? "" : slots)
                .append('\n');
    }

    private static Reply info(List<Shard> shards) {
        List<Shard> led = led(shards);
        int ok = led.stream().mapToInt(Shard::slots).sum();
        long nodes = shards.stream()
                .flatMap(shard -> shard.nodes().stream())
                .map(ClusterNode::id)
                .distinct()
                .count();
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("cluster_state", ok == Slots.COUNT ? "ok" : "fail");
        lines.put("cluster_slots_assigned", Slots.COUNT);
        lines.put("cluster_slots_ok", ok);
        lines.put("cluster_slots_pfail", 0);
        lines.put("cluster_slots_fail", Slots.COUNT - ok);
        lines.put("cluster_known_nodes", nodes);
        lines.put("cluster_size", shards.size());
        StringBuilder text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key).append(':').append(value).append("\r\n"));
        return Reply.bulk(text.toString());
    }

    private static Reply myId(List<Shard> shards) {
        return shards.stream()
                .flatMap(shard -> shard.nodes().stream())
                .filter(ClusterNode::self)
                .map(node -> Reply.bulk(node.hexId()))
                .findFirst()
                .orElseGet(() -> new Reply.Error("ERR this node is in no group"));
    }
}
