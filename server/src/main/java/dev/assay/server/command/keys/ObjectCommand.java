package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Reply;

/**
 * {@code OBJECT ENCODING key}: how a value lies here, which is {@code raw} for strings, and for
 * collections {@code records}, one for each item, however few. What Redis tells of its memory
 * (REFCOUNT, IDLETIME, FREQ) has nothing to stand for here.
 */
public final class ObjectCommand {

    public static final CommandSpec SPEC = CommandSpec.read(
                    "object", -2, "generic", "Tells how a value is stored.", ObjectCommand::parse)
            .keyed(KeyPositions.of(2, 2, 1));

    private static final Reply RAW = Reply.bulk("raw");
    private static final Reply RECORDS = Reply.bulk("records");

    private ObjectCommand() {}

    private static Command parse(Argv argv) {
        if (!argv.at(1).is("encoding")) {
            return Command.Rejected.because(
                    Texts.unknownSubcommand("OBJECT", Texts.printable(argv.at(1))));
        }
        if (argv.size() != 3) {
            return Command.Rejected.because(Texts.wrongArity("object|encoding"));
        }
        return new Command.ReadOne(
                argv.at(2),
                value -> value == null
                        ? Reply.Nil.STRING
                        : value.type().isCollection() ? RECORDS : RAW);
    }
}
