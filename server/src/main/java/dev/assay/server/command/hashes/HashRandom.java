package dev.assay.server.command.hashes;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.RandomPick;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Chance;
import dev.assay.server.type.RedisHash;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** {@code HRANDFIELD key [count [WITHVALUES]]}. */
public final class HashRandom {

    public static final CommandSpec SPEC = CommandSpec.read(
            "hrandfield", -2, "hash", "Returns fields by chance.", HashRandom::parse);

    private HashRandom() {}

    private static Command parse(Argv argv) {
        Bytes key = argv.at(1);
        if (argv.size() == 2) {
            return (Command.ReadMany) keys -> {
                RedisHash hash = RedisHash.of(keys, key);
                if (hash.size() == 0) {
                    return Reply.Nil.STRING;
                }
                return picks(hash, 1, keys.chance()).get(0).key();
            };
        }
        boolean values = argv.size() == 4 && argv.at(3).is("withvalues");
        if (argv.size() > (values ? 4 : 3)) {
            throw new CommandError(Texts.SYNTAX);
        }
        long count = RandomPick.count(argv, 2);
        return (Command.ReadMany) keys -> {
            RedisHash hash = RedisHash.of(keys, key);
            List<Reply.Pair> found;
            if (hash.size() == 0) {
                found = List.of();
            } else if (count < 0) {
                found = picks(hash, -count, keys.chance());
            } else {
                found = different(hash, count, keys.chance());
            }
            return values
                    ? new Reply.Twos(found)
                    : new Reply.Array(found.stream().map(Reply.Pair::key).toList());
        };
    }

    private static List<Reply.Pair> picks(RedisHash hash, long count, Chance chance) {
        List<Reply.Pair> found = new ArrayList<>();
        if (count <= RandomPick.ONE_BY_ONE_MAX) {
            while (found.size() < count) {
                hash.pick(chance, (field, value) -> found.add(pair(field, value)));
            }
            return found;
        }
        List<Reply.Pair> all = new ArrayList<>();
        hash.forEach((field, value) -> all.add(pair(field, value)));
        while (found.size() < count) {
            found.add(all.get((int) chance.below(all.size())));
        }
        return found;
    }

    private static List<Reply.Pair> different(RedisHash hash, long count, Chance chance) {
        SortedSet<Long> places =
                RandomPick.places(chance, Math.min(count, hash.size()), hash.size());
        List<Reply.Pair> found = new ArrayList<>();
        long[] place = {0};
        hash.forEach((field, value) -> {
            if (places.contains(place[0])) {
                found.add(pair(field, value));
            }
            place[0]++;
            return found.size() < places.size();
        });
        return found;
    }

    private static Reply.Pair pair(Bytes field, Bytes value) {
        return new Reply.Pair(new Reply.Bulk(field), new Reply.Bulk(value));
    }
}
