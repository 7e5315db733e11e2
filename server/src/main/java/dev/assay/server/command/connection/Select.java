package dev.assay.server.command.connection;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.data.Reply;

import java.util.OptionalLong;

/** {@code SELECT 0}: there is one database. */
public final class Select {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "select", 2, "connection", "Selects database 0, the only one.", Select::parse)
            .flagged(CommandFlag.FAST, CommandFlag.LOADING, CommandFlag.STALE);

    private Select() {}

    private static Command parse(Argv argv) {
        OptionalLong database = argv.at(1).asLong();
        if (database.isEmpty()) {
            return Command.Rejected.because("ERR invalid DB index");
        }
        return database.getAsLong() == 0
                ? Command.done(Reply.OK)
                : Command.Rejected.because("ERR DB index is out of range");
    }
}
