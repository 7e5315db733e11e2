package dev.assay.server.command.transaction;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.data.Reply;

/** {@code UNWATCH}. Inside a transaction it has nothing left to do, for EXEC unwatches. */
public final class Unwatch {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "unwatch",
                    1,
                    "transactions",
                    "Forgets the watched keys.",
                    argv -> (Command.Local) session -> {
                        session.unwatch();
                        return Command.done(Reply.OK);
                    })
            .flagged(CommandFlag.NOSCRIPT, CommandFlag.FAST);

    private Unwatch() {}
}
