package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;
import dev.assay.server.type.RedisType;

/** {@code COPY source destination [DB 0] [REPLACE]}. The copy ends when the source does. */
public final class Copy {

    public static final CommandSpec SPEC = CommandSpec.write(
                    "copy", -3, "generic", "Copies what a key holds to another key.", Copy::parse)
            .keyed(KeyPositions.of(1, 2, 1));

    private Copy() {}

    private static Command.Write parse(Argv argv) {
        Bytes source = argv.at(1);
        Bytes destination = argv.at(2);
        boolean replace = replace(argv);
        if (source.equals(destination)) {
            throw new CommandError("ERR source and destination objects are the same");
        }
        return keys -> {
            Value value = keys.get(source);
            if (value == null || (!replace && keys.get(destination) != null)) {
                return Reply.ZERO;
            }
            RedisType.copy(keys, value, destination);
            return Reply.ONE;
        };
    }

    private static boolean replace(Argv argv) {
        boolean replace = false;
        for (int place = 3; place < argv.size(); place++) {
            if (argv.at(place).is("replace")) {
                replace = true;
            } else if (argv.at(place).is("db")) {
                argv.after(place);
                place++;
                if (argv.number(place) != 0) {
                    throw new CommandError("ERR DB index is out of range");
                }
            } else {
                throw new CommandError(Texts.SYNTAX);
            }
        }
        return replace;
    }
}
