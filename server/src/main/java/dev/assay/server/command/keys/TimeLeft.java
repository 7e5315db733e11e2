package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

/**
 * {@code TTL}, {@code PTTL}, {@code EXPIRETIME}, {@code PEXPIRETIME}: -1 if the key stays, -2 if
 * there is none.
 */
public final class TimeLeft {

    public static final CommandSpec TTL =
            spec("ttl", true, false, "Returns in how many seconds a key ends.");
    public static final CommandSpec PTTL =
            spec("pttl", false, false, "Returns in how many milliseconds a key ends.");
    public static final CommandSpec EXPIRETIME =
            spec("expiretime", true, true, "Returns at which second since 1970 a key ends.");
    public static final CommandSpec PEXPIRETIME =
            spec("pexpiretime", false, true, "Returns at which millisecond since 1970 a key ends.");

    private static final Reply STAYS = new Reply.Int(-1);
    private static final Reply NO_KEY = new Reply.Int(-2);

    private TimeLeft() {}

    private static CommandSpec spec(
            String name, boolean seconds, boolean absolute, String summary) {
        return CommandSpec.read(name, 2, "generic", summary, argv -> parse(argv, seconds, absolute))
                .fast();
    }

    private static Command.ReadMany parse(Argv argv, boolean seconds, boolean absolute) {
        Bytes key = argv.at(1);
        return keys -> {
            Value value = keys.get(key);
            if (value == null) {
                return NO_KEY;
            }
            if (value.dueMillis() == Value.NEVER) {
                return STAYS;
            }
            long millis = absolute
                    ? value.dueMillis()
                    : Math.max(value.dueMillis() - keys.nowMillis(), 0);
            return Reply.of(seconds ? (millis + 500) / 1_000 : millis);
        };
    }
}
