package dev.assay.server.command.connection;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Reply;

/** {@code PING [message]}. Answers for this node alone; a ready cluster is /readyz' matter. */
public final class Ping {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "ping", -1, "connection", "Returns PONG, or the message.", Ping::parse)
            .flagged(CommandFlag.FAST, CommandFlag.LOADING, CommandFlag.STALE);

    private static final Reply PONG = new Reply.Status("PONG");

    private Ping() {}

    private static Command parse(Argv argv) {
        return switch (argv.size()) {
            case 1 -> Command.done(PONG);
            case 2 -> Command.done(new Reply.Bulk(argv.at(1)));
            default -> Command.Rejected.because(Texts.wrongArity("ping"));
        };
    }
}
