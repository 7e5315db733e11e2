package dev.assay.server.command.connection;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;
import dev.assay.server.data.Reply;

/** {@code RESET}: the connection is as new. */
public final class Reset {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "reset", 1, "connection", "Resets what the connection remembers.", argv ->
                            (Command.Local) Reset::execute)
            .flagged(CommandFlag.FAST, CommandFlag.LOADING, CommandFlag.STALE, CommandFlag.NO_AUTH)
            .notQueued();

    private Reset() {}

    private static Command execute(Session session) {
        session.reset();
        return Command.done(new Reply.Status("RESET"));
    }
}
