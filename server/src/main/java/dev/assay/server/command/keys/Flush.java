package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;

/** {@code FLUSHALL} and {@code FLUSHDB [SYNC | ASYNC]}: both empty the one database at once. */
public final class Flush {

    public static final CommandSpec FLUSHALL = CommandSpec.shrink(
                    "flushall", -1, "server", "Deletes all keys.", Flush::parse)
            .keyed(KeyPositions.NONE);

    public static final CommandSpec FLUSHDB = CommandSpec.shrink(
                    "flushdb", -1, "server", "Deletes all keys.", Flush::parse)
            .keyed(KeyPositions.NONE);

    private Flush() {}

    private static Command.Write parse(Argv argv) {
        boolean known = argv.size() == 1
                || (argv.size() == 2 && (argv.at(1).is("sync") || argv.at(1).is("async")));
        if (!known) {
            throw new CommandError(Texts.SYNTAX);
        }
        return keys -> {
            keys.clear();
            return Reply.OK;
        };
    }
}
