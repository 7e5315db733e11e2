package dev.assay.server.command.transaction;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;
import dev.assay.server.data.Reply;

/** {@code DISCARD}. */
public final class Discard {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "discard",
                    1,
                    "transactions",
                    "Forgets the transaction and the watched keys.",
                    argv -> (Command.Local) Discard::execute)
            .flagged(CommandFlag.NOSCRIPT, CommandFlag.FAST)
            .notQueued();

    private Discard() {}

    private static Command execute(Session session) {
        if (!session.inTransaction()) {
            return Command.Rejected.because("ERR DISCARD without MULTI");
        }
        session.discard();
        return Command.done(Reply.OK);
    }
}
