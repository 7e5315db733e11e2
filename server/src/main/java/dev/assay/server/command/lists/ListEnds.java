package dev.assay.server.command.lists;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Keynum;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;
import dev.assay.server.type.RedisList;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens at the ends of lists: {@code LPUSH}, {@code RPUSH}, {@code LPUSHX}, {@code RPUSHX},
 * {@code LPOP}, {@code RPOP}, {@code LMPOP}, {@code LMOVE}, {@code RPOPLPUSH}.
 */
public final class ListEnds {

    public static final CommandSpec LPUSH =
            push("lpush", true, false, "Puts elements before a list's first.");
    public static final CommandSpec RPUSH =
            push("rpush", false, false, "Puts elements behind a list's last.");
    public static final CommandSpec LPUSHX = push(
            "lpushx", true, true, "Puts elements before a list's first if there is such a list.");
    public static final CommandSpec RPUSHX = push(
            "rpushx", false, true, "Puts elements behind a list's last if there is such a list.");

    public static final CommandSpec LPOP = CommandSpec.shrink(
                    "lpop",
                    -2,
                    "list",
                    "Takes a list's first elements.",
                    argv -> pop(argv, "lpop", true))
            .fast();
    public static final CommandSpec RPOP = CommandSpec.shrink(
                    "rpop",
                    -2,
                    "list",
                    "Takes a list's last elements.",
                    argv -> pop(argv, "rpop", false))
            .fast();

    public static final CommandSpec LMPOP = CommandSpec.shrink(
                    "lmpop",
                    -4,
                    "list",
                    "Takes elements of the first list that has some.",
                    ListEnds::popSeveral)
            .keyed(KeyPositions.COUNTED);

    public static final CommandSpec LMOVE = CommandSpec.write(
                    "lmove",
                    5,
                    "list",
                    "Takes an element off a list and puts it on another.",
                    argv -> move(argv.at(1), argv.at(2), isLeft(argv.at(3)), isLeft(argv.at(4))))
            .keyed(KeyPositions.of(1, 2, 1));

    public static final CommandSpec RPOPLPUSH = CommandSpec.write(
                    "rpoplpush",
                    3,
                    "list",
                    "Takes a list's last element and puts it before another's first.",
                    argv -> move(argv.at(1), argv.at(2), false, true))
            .keyed(KeyPositions.of(1, 2, 1));

    private static final String NOT_POSITIVE = "ERR value is out of range, must be positive";

    private ListEnds() {}

    private static CommandSpec push(String name, boolean left, boolean onlyOld, String summary) {
        return CommandSpec.write(name, -3, "list", summary, argv -> push(argv, left, onlyOld))
                .fast();
    }

    private static Command.Write push(Argv argv, boolean left, boolean onlyOld) {
        Bytes key = argv.at(1);
        List<Bytes> elements = argv.from(2);
        return keys -> {
            RedisList.Editor list = RedisList.edit(keys, key);
            if (onlyOld && list.list().size() == 0) {
                return Reply.ZERO;
            }
            elements.forEach(element -> list.push(left, element));
            return Reply.of(list.list().size());
        };
    }

    static boolean isLeft(Bytes word) {
        if (!word.is("left") && !word.is("right")) {
            throw new CommandError(Texts.SYNTAX);
        }
        return word.is("left");
    }

    private static Command.Write pop(Argv argv, String name, boolean left) {
        Bytes key = argv.at(1);
        if (argv.size() > 3) {
            throw new CommandError(Texts.wrongArity(name));
        }
        if (argv.size() == 2) {
            return keys -> {
                RedisList.Editor list = RedisList.edit(keys, key);
                return list.list().size() == 0 ? Reply.Nil.STRING : new Reply.Bulk(list.pop(left));
            };
        }
        long count = argv.at(2).asLong().orElse(-1);
        if (count < 0) {
            throw new CommandError(NOT_POSITIVE);
        }
        return keys -> {
            RedisList.Editor list = RedisList.edit(keys, key);
            return list.list().size() == 0 ? Reply.Nil.ARRAY : pop(list, left, count);
        };
    }

    private static Reply pop(RedisList.Editor list, boolean left, long count) {
        List<Reply> popped = new ArrayList<>();
        for (long more = Math.min(count, list.list().size()); more > 0; more--) {
            popped.add(new Reply.Bulk(list.pop(left)));
        }
        return new Reply.Array(popped);
    }

    private static Command.Write popSeveral(Argv argv) {
        Keynum named = Keynum.parse(argv, 1);
        int place = named.behind();
        if (place >= argv.size()) {
            throw new CommandError(Texts.SYNTAX);
        }
        boolean left = isLeft(argv.at(place));
        long count = Keynum.countOption(argv, place + 1);
        return keys -> {
            for (Bytes key : named.keys()) {
                RedisList.Editor list = RedisList.edit(keys, key);
                if (list.list().size() > 0) {
                    return new Reply.Array(List.of(new Reply.Bulk(key), pop(list, left, count)));
                }
            }
            return Reply.Nil.ARRAY;
        };
    }

    private static Command.Write move(Bytes from, Bytes to, boolean fromLeft, boolean toLeft) {
        return keys -> move(keys, from, to, fromLeft, toLeft);
    }

    private static Reply move(
            Keyspace keys, Bytes from, Bytes to, boolean fromLeft, boolean toLeft) {
        RedisList.Editor source = RedisList.edit(keys, from);
        if (source.list().size() == 0) {
            return Reply.Nil.STRING;
        }
        RedisList.Editor target = from.equals(to) ? source : RedisList.edit(keys, to);
        Bytes element = source.list().get(fromLeft ? 0 : source.list().size() - 1);
        if (from.equals(to) && (fromLeft == toLeft || source.list().size() == 1)) {
            // It stays where it is, which still is a change.
            source.set(fromLeft ? 0 : source.list().size() - 1, element);
        } else {
            source.pop(fromLeft);
            target.push(toLeft, element);
        }
        return new Reply.Bulk(element);
    }
}
