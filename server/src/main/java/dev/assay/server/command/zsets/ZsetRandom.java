package dev.assay.server.command.zsets;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.RandomPick;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Chance;
import dev.assay.server.type.RedisSortedSet;
import dev.assay.server.type.RedisSortedSet.Scored;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** {@code ZRANDMEMBER key [count [WITHSCORES]]}. */
public final class ZsetRandom {

    public static final CommandSpec SPEC = CommandSpec.read(
            "zrandmember", -2, "sorted-set", "Returns members by chance.", ZsetRandom::parse);

    private ZsetRandom() {}

    private static Command.ReadMany parse(Argv argv) {
        Bytes key = argv.at(1);
        if (argv.size() == 2) {
            return keys -> {
                RedisSortedSet set = RedisSortedSet.of(keys, key);
                return set.size() == 0
                        ? Reply.Nil.STRING
                        : new Reply.Bulk(pick(set, keys.chance()).member());
            };
        }
        boolean scores = argv.size() == 4 && argv.at(3).is("withscores");
        if (argv.size() > (scores ? 4 : 3)) {
            throw new CommandError(Texts.SYNTAX);
        }
        long count = RandomPick.count(argv, 2);
        return keys -> {
            RedisSortedSet set = RedisSortedSet.of(keys, key);
            List<Scored> found;
            if (set.size() == 0) {
                found = List.of();
            } else if (count < 0) {
                found = picks(set, -count, keys.chance());
            } else {
                found = different(set, count, keys.chance());
            }
            return Scores.reply(found, scores);
        };
    }

    private static List<Scored> picks(RedisSortedSet set, long count, Chance chance) {
        List<Scored> found = new ArrayList<>();
        if (count <= RandomPick.ONE_BY_ONE_MAX) {
            while (found.size() < count) {
                found.add(pick(set, chance));
            }
            return found;
        }
        List<Scored> all = set.ranks(0, set.size(), false);
        while (found.size() < count) {
            found.add(all.get((int) chance.below(all.size())));
        }
        return found;
    }

    private static Scored pick(RedisSortedSet set, Chance chance) {
        long rank = chance.below(set.size());
        return set.ranks(rank, rank + 1, false).get(0);
    }

    private static List<Scored> different(RedisSortedSet set, long count, Chance chance) {
        SortedSet<Long> places = RandomPick.places(chance, Math.min(count, set.size()), set.size());
        List<Scored> found = new ArrayList<>();
        long[] place = {0};
        set.forEach(false, scored -> {
            if (places.contains(place[0])) {
                found.add(scored);
            }
            place[0]++;
            return found.size() < places.size();
        });
        return found;
    }
}
