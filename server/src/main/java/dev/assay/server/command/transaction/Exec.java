package dev.assay.server.command.transaction;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;

/** {@code EXEC}: the queued commands as one log entry, if the watched keys are as they were. */
public final class Exec {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "exec", 1, "transactions", "Executes the transaction.", argv ->
                            (Command.Local) Exec::execute)
            .flagged(CommandFlag.NOSCRIPT)
            .notQueued();

    private Exec() {}

    private static Command execute(Session session) {
        if (!session.inTransaction()) {
            return Command.Rejected.because("ERR EXEC without MULTI");
        }
        if (session.spoiled()) {
            session.discard();
            return Command.Rejected.because(
                    "EXECABORT Transaction discarded because of previous errors.");
        }
        return session.takeTransaction();
    }
}
