package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

import java.util.List;

/** {@code MSET key value [key value ...]}: all or nothing, in one entry. */
public final class Mset {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "mset",
                    -3,
                    "string",
                    "Sets the string values of several keys at one moment.",
                    Mset::parse)
            .flagged(CommandFlag.WRITE, CommandFlag.DENYOOM)
            .keyed(KeyPositions.EVERY_SECOND);

    private Mset() {}

    private static Command parse(Argv argv) {
        if (argv.size() % 2 == 0) {
            return Command.Rejected.because(Texts.wrongArity("mset"));
        }
        List<Bytes> pairs = argv.from(1);
        return (Command.Write) keys -> {
            for (int i = 0; i < pairs.size(); i += 2) {
                keys.put(pairs.get(i), Value.Type.STRING, pairs.get(i + 1));
            }
            return Reply.OK;
        };
    }
}
