package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

import java.util.List;

/** {@code MSET} and {@code MSETNX key value [key value ...]}: all or nothing, in one entry. */
public final class Mset {

    public static final CommandSpec MSET = CommandSpec.write(
                    "mset",
                    -3,
                    "string",
                    "Sets the string values of several keys at one moment.",
                    argv -> parse(argv, "mset", false))
            .keyed(KeyPositions.EVERY_SECOND);

    public static final CommandSpec MSETNX = CommandSpec.write(
                    "msetnx",
                    -3,
                    "string",
                    "Sets the string values of several keys if none of them exists.",
                    argv -> parse(argv, "msetnx", true))
            .keyed(KeyPositions.EVERY_SECOND);

    private Mset() {}

    private static Command parse(Argv argv, String name, boolean onlyNew) {
        if (argv.size() % 2 == 0) {
            return Command.Rejected.because(Texts.wrongArity(name));
        }
        List<Bytes> pairs = argv.from(1);
        return (Command.Write) keys -> {
            for (int i = 0; onlyNew && i < pairs.size(); i += 2) {
                if (keys.get(pairs.get(i)) != null) {
                    return Reply.ZERO;
                }
            }
            for (int i = 0; i < pairs.size(); i += 2) {
                keys.put(pairs.get(i), Value.Type.STRING, pairs.get(i + 1));
            }
            return onlyNew ? Reply.ONE : Reply.OK;
        };
    }
}
