package dev.assay.server.command.sets;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.ScanOptions;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;
import dev.assay.server.type.RedisSet;

import java.util.ArrayList;
import java.util.List;

/**
 * Members of one set: {@code SADD}, {@code SREM}, {@code SMOVE}, {@code SCARD}, {@code SISMEMBER},
 * {@code SMISMEMBER}, {@code SMEMBERS}, {@code SSCAN}.
 */
public final class SetMembers {

    public static final CommandSpec SADD = CommandSpec.write(
                    "sadd",
                    -3,
                    "set",
                    "Adds members and returns how many are new.",
                    SetMembers::add)
            .fast();

    public static final CommandSpec SREM = CommandSpec.shrink(
                    "srem",
                    -3,
                    "set",
                    "Removes members and returns how many there were.",
                    SetMembers::remove)
            .fast();

    public static final CommandSpec SMOVE = CommandSpec.write(
                    "smove", 4, "set", "Moves a member to another set.", SetMembers::move)
            .fast()
            .keyed(KeyPositions.of(1, 2, 1));

    public static final CommandSpec SCARD = CommandSpec.read(
                    "scard",
                    2,
                    "set",
                    "Returns how many members there are.",
                    argv -> (Command.ReadMany)
                            keys -> Reply.of(RedisSet.of(keys, argv.at(1)).size()))
            .fast();

    public static final CommandSpec SISMEMBER = CommandSpec.read(
                    "sismember",
                    3,
                    "set",
                    "Tells whether something is a member.",
                    SetMembers::isOne)
            .fast();

    public static final CommandSpec SMISMEMBER = CommandSpec.read(
                    "smismember",
                    -3,
                    "set",
                    "Tells which of several are members.",
                    SetMembers::areSome)
            .fast();

    public static final CommandSpec SMEMBERS =
            CommandSpec.read("smembers", 2, "set", "Returns all members.", SetMembers::all);

    public static final CommandSpec SSCAN = CommandSpec.read(
            "sscan", -3, "set", "Returns some members and where to go on.", SetMembers::scan);

    private SetMembers() {}

    private static Command.Write add(Argv argv) {
        Bytes key = argv.at(1);
        List<Bytes> members = argv.from(2);
        return keys -> {
            RedisSet.Editor set = RedisSet.edit(keys, key);
            return Reply.of(members.stream().filter(set::add).count());
        };
    }

    private static Command.Write remove(Argv argv) {
        Bytes key = argv.at(1);
        List<Bytes> members = argv.from(2);
        return keys -> {
            RedisSet.Editor set = RedisSet.edit(keys, key);
            return Reply.of(members.stream().filter(set::remove).count());
        };
    }

    private static Command.Write move(Argv argv) {
        return keys -> move(keys, argv.at(1), argv.at(2), argv.at(3));
    }

    private static Reply move(Keyspace keys, Bytes from, Bytes to, Bytes member) {
        RedisSet.Editor source = RedisSet.edit(keys, from);
        if (source.set().size() == 0) {
            return Reply.ZERO;
        }
        RedisSet.Editor target = from.equals(to) ? source : RedisSet.edit(keys, to);
        if (!source.set().contains(member)) {
            return Reply.ZERO;
        }
        if (source != target) {
            source.remove(member);
            target.add(member);
        }
        return Reply.ONE;
    }

    private static Command.ReadMany isOne(Argv argv) {
        Bytes key = argv.at(1);
        Bytes member = argv.at(2);
        return keys -> Reply.of(RedisSet.of(keys, key).contains(member));
    }

    private static Command.ReadMany areSome(Argv argv) {
        Bytes key = argv.at(1);
        List<Bytes> members = argv.from(2);
        return keys -> {
            RedisSet set = RedisSet.of(keys, key);
            return new Reply.Array(members.stream()
                    .map(member -> Reply.of(set.contains(member)))
                    .toList());
        };
    }

    private static Command.ReadMany all(Argv argv) {
        Bytes key = argv.at(1);
        return keys -> {
            List<Reply> found = new ArrayList<>();
            RedisSet.of(keys, key).forEach((number, member) -> found.add(new Reply.Bulk(member)));
            return new Reply.Members(found);
        };
    }

    /** The cursor is the number above the next member, downwards; 0 begins at the top. */
    private static Command.ReadMany scan(Argv argv) {
        Bytes key = argv.at(1);
        ScanOptions options = ScanOptions.parse(argv, 2, false);
        // A made-up cursor beyond 63 bits is as good as the top.
        long top = options.cursor() <= 0 ? Long.MAX_VALUE : options.cursor();
        return keys -> {
            List<Reply> found = new ArrayList<>();
            long[] lowest = {0};
            long[] passed = {0};
            RedisSet.of(keys, key).below(top, (number, member) -> {
                if (options.wants(member)) {
                    found.add(new Reply.Bulk(member));
                }
                lowest[0] = number;
                passed[0]++;
                return passed[0] < options.count();
            });
            return options.reply(lowest[0], found);
        };
    }
}
