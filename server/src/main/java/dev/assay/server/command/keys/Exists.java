package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;

import java.util.List;
import java.util.Objects;

/**
 * {@code EXISTS key [key ...]}; a key that is named twice counts twice. {@code TOUCH} counts too,
 * and touches nothing: no key is ever evicted here.
 */
public final class Exists {

    public static final CommandSpec EXISTS = CommandSpec.read(
                    "exists", -2, "generic", "Returns how many of the keys exist.", Exists::parse)
            .fast()
            .keyed(KeyPositions.ALL);

    public static final CommandSpec TOUCH = CommandSpec.read(
                    "touch", -2, "generic", "Returns how many of the keys exist.", Exists::parse)
            .fast()
            .keyed(KeyPositions.ALL);

    private Exists() {}

    private static Command.Read parse(Argv argv) {
        List<Bytes> wanted = argv.from(1);
        if (wanted.size() == 1) {
            return new Command.ReadOne(wanted.get(0), value -> Reply.of(value != null));
        }
        return (Command.ReadMany) keys ->
                Reply.of(keys.getAll(wanted).stream().filter(Objects::nonNull).count());
    }
}
