package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

/** {@code PERSIST key}. */
public final class Persist {

    public static final CommandSpec SPEC = CommandSpec.shrink(
                    "persist", 2, "generic", "Makes a key that would end stay.", Persist::parse)
            .fast();

    private Persist() {}

    private static Command.Write parse(Argv argv) {
        Bytes key = argv.at(1);
        return keys -> {
            Value value = keys.get(key);
            if (value == null || value.dueMillis() == Value.NEVER) {
                return Reply.ZERO;
            }
            keys.put(key, value.type(), Value.NEVER, value.payload());
            return Reply.ONE;
        };
    }
}
