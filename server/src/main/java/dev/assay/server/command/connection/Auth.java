package dev.assay.server.command.connection;

import dev.assay.server.command.Access;
import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;

/** {@code AUTH [username] password}. The one user is {@code default}. */
public final class Auth {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "auth", -2, "connection", "Authenticates the connection.", Auth::parse)
            .flagged(
                    CommandFlag.NOSCRIPT,
                    CommandFlag.LOADING,
                    CommandFlag.STALE,
                    CommandFlag.FAST,
                    CommandFlag.NO_AUTH)
            .notQueued();

    private static final String NO_PASSWORD =
            "ERR AUTH <password> called without any password configured for the default user."
                    + " Are you sure your configuration is correct?";

    private Auth() {}

    private static Command.Local parse(Argv argv) {
        if (argv.size() > 3) {
            throw new CommandError(Texts.SYNTAX);
        }
        if (argv.size() == 2) {
            return session -> session.access().needsPassword()
                    ? authenticate(session, Bytes.of(Access.USER), argv.at(1))
                    : Command.Rejected.because(NO_PASSWORD);
        }
        return session -> authenticate(session, argv.at(1), argv.at(2));
    }

    private static Command authenticate(Session session, Bytes user, Bytes password) {
        return session.authenticate(user, password)
                ? Command.done(Reply.OK)
                : Command.Rejected.because(Texts.WRONG_PASSWORD);
    }
}
