package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;

import java.util.List;

/** {@code DEL key [key ...]} and {@code UNLINK}, which is the same here. */
public final class Del {

    public static final CommandSpec DEL = CommandSpec.shrink(
                    "del",
                    -2,
                    "generic",
                    "Deletes keys and returns how many there were.",
                    Del::parse)
            .keyed(KeyPositions.ALL);

    public static final CommandSpec UNLINK = CommandSpec.shrink(
                    "unlink",
                    -2,
                    "generic",
                    "Deletes keys and returns how many there were.",
                    Del::parse)
            .fast()
            .keyed(KeyPositions.ALL);

    private Del() {}

    private static Command.Write parse(Argv argv) {
        List<Bytes> doomed = argv.from(1);
        return keys -> {
            long deleted = 0;
            for (Bytes key : doomed) {
                if (keys.get(key) != null) {
                    keys.delete(key);
                    deleted++;
                }
            }
            return Reply.of(deleted);
        };
    }
}
