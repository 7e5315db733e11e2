package dev.assay.server.command.transaction;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Session;
import dev.assay.server.command.Transaction;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.KeyReader;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * {@code WATCH key [key ...]}: EXEC does nothing if one of them has changed since. The versions are
 * read as any read of the connection, linearizably unless it asked for less.
 *
 * <p>Versions tell every change but one: a key that was missing, was made and is missing again.
 */
public final class Watch {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "watch",
                    -2,
                    "transactions",
                    "Makes EXEC depend on these keys staying as they are.",
                    Watch::parse)
            .flagged(CommandFlag.NOSCRIPT, CommandFlag.FAST)
            .keyed(KeyPositions.ALL)
            .notQueued();

    private Watch() {}

    private static Command.Local parse(Argv argv) {
        List<Bytes> keys = argv.from(1);
        return session -> session.inTransaction()
                ? Command.Rejected.because("ERR WATCH inside MULTI is not allowed")
                : (Command.ReadMany) state -> remember(session, keys, state);
    }

    private static Reply remember(Session session, List<Bytes> keys, KeyReader state) {
        List<@Nullable Value> values = state.getAll(keys);
        for (int i = 0; i < keys.size(); i++) {
            session.watch(keys.get(i), Transaction.version(values.get(i)));
        }
        return Reply.OK;
    }
}
