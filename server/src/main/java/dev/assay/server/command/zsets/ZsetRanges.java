package dev.assay.server.command.zsets;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.type.LexRange;
import dev.assay.server.type.RedisSortedSet;
import dev.assay.server.type.RedisSortedSet.Scored;
import dev.assay.server.type.ScoreRange;

import java.util.List;
import java.util.function.Function;

/**
 * Counting and removing between bounds: {@code ZCOUNT}, {@code ZLEXCOUNT}, {@code
 * ZREMRANGEBYRANK}, {@code ZREMRANGEBYSCORE}, {@code ZREMRANGEBYLEX}.
 */
public final class ZsetRanges {

    private static final long ALL = -1;

    public static final CommandSpec ZCOUNT = CommandSpec.read(
            "zcount",
            4,
            "sorted-set",
            "Returns how many members are from one score to another.",
            argv -> count(argv, byScore(argv)));

    public static final CommandSpec ZLEXCOUNT = CommandSpec.read(
            "zlexcount",
            4,
            "sorted-set",
            "Returns how many members are from one name to another.",
            argv -> count(argv, byLex(argv)));

    public static final CommandSpec ZREMRANGEBYRANK = removing(
            "zremrangebyrank",
            "Removes members from one rank to another.",
            argv -> MemberRange.byRank(argv.number(2), argv.number(3), false));

    public static final CommandSpec ZREMRANGEBYSCORE = removing(
            "zremrangebyscore", "Removes members from one score to another.", ZsetRanges::byScore);

    public static final CommandSpec ZREMRANGEBYLEX = removing(
            "zremrangebylex", "Removes members from one name to another.", ZsetRanges::byLex);

    private ZsetRanges() {}

    private static MemberRange byScore(Argv argv) {
        return MemberRange.byScore(ScoreRange.parse(argv.at(2), argv.at(3)), false, 0, ALL);
    }

    private static MemberRange byLex(Argv argv) {
        return MemberRange.byLex(LexRange.parse(argv.at(2), argv.at(3)), false, 0, ALL);
    }

    private static Command.ReadMany count(Argv argv, MemberRange range) {
        Bytes key = argv.at(1);
        return keys -> Reply.of(range.of(RedisSortedSet.of(keys, key)).size());
    }

    private static CommandSpec removing(
            String name, String summary, Function<Argv, MemberRange> parser) {
        return CommandSpec.shrink(
                name, 4, "sorted-set", summary, argv -> remove(argv.at(1), parser.apply(argv)));
    }

    private static Command.Write remove(Bytes key, MemberRange range) {
        return keys -> {
            RedisSortedSet.Editor set = RedisSortedSet.edit(keys, key);
            List<Scored> doomed = range.of(set.set());
            doomed.forEach(set::remove);
            return Reply.of(doomed.size());
        };
    }
}
