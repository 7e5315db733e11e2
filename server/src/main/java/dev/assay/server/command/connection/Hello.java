package dev.assay.server.command.connection;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * {@code HELLO [2 | 3 [AUTH username password] [SETNAME name]]}: which RESP version the connection
 * speaks.
 */
public final class Hello {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "hello",
                    -1,
                    "connection",
                    "Chooses the protocol version and tells about the server.",
                    Hello::parse)
            .flagged(
                    CommandFlag.FAST,
                    CommandFlag.LOADING,
                    CommandFlag.STALE,
                    CommandFlag.NOSCRIPT,
                    CommandFlag.NO_AUTH);

    private static final String NOT_AUTHENTICATED =
            "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO"
                    + " <proto> AUTH <user> <pass> option can be used to authenticate the client and"
                    + " select the RESP protocol version at the same time";

    /** Null for what is not asked. */
    private record Options(
            @Nullable Integer protocol,
            @Nullable Bytes user,
            @Nullable Bytes password,
            @Nullable Bytes name) {}

    private Hello() {}

    private static Command.Local parse(Argv argv) {
        Options options = options(argv);
        return session -> greet(session, options);
    }

    private static Options options(Argv argv) {
        if (argv.size() == 1) {
            return new Options(null, null, null, null);
        }
        long protocol = argv.at(1)
                .asLong()
                .orElseThrow(() ->
                        new CommandError("ERR Protocol version is not an integer or out of range"));
        if (protocol != 2 && protocol != 3) {
            throw new CommandError("NOPROTO unsupported protocol version");
        }
        Bytes user = null;
        Bytes password = null;
        Bytes name = null;
        for (int place = 2; place < argv.size(); place++) {
            Bytes word = argv.at(place);
            int left = argv.size() - 1 - place;
            if (word.is("auth") && left >= 2) {
                user = argv.at(place + 1);
                password = argv.at(place + 2);
                place += 2;
            } else if (word.is("setname") && left >= 1) {
                name = argv.at(place + 1);
                place++;
            } else {
                throw new CommandError(
                        Texts.SYNTAX + " in HELLO option '" + Texts.printable(word) + "'");
            }
        }
        if (name != null && !Client.isName(name)) {
            throw new CommandError(Client.BAD_NAME);
        }
        return new Options((int) protocol, user, password, name);
    }

    private static Command greet(Session session, Options options) {
        if (options.user() != null
                && options.password() != null
                && !session.authenticate(options.user(), options.password())) {
            return Command.Rejected.because(Texts.WRONG_PASSWORD);
        }
        if (!session.mayCommand()) {
            return Command.Rejected.because(NOT_AUTHENTICATED);
        }
        if (options.protocol() != null) {
            session.protocol(options.protocol());
        }
        if (options.name() != null) {
            session.name(options.name().text());
        }
        return Command.done(greeting(session));
    }

    private static Reply greeting(Session session) {
        boolean isCluster = session.server().shards().size() > 1;
        return new Reply.Pairs(List.of(
                pair("server", Reply.bulk("hraftd")),
                pair("version", Reply.bulk(session.server().version())),
                pair("proto", new Reply.Int(session.protocol())),
                pair("id", new Reply.Int(session.id())),
                pair("mode", Reply.bulk(isCluster ? "cluster" : "standalone")),
                pair("role", Reply.bulk("master")),
                pair("modules", new Reply.Array(List.of()))));
    }

    private static Reply.Pair pair(String key, Reply value) {
        return new Reply.Pair(Reply.bulk(key), value);
    }
}
