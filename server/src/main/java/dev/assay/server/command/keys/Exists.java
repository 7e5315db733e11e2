package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;

import java.util.List;
import java.util.Objects;

/** {@code EXISTS key [key ...]}; a key that is named twice counts twice. */
public final class Exists {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "exists", -2, "generic", "Returns how many of the keys exist.", Exists::parse)
            .flagged(CommandFlag.READONLY, CommandFlag.FAST)
            .keyed(KeyPositions.ALL);

    private Exists() {}

    private static Command.ReadMany parse(Argv argv) {
        List<Bytes> wanted = argv.from(1);
        return keys -> new Reply.Int(
                keys.getAll(wanted).stream().filter(Objects::nonNull).count());
    }
}
