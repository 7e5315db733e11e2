package dev.assay.server.command.cluster;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.data.Reply;
import dev.assay.server.read.ReadLevel;

/** {@code READONLY}: from now on this connection reads what this node has, however old. */
public final class ReadOnly {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "readonly",
                    1,
                    "cluster",
                    "Reads of this connection are answered from local, maybe old state.",
                    argv -> (Command.Local) session -> {
                        session.level(ReadLevel.STALE);
                        return Command.done(Reply.OK);
                    })
            .flagged(CommandFlag.FAST, CommandFlag.LOADING, CommandFlag.STALE);

    private ReadOnly() {}
}
