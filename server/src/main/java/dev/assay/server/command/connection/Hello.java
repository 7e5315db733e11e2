package dev.assay.server.command.connection;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;

import java.util.List;
import java.util.OptionalLong;

/** {@code HELLO [2 | 3 [SETNAME name]]}: which RESP version the connection speaks. */
public final class Hello {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "hello",
                    -1,
                    "connection",
                    "Chooses the protocol version and tells about the server.",
                    Hello::parse)
            .flagged(CommandFlag.FAST, CommandFlag.LOADING, CommandFlag.STALE);

    private Hello() {}

    private static Command parse(Argv argv) {
        if (argv.size() == 1) {
            return (Command.Local) session -> Command.done(greeting(session));
        }
        OptionalLong version = argv.at(1).asLong();
        if (version.isEmpty()) {
            return Command.Rejected.because(
                    "ERR Protocol version is not an integer or out of range");
        }
        if (version.getAsLong() != 2 && version.getAsLong() != 3) {
            return Command.Rejected.because("NOPROTO unsupported protocol version");
        }
        int protocol = (int) version.getAsLong();
        if (argv.size() == 2) {
            return (Command.Local) session -> greet(session, protocol, session.name());
        }
        if (argv.size() == 4 && argv.at(2).is("setname")) {
            Bytes name = argv.at(3);
            return Client.isName(name)
                    ? (Command.Local) session -> greet(session, protocol, name.text())
                    : Command.Rejected.because(Client.BAD_NAME);
        }
        return Command.Rejected.because(
                Texts.SYNTAX + " in HELLO option '" + argv.at(2).text() + "'");
    }

    private static Command greet(Session session, int protocol, String name) {
        session.protocol(protocol);
        session.name(name);
        return Command.done(greeting(session));
    }

    private static Reply greeting(Session session) {
        return new Reply.Pairs(List.of(
                pair("server", Reply.bulk("hraftd")),
                pair("version", Reply.bulk(session.server().version())),
                pair("proto", new Reply.Int(session.protocol())),
                pair("id", new Reply.Int(session.id())),
                pair("mode", Reply.bulk("standalone")),
                pair("role", Reply.bulk("master")),
                pair("modules", new Reply.Array(List.of()))));
    }

    private static Reply.Pair pair(String key, Reply value) {
        return new Reply.Pair(Reply.bulk(key), value);
    }
}
