package dev.assay.server.command.cluster;

import dev.assay.server.command.Argv;
import dev.assay.server.command.ClusterNode;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Slots;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Failure;
import dev.assay.server.data.Reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code CLUSTER SLOTS | SHARDS | NODES | INFO | MYID | KEYSLOT key}: the group as a Redis Cluster
 * with one shard. The leader is its master and has all slots, the others are its replicas.
 */
public final class ClusterCommand {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "cluster",
                    -2,
                    "cluster",
                    "Tells about the members, in a Redis Cluster's words.",
                    ClusterCommand::parse)
            .flagged(CommandFlag.LOADING, CommandFlag.STALE);

    private static final int LAST_SLOT = Slots.COUNT - 1;

    private ClusterCommand() {}

    private static Command parse(Argv argv) {
        String subcommand = argv.at(1).text().toLowerCase(Locale.ROOT);
        if (subcommand.equals("keyslot")) {
            return argv.size() == 3
                    ? Command.done(Reply.of(Slots.of(argv.at(2))))
                    : wrongArity(subcommand);
        }
        Function<List<ClusterNode>, Reply> answer = switch (subcommand) {
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
                session -> Command.done(answer.apply(session.server().nodes()));
    }

    private static Command wrongArity(String subcommand) {
        return Command.Rejected.because(Texts.wrongArity("cluster|" + subcommand));
    }

    private static List<ClusterNode> leaderFirst(List<ClusterNode> nodes) {
        List<ClusterNode> sorted = new ArrayList<>();
        nodes.stream().filter(ClusterNode::leads).forEach(sorted::add);
        nodes.stream().filter(node -> !node.leads()).forEach(sorted::add);
        return sorted;
    }

    private static boolean isLed(List<ClusterNode> nodes) {
        return nodes.stream().anyMatch(ClusterNode::leads);
    }

    private static Reply slots(List<ClusterNode> nodes) {
        if (!isLed(nodes)) {
            return Failure.NO_LEADER.reply();
        }
        List<Reply> range = new ArrayList<>();
        range.add(Reply.ZERO);
        range.add(new Reply.Int(LAST_SLOT));
        for (ClusterNode node : leaderFirst(nodes)) {
            range.add(new Reply.Array(List.of(
                    Reply.bulk(node.host()),
                    new Reply.Int(node.port()),
                    Reply.bulk(node.hexId()),
                    new Reply.Array(List.of()))));
        }
        return new Reply.Array(List.of(new Reply.Array(range)));
    }

    private static Reply shards(List<ClusterNode> nodes) {
        if (!isLed(nodes)) {
            return Failure.NO_LEADER.reply();
        }
        List<Reply> members = new ArrayList<>();
        for (ClusterNode node : leaderFirst(nodes)) {
            members.add(new Reply.Pairs(List.of(
                    pair("id", Reply.bulk(node.hexId())),
                    pair("port", new Reply.Int(node.port())),
                    pair("ip", Reply.bulk(node.host())),
                    pair("endpoint", Reply.bulk(node.host())),
                    pair("role", Reply.bulk(node.leads() ? "master" : "replica")),
                    pair("replication-offset", Reply.ZERO),
                    pair("health", Reply.bulk("online")))));
        }
        return new Reply.Array(List.of(new Reply.Pairs(List.of(
                pair("slots", new Reply.Array(List.of(Reply.ZERO, new Reply.Int(LAST_SLOT)))),
                pair("nodes", new Reply.Array(members))))));
    }

    private static Reply.Pair pair(String key, Reply value) {
        return new Reply.Pair(Reply.bulk(key), value);
    }

    /** One line a node: id, address, flags, master, ping, pong, epoch, link, slots. */
    private static Reply nodes(List<ClusterNode> nodes) {
        String leader = nodes.stream()
                .filter(ClusterNode::leads)
                .map(ClusterNode::hexId)
                .findFirst()
                .orElse("-");
        StringBuilder lines = new StringBuilder();
        for (ClusterNode node : leaderFirst(nodes)) {
            lines.append(node.hexId())
                    .append(' ')
                    .append(node.host())
                    .append(':')
                    .append(node.port())
                    .append("@0 ")
                    .append(node.self() ? "myself," : "")
                    .append(node.leads() ? "master" : "slave")
                    .append(' ')
                    .append(node.leads() ? "-" : leader)
                    .append(" 0 0 1 connected")
                    .append(node.leads() ? " 0-" + LAST_SLOT : "")
                    .append('\n');
        }
        return Reply.bulk(lines.toString());
    }

    private static Reply info(List<ClusterNode> nodes) {
        boolean led = isLed(nodes);
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("cluster_state", led ? "ok" : "fail");
        lines.put("cluster_slots_assigned", Slots.COUNT);
        lines.put("cluster_slots_ok", led ? Slots.COUNT : 0);
        lines.put("cluster_slots_pfail", 0);
        lines.put("cluster_slots_fail", led ? 0 : Slots.COUNT);
        lines.put("cluster_known_nodes", nodes.size());
        lines.put("cluster_size", 1);
        StringBuilder text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key).append(':').append(value).append("\r\n"));
        return Reply.bulk(text.toString());
    }

    private static Reply myId(List<ClusterNode> nodes) {
        return nodes.stream()
                .filter(ClusterNode::self)
                .map(node -> Reply.bulk(node.hexId()))
                .findFirst()
                .orElseGet(() -> new Reply.Error("ERR this node is in no group"));
    }
}
