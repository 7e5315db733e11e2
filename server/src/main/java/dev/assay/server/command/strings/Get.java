package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.data.Bytes;

/** {@code GET key}. */
public final class Get {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "get", 2, "string", "Returns the string value of a key.", Get::parse)
            .flagged(CommandFlag.READONLY, CommandFlag.FAST)
            .keyed(KeyPositions.FIRST);

    private Get() {}

    private static Command.Read parse(Argv argv) {
        Bytes key = argv.at(1);
        return new Command.ReadOne(key, StringValues::reply);
    }
}
