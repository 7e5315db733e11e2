package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

import java.util.ArrayList;
import java.util.List;

/** {@code MGET key [key ...]}: all from one state; what is no string is nil. */
public final class Mget {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "mget",
                    -2,
                    "string",
                    "Returns the string values of several keys at one moment.",
                    Mget::parse)
            .flagged(CommandFlag.READONLY, CommandFlag.FAST)
            .keyed(KeyPositions.ALL);

    private Mget() {}

    private static Command.ReadMany parse(Argv argv) {
        List<Bytes> wanted = argv.from(1);
        return keys -> {
            List<Reply> replies = new ArrayList<>(wanted.size());
            for (Value value : keys.getAll(wanted)) {
                boolean isString = value != null && value.type() == Value.Type.STRING;
                replies.add(isString ? new Reply.Bulk(value.payload()) : Reply.Nil.STRING);
            }
            return new Reply.Array(replies);
        };
    }
}
