package dev.assay.server.command.zsets;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Keynum;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.type.RedisSortedSet;
import dev.assay.server.type.RedisSortedSet.Scored;

import java.util.ArrayList;
import java.util.List;

/** {@code ZPOPMIN key [count]}, {@code ZPOPMAX}, {@code ZMPOP}. */
public final class ZsetPops {

    public static final CommandSpec ZPOPMIN = CommandSpec.shrink(
                    "zpopmin",
                    -2,
                    "sorted-set",
                    "Takes members with the lowest scores.",
                    argv -> pop(argv, false))
            .fast();

    public static final CommandSpec ZPOPMAX = CommandSpec.shrink(
                    "zpopmax",
                    -2,
                    "sorted-set",
                    "Takes members with the highest scores.",
                    argv -> pop(argv, true))
            .fast();

    public static final CommandSpec ZMPOP = CommandSpec.shrink(
                    "zmpop",
                    -4,
                    "sorted-set",
                    "Takes members of the first sorted set that has some.",
                    ZsetPops::popSeveral)
            .keyed(KeyPositions.COUNTED);

    private ZsetPops() {}

    private static Command.Write pop(Argv argv, boolean highest) {
        Bytes key = argv.at(1);
        if (argv.size() > 3) {
            throw new CommandError(Texts.SYNTAX);
        }
        boolean one = argv.size() == 2;
        long count = one ? 1 : argv.at(2).asLong().orElse(-1);
        if (count < 0) {
            throw new CommandError("ERR value is out of range, must be positive");
        }
        return keys -> {
            List<Scored> popped = pop(RedisSortedSet.edit(keys, key), highest, count);
            if (one && !popped.isEmpty()) {
                Reply.Pair pair = Scores.pair(popped.get(0));
                return new Reply.Array(List.of(pair.key(), pair.value()));
            }
            return Scores.reply(popped, true);
        };
    }

    private static List<Scored> pop(RedisSortedSet.Editor set, boolean highest, long count) {
        List<Scored> popped = new ArrayList<>(set.set().ranks(0, count, highest));
        popped.forEach(set::remove);
        return popped;
    }

    private static Command.Write popSeveral(Argv argv) {
        Keynum named = Keynum.parse(argv, 1);
        int place = named.behind();
        if (place >= argv.size()) {
            throw new CommandError(Texts.SYNTAX);
        }
        boolean highest = argv.at(place).is("max");
        if (!highest && !argv.at(place).is("min")) {
            throw new CommandError(Texts.SYNTAX);
        }
        long count = Keynum.countOption(argv, place + 1);
        return keys -> {
            for (Bytes key : named.keys()) {
                RedisSortedSet.Editor set = RedisSortedSet.edit(keys, key);
                if (set.set().size() > 0) {
                    List<Reply> members = new ArrayList<>();
                    for (Scored scored : pop(set, highest, count)) {
                        Reply.Pair pair = Scores.pair(scored);
                        members.add(new Reply.Array(List.of(pair.key(), pair.value())));
                    }
                    return new Reply.Array(List.of(new Reply.Bulk(key), new Reply.Array(members)));
                }
            }
            return Reply.Nil.ARRAY;
        };
    }
}
