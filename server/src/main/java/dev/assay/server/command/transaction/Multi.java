package dev.assay.server.command.transaction;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;
import dev.assay.server.data.Reply;

/** {@code MULTI}: what follows is queued until EXEC. */
public final class Multi {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "multi", 1, "transactions", "Begins a transaction.", argv ->
                            (Command.Local) Multi::execute)
            .flagged(CommandFlag.NOSCRIPT, CommandFlag.FAST)
            .notQueued();

    private Multi() {}

    private static Command execute(Session session) {
        if (session.inTransaction()) {
            return Command.Rejected.because("ERR MULTI calls can not be nested");
        }
        session.multi();
        return Command.done(Reply.OK);
    }
}
