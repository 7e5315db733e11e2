package dev.assay.server.command.connection;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.data.Reply;

/** {@code ECHO message}. */
public final class Echo {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "echo",
                    2,
                    "connection",
                    "Returns the message.",
                    argv -> Command.done(new Reply.Bulk(argv.at(1))))
            .flagged(CommandFlag.FAST, CommandFlag.LOADING, CommandFlag.STALE);

    private Echo() {}
}
