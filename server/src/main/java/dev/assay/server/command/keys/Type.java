package dev.assay.server.command.keys;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.data.Reply;

/** {@code TYPE key}. */
public final class Type {

    public static final CommandSpec SPEC = CommandSpec.read(
                    "type",
                    2,
                    "generic",
                    "Returns the type of what a key holds, or none.",
                    argv -> new Command.ReadOne(
                            argv.at(1),
                            value -> new Reply.Status(
                                    value == null ? "none" : value.type().word())))
            .fast();

    private Type() {}
}
