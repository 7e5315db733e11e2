package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Deadline;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

/** {@code GETDEL} and {@code GETEX [EX | PX | EXAT | PXAT time | PERSIST]}: reads that write. */
public final class GetVariants {

    public static final CommandSpec GETDEL = CommandSpec.shrink(
                    "getdel",
                    2,
                    "string",
                    "Returns the string value of a key and deletes it.",
                    GetVariants::getAndDelete)
            .fast();

    public static final CommandSpec GETEX = CommandSpec.shrink(
                    "getex",
                    -2,
                    "string",
                    "Returns the string value of a key and says when it ends.",
                    GetVariants::getUntil)
            .fast();

    private GetVariants() {}

    private static Command.Write getAndDelete(Argv argv) {
        Bytes key = argv.at(1);
        return keys -> {
            Bytes bytes = StringValues.of(keys.get(key));
            if (bytes != null) {
                keys.delete(key);
            }
            return Reply.bulk(bytes);
        };
    }

    private static Command getUntil(Argv argv) {
        Bytes key = argv.at(1);
        if (argv.size() == 2) {
            return new Command.ReadOne(key, StringValues::reply);
        }
        boolean persist = argv.at(2).is("persist");
        Deadline deadline = persist ? null : Deadline.option(argv, 2, "getex");
        if (argv.size() != (persist ? 3 : 4) || (!persist && deadline == null)) {
            throw new CommandError(Texts.SYNTAX);
        }
        return getUntil(key, deadline);
    }

    private static Command.Write getUntil(Bytes key, @Nullable Deadline deadline) {
        return keys -> {
            long due = deadline == null ? Value.NEVER : deadline.at(keys.nowMillis());
            Value value = keys.get(key);
            Bytes bytes = StringValues.of(value);
            if (value != null && bytes != null && value.dueMillis() != due) {
                keys.put(key, Value.Type.STRING, due, bytes);
            }
            return Reply.bulk(bytes);
        };
    }
}
