package dev.assay.server.command.connection;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;

import java.util.Locale;

/** {@code CLIENT ID | GETNAME | SETNAME name | SETINFO LIB-NAME name | SETINFO LIB-VER version}. */
public final class Client {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "client",
                    -2,
                    "connection",
                    "Tells about this connection, or names it.",
                    Client::parse)
            .flagged(CommandFlag.NOSCRIPT, CommandFlag.LOADING, CommandFlag.STALE);

    static final String BAD_NAME =
            "ERR Client names cannot contain spaces, newlines or special characters.";

    private Client() {}

    private static Command parse(Argv argv) {
        String subcommand = argv.at(1).text().toLowerCase(Locale.ROOT);
        return switch (subcommand) {
            case "id" ->
                argv.size() == 2
                        ? local(session -> new Reply.Int(session.id()))
                        : wrongArity(subcommand);
            case "getname" ->
                argv.size() == 2
                        ? local(session -> Reply.bulk(session.name()))
                        : wrongArity(subcommand);
            case "setname" -> argv.size() == 3 ? setName(argv.at(2)) : wrongArity(subcommand);
            case "setinfo" ->
                argv.size() == 4 ? setInfo(argv.at(2), argv.at(3)) : wrongArity(subcommand);
            default ->
                Command.Rejected.because(
                        Texts.unknownSubcommand("CLIENT", Texts.printable(argv.at(1))));
        };
    }

    private static Command setName(Bytes name) {
        if (!isName(name)) {
            return Command.Rejected.because(BAD_NAME);
        }
        return local(session -> {
            session.name(name.text());
            return Reply.OK;
        });
    }

    /** The library's name is checked and not kept: nothing here lists connections. */
    private static Command setInfo(Bytes attribute, Bytes value) {
        if (!attribute.is("lib-name") && !attribute.is("lib-ver")) {
            return Command.Rejected.because("ERR Unrecognized option '" + attribute.text() + "'");
        }
        return isName(value)
                ? Command.done(Reply.OK)
                : Command.Rejected.because("ERR " + attribute.text()
                        + " cannot contain spaces, newlines or special characters.");
    }

    /** Printable ASCII without blanks, as Redis asks of names. */
    static boolean isName(Bytes name) {
        for (byte b : name.array()) {
            if (b < '!' || b > '~') {
                return false;
            }
        }
        return true;
    }

    private static Command wrongArity(String subcommand) {
        return Command.Rejected.because(Texts.wrongArity("client|" + subcommand));
    }

    private interface Answer {
        Reply to(Session session);
    }

    private static Command.Local local(Answer answer) {
        return session -> Command.done(answer.to(session));
    }
}
