package dev.assay.server.command.connection;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;
import dev.assay.server.data.Reply;

/** {@code QUIT}: OK, then the connection is closed. */
public final class Quit {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "quit", -1, "connection", "Closes the connection.", argv ->
                            (Command.Local) Quit::execute)
            .flagged(CommandFlag.FAST, CommandFlag.LOADING, CommandFlag.STALE, CommandFlag.NO_AUTH)
            .notQueued();

    private Quit() {}

    private static Command execute(Session session) {
        session.close();
        return Command.done(Reply.OK);
    }
}
