package dev.assay.server.command.server;

import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.data.Reply;
import dev.assay.server.store.KeyReader;

import java.util.List;

/** {@code TIME}: by which keys end; inside a transaction that of its entry. */
public final class Time {

    public static final CommandSpec SPEC = CommandSpec.read(
                    "time",
                    1,
                    "server",
                    "Returns the time as seconds since 1970 and microseconds.",
                    argv -> (Command.ReadMany) Time::execute)
            .fast()
            .keyed(KeyPositions.NONE);

    private static final long MILLIS_PER_SECOND = 1_000;

    private Time() {}

    private static Reply execute(KeyReader keys) {
        long now = keys.nowMillis();
        return new Reply.Array(List.of(
                Reply.bulk(Long.toString(now / MILLIS_PER_SECOND)),
                Reply.bulk(Long.toString(now % MILLIS_PER_SECOND * 1_000))));
    }
}
