package dev.assay.server.command.zsets;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.ScanOptions;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.type.RedisSortedSet;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Members by name: {@code ZREM}, {@code ZCARD}, {@code ZSCORE}, {@code ZMSCORE}, {@code ZRANK},
 * {@code ZREVRANK}, {@code ZSCAN}.
 */
public final class ZsetMembers {

    public static final CommandSpec ZREM = CommandSpec.shrink(
                    "zrem",
                    -3,
                    "sorted-set",
                    "Removes members and returns how many there were.",
                    ZsetMembers::remove)
            .fast();

    public static final CommandSpec ZCARD = CommandSpec.read(
                    "zcard",
                    2,
                    "sorted-set",
                    "Returns how many members there are.",
                    argv -> (Command.ReadMany)
                            keys -> Reply.of(RedisSortedSet.of(keys, argv.at(1)).size()))
            .fast();

    public static final CommandSpec ZSCORE = CommandSpec.read(
                    "zscore", 3, "sorted-set", "Returns a member's score.", ZsetMembers::score)
            .fast();

    public static final CommandSpec ZMSCORE = CommandSpec.read(
                    "zmscore", -3, "sorted-set", "Returns members' scores.", ZsetMembers::scores)
            .fast();

    public static final CommandSpec ZRANK = CommandSpec.read(
            "zrank",
            3,
            "sorted-set",
            "Returns how many members come before one.",
            argv -> rank(argv, false));

    public static final CommandSpec ZREVRANK = CommandSpec.read(
            "zrevrank",
            3,
            "sorted-set",
            "Returns how many members come behind one.",
            argv -> rank(argv, true));

    public static final CommandSpec ZSCAN = CommandSpec.read(
            "zscan",
            -3,
            "sorted-set",
            "Returns some members with their scores and where to go on.",
            ZsetMembers::scan);

    private ZsetMembers() {}

    private static Command.Write remove(Argv argv) {
        Bytes key = argv.at(1);
        List<Bytes> members = argv.from(2);
        return keys -> {
            RedisSortedSet.Editor set = RedisSortedSet.edit(keys, key);
            return Reply.of(members.stream().filter(set::remove).count());
        };
    }

    private static Reply reply(OptionalDouble score) {
        return score.isPresent() ? Scores.reply(score.getAsDouble()) : Reply.Nil.STRING;
    }

    private static Command.ReadMany score(Argv argv) {
        Bytes key = argv.at(1);
        Bytes member = argv.at(2);
        return keys -> reply(RedisSortedSet.of(keys, key).score(member));
    }

    private static Command.ReadMany scores(Argv argv) {
        Bytes key = argv.at(1);
        List<Bytes> members = argv.from(2);
        return keys -> {
            RedisSortedSet set = RedisSortedSet.of(keys, key);
            return new Reply.Array(
                    members.stream().map(member -> reply(set.score(member))).toList());
        };
    }

    private static Command.ReadMany rank(Argv argv, boolean fromEnd) {
        Bytes key = argv.at(1);
        Bytes member = argv.at(2);
        return keys -> {
            RedisSortedSet set = RedisSortedSet.of(keys, key);
            OptionalDouble score = set.score(member);
            if (score.isEmpty()) {
                return Reply.Nil.STRING;
            }
            long rank = set.rank(member, score.getAsDouble());
            return Reply.of(fromEnd ? set.size() - 1 - rank : rank);
        };
    }

    private static Command scan(Argv argv) {
        Bytes key = argv.at(1);
        ScanOptions options = ScanOptions.parse(argv, 2, false);
        if (options.isPastHashes()) {
            return Command.done(options.end());
        }
        return (Command.ReadMany) keys -> {
            List<Reply> found = new ArrayList<>();
            ScanOptions.Progress progress = options.byHash();
            RedisSortedSet.of(keys, key).scan((int) options.cursor(), (hash, scored) -> {
                if (!progress.passes(hash)) {
                    return false;
                }
                if (options.wants(scored.member())) {
                    found.add(new Reply.Bulk(scored.member()));
                    // As in Redis, a string also in RESP3.
                    found.add(Scores.text(scored.score()));
                }
                return true;
            });
            return options.reply(progress.cursor(), found);
        };
    }
}
