package dev.assay.server.command.sets;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.RandomPick;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.type.RedisSet;

import java.util.ArrayList;
import java.util.List;

/** {@code SPOP key [count]} and {@code SRANDMEMBER key [count]}. */
public final class SetChance {

    public static final CommandSpec SPOP = CommandSpec.shrink(
                    "spop", -2, "set", "Takes members by chance.", SetChance::pop)
            .fast();

    public static final CommandSpec SRANDMEMBER = CommandSpec.read(
            "srandmember", -2, "set", "Returns members by chance.", SetChance::random);

    private SetChance() {}

    private static Command.Write pop(Argv argv) {
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
            RedisSet.Editor set = RedisSet.edit(keys, key);
            List<Reply> popped = new ArrayList<>();
            for (long more = Math.min(count, set.set().size()); more > 0; more--) {
                Bytes member = set.set().pick(keys.chance());
                set.remove(member);
                popped.add(new Reply.Bulk(member));
            }
            if (one) {
                return popped.isEmpty() ? Reply.Nil.STRING : popped.get(0);
            }
            return new Reply.Members(popped);
        };
    }

    private static Command.ReadMany random(Argv argv) {
        Bytes key = argv.at(1);
        if (argv.size() > 3) {
            throw new CommandError(Texts.SYNTAX);
        }
        if (argv.size() == 2) {
            return keys -> {
                RedisSet set = RedisSet.of(keys, key);
                return set.size() == 0 ? Reply.Nil.STRING : new Reply.Bulk(set.pick(keys.chance()));
            };
        }
        long count = RandomPick.count(argv, 2);
        return keys -> {
            RedisSet set = RedisSet.of(keys, key);
            List<Reply> found = new ArrayList<>();
            if (set.size() == 0) {
                return new Reply.Array(found);
            }
            if (count < 0) {
                while (found.size() < -count) {
                    found.add(new Reply.Bulk(set.pick(keys.chance())));
                }
            } else {
                RandomPick.places(keys.chance(), Math.min(count, set.size()), set.size())
                        .forEach(place -> found.add(new Reply.Bulk(set.at(place))));
            }
            return new Reply.Array(found);
        };
    }
}
