package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;

/** {@code RENAME key name} and {@code RENAMENX}. The key keeps the time when it ends. */
public final class Rename {

    public static final CommandSpec RENAME = CommandSpec.write(
                    "rename",
                    3,
                    "generic",
                    "Gives a key another name, in place of the key that has it.",
                    argv -> parse(argv, false))
            .keyed(KeyPositions.of(1, 2, 1));

    public static final CommandSpec RENAMENX = CommandSpec.write(
                    "renamenx",
                    3,
                    "generic",
                    "Gives a key another name if no key has it.",
                    argv -> parse(argv, true))
            .fast()
            .keyed(KeyPositions.of(1, 2, 1));

    private Rename() {}

    private static Command.Write parse(Argv argv, boolean onlyNew) {
        Bytes key = argv.at(1);
        Bytes name = argv.at(2);
        return keys -> {
            if (keys.get(key) == null) {
                throw new CommandError(Texts.NO_SUCH_KEY);
            }
            if (onlyNew && keys.get(name) != null) {
                return Reply.ZERO;
            }
            if (!key.equals(name)) {
                keys.rename(key, name);
            }
            return onlyNew ? Reply.ONE : Reply.OK;
        };
    }
}
