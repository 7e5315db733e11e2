package dev.assay.server.command.zsets;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.type.RedisSortedSet;
import dev.assay.server.type.RedisSortedSet.Scored;

import java.util.List;

/**
 * {@code ZRANGE key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] [WITHSCORES]}, {@code
 * ZRANGESTORE}, and the older {@code ZREVRANGE}, {@code ZRANGEBYSCORE}, {@code ZREVRANGEBYSCORE},
 * {@code ZRANGEBYLEX}, {@code ZREVRANGEBYLEX}.
 */
public final class Zrange {

    public static final CommandSpec ZRANGE = CommandSpec.read(
            "zrange",
            -4,
            "sorted-set",
            "Returns members from one to another, by rank, score or name.",
            argv -> read(argv.at(1), options(argv, 2, RangeOptions.ANY)));

    public static final CommandSpec ZRANGESTORE = CommandSpec.write(
                    "zrangestore",
                    -5,
                    "sorted-set",
                    "Stores members from one to another, by rank, score or name.",
                    Zrange::store)
            .keyed(KeyPositions.of(1, 2, 1));

    public static final CommandSpec ZREVRANGE = older(
            "zrevrange",
            "Returns members from one rank to another, from the end on.",
            RangeOptions.BY_RANK,
            true);
    public static final CommandSpec ZRANGEBYSCORE = older(
            "zrangebyscore",
            "Returns members from one score to another.",
            RangeOptions.BY_SCORE,
            false);
    public static final CommandSpec ZREVRANGEBYSCORE = older(
            "zrevrangebyscore",
            "Returns members from one score down to another.",
            RangeOptions.BY_SCORE,
            true);
    public static final CommandSpec ZRANGEBYLEX = older(
            "zrangebylex", "Returns members from one name to another.", RangeOptions.BY_LEX, false);
    public static final CommandSpec ZREVRANGEBYLEX = older(
            "zrevrangebylex",
            "Returns members from one name back to another.",
            RangeOptions.BY_LEX,
            true);

    private Zrange() {}

    private static CommandSpec older(
            String name, String summary, RangeOptions.Allowed allowed, boolean reverse) {
        return CommandSpec.read(name, -4, "sorted-set", summary, argv -> {
            RangeOptions options = options(argv, 2, allowed);
            return read(argv.at(1), reverse ? options.reversed() : options);
        });
    }

    private static RangeOptions options(Argv argv, int place, RangeOptions.Allowed allowed) {
        return RangeOptions.parse(argv, place, allowed);
    }

    private static Command.ReadMany read(Bytes key, RangeOptions options) {
        MemberRange range = options.range();
        return keys -> Scores.reply(range.of(RedisSortedSet.of(keys, key)), options.withScores());
    }

    private static Command.Write store(Argv argv) {
        Bytes target = argv.at(1);
        Bytes source = argv.at(2);
        RangeOptions options = options(argv, 3, RangeOptions.ANY);
        if (options.withScores()) {
            throw new CommandError(Texts.SYNTAX);
        }
        MemberRange range = options.range();
        return keys -> {
            List<Scored> found = range.of(RedisSortedSet.of(keys, source));
            keys.delete(target);
            RedisSortedSet.Editor set = RedisSortedSet.edit(keys, target);
            found.forEach(scored -> set.put(scored.member(), scored.score()));
            return Reply.of(found.size());
        };
    }
}
