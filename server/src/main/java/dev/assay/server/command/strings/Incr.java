package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;

import java.util.OptionalLong;

/** {@code INCR key}. */
public final class Incr {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "incr",
                    2,
                    "string",
                    "Adds one to the integer value of a key; a missing key counts as 0.",
                    Incr::parse)
            .flagged(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
            .keyed(KeyPositions.FIRST);

    private Incr() {}

    private static Command.Write parse(Argv argv) {
        Bytes key = argv.at(1);
        return keys -> execute(keys, key);
    }

    private static Reply execute(Keyspace keys, Bytes key) {
        Value old = keys.get(key);
        if (StringValues.isOther(old)) {
            return StringValues.WRONG_TYPE;
        }
        OptionalLong number = old == null ? OptionalLong.of(0) : old.payload().asLong();
        if (number.isEmpty()) {
            return new Reply.Error(Texts.NOT_AN_INTEGER);
        }
        if (number.getAsLong() == Long.MAX_VALUE) {
            return new Reply.Error("ERR increment or decrement would overflow");
        }
        long next = number.getAsLong() + 1;
        keys.put(key, Value.Type.STRING, Bytes.of(Long.toString(next)));
        return new Reply.Int(next);
    }
}
