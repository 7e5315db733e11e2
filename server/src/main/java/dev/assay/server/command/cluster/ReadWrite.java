package dev.assay.server.command.cluster;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.data.Reply;
import dev.assay.server.read.ReadLevel;

/** {@code READWRITE}: reads of this connection are linearizable again. */
public final class ReadWrite {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "readwrite",
                    1,
                    "cluster",
                    "Reads of this connection are linearizable.",
                    argv -> (Command.Local) session -> {
                        session.level(ReadLevel.LINEARIZABLE);
                        return Command.done(Reply.OK);
                    })
            .flagged(CommandFlag.FAST, CommandFlag.LOADING, CommandFlag.STALE);

    private ReadWrite() {}
}
