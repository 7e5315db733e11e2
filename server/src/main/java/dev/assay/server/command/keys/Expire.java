package dev.assay.server.command.keys;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Deadline;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * {@code EXPIRE}, {@code PEXPIRE}, {@code EXPIREAT}, {@code PEXPIREAT}: {@code key time [NX | XX |
 * GT | LT]}. A time that is over deletes the key at once.
 */
public final class Expire {

    public static final CommandSpec EXPIRE =
            spec("expire", true, false, "Says in how many seconds a key ends.");
    public static final CommandSpec PEXPIRE =
            spec("pexpire", false, false, "Says in how many milliseconds a key ends.");
    public static final CommandSpec EXPIREAT =
            spec("expireat", true, true, "Says at which second since 1970 a key ends.");
    public static final CommandSpec PEXPIREAT =
            spec("pexpireat", false, true, "Says at which millisecond since 1970 a key ends.");

    private enum Condition {
        NX,
        XX,
        GT,
        LT
    }

    private Expire() {}

    private static CommandSpec spec(
            String name, boolean seconds, boolean absolute, String summary) {
        return CommandSpec.shrink(
                        name, -3, "generic", summary, argv -> parse(argv, name, seconds, absolute))
                .fast();
    }

    private static Command.Write parse(Argv argv, String name, boolean seconds, boolean absolute) {
        Bytes key = argv.at(1);
        Deadline deadline = Deadline.of(argv.number(2), seconds, absolute, name);
        Set<Condition> conditions = conditions(argv);
        return keys -> execute(keys, key, deadline, conditions);
    }

    private static Set<Condition> conditions(Argv argv) {
        Set<Condition> conditions = EnumSet.noneOf(Condition.class);
        for (Bytes word : argv.from(3)) {
            conditions.add(condition(word));
        }
        if (conditions.contains(Condition.NX) && conditions.size() > 1) {
            throw new CommandError(
                    "ERR NX and XX, GT or LT options at the same time are not compatible");
        }
        if (conditions.contains(Condition.GT) && conditions.contains(Condition.LT)) {
            throw new CommandError("ERR GT and LT options at the same time are not compatible");
        }
        return conditions;
    }

    private static Condition condition(Bytes word) {
        for (Condition condition : Condition.values()) {
            if (word.is(condition.name().toLowerCase(Locale.ROOT))) {
                return condition;
            }
        }
        throw new CommandError("ERR Unsupported option " + word.text());
    }

    private static Reply execute(
            Keyspace keys, Bytes key, Deadline deadline, Set<Condition> conditions) {
        long due = deadline.at(keys.nowMillis());
        Value value = keys.get(key);
        if (value == null || !conditions.stream().allMatch(each -> holds(each, value, due))) {
            return Reply.ZERO;
        }
        keys.put(key, value.type(), due, value.payload());
        return Reply.ONE;
    }

    /** A key that stays ends later than any other. */
    private static boolean holds(Condition condition, Value value, long due) {
        boolean stays = value.dueMillis() == Value.NEVER;
        return switch (condition) {
            case NX -> stays;
            case XX -> !stays;
            case GT -> !stays && due > value.dueMillis();
            case LT -> stays || due < value.dueMillis();
        };
    }
}
