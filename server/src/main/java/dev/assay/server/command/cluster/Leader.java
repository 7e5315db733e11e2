package dev.assay.server.command.cluster;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;
import dev.assay.server.data.Reply;

/**
 * {@code LEADER}, hraftd's own: where the leader is. Unlike hraftd, which told its Raft address, it
 * tells the one that a Redis client can use. Where there are several groups it is the first one's.
 */
public final class Leader {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "leader",
                    1,
                    "cluster",
                    "Returns the leader's address for Redis clients.",
                    argv -> (Command.Local) Leader::execute)
            .flagged(CommandFlag.FAST, CommandFlag.LOADING, CommandFlag.STALE);

    private Leader() {}

    private static Command execute(Session session) {
        return Command.done(session.server()
                .shards()
                .get(0)
                .leader()
                .map(node -> Reply.bulk(node.host() + ":" + node.port()))
                .orElse(Reply.Nil.STRING));
    }
}
