package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Deadline;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

/** SET's older kin: {@code SETEX}, {@code PSETEX}, {@code SETNX}, {@code GETSET}. */
public final class SetVariants {

    public static final CommandSpec SETEX = CommandSpec.write(
            "setex",
            4,
            "string",
            "Sets the string value of a key that ends after some seconds.",
            argv -> setUntil(argv, "setex", true));

    public static final CommandSpec PSETEX = CommandSpec.write(
            "psetex",
            4,
            "string",
            "Sets the string value of a key that ends after some milliseconds.",
            argv -> setUntil(argv, "psetex", false));

    public static final CommandSpec SETNX = CommandSpec.write(
                    "setnx",
                    3,
                    "string",
                    "Sets the string value of a key if it does not exist.",
                    SetVariants::setIfMissing)
            .fast();

    public static final CommandSpec GETSET = CommandSpec.write(
                    "getset",
                    3,
                    "string",
                    "Sets the string value of a key and returns the one before.",
                    SetVariants::getAndSet)
            .fast();

    private SetVariants() {}

    private static Command.Write setUntil(Argv argv, String name, boolean seconds) {
        Bytes key = argv.at(1);
        Bytes value = argv.at(3);
        Deadline deadline = Deadline.positive(argv.number(2), seconds, false, name);
        return keys -> {
            keys.put(key, Value.Type.STRING, deadline.at(keys.nowMillis()), value);
            return Reply.OK;
        };
    }

    private static Command.Write setIfMissing(Argv argv) {
        Bytes key = argv.at(1);
        Bytes value = argv.at(2);
        return keys -> {
            if (keys.get(key) != null) {
                return Reply.ZERO;
            }
            keys.put(key, Value.Type.STRING, value);
            return Reply.ONE;
        };
    }

    private static Command.Write getAndSet(Argv argv) {
        Bytes key = argv.at(1);
        Bytes value = argv.at(2);
        return keys -> {
            Reply old = StringValues.reply(keys.get(key));
            keys.put(key, Value.Type.STRING, value);
            return old;
        };
    }
}
