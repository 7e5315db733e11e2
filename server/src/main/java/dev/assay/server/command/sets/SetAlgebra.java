package dev.assay.server.command.sets;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Keynum;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.KeyReader;
import dev.assay.server.type.RedisSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code SINTER}, {@code SUNION}, {@code SDIFF}, the same with STORE, and {@code SINTERCARD}. A
 * missing key is an empty set.
 */
public final class SetAlgebra {

    public static final CommandSpec SINTER =
            reading("sinter", "Returns what is in all sets.", SetAlgebra::inter);
    public static final CommandSpec SUNION =
            reading("sunion", "Returns what is in some set.", SetAlgebra::union);
    public static final CommandSpec SDIFF =
            reading("sdiff", "Returns what is in the first set and in no other.", SetAlgebra::diff);
    public static final CommandSpec SINTERSTORE =
            storing("sinterstore", "Stores what is in all sets.", SetAlgebra::inter);
    public static final CommandSpec SUNIONSTORE =
            storing("sunionstore", "Stores what is in some set.", SetAlgebra::union);
    public static final CommandSpec SDIFFSTORE = storing(
            "sdiffstore", "Stores what is in the first set and in no other.", SetAlgebra::diff);

    public static final CommandSpec SINTERCARD = CommandSpec.read(
                    "sintercard",
                    -3,
                    "set",
                    "Returns how many members are in all sets.",
                    SetAlgebra::interCount)
            .keyed(KeyPositions.COUNTED);

    private interface Operation {
        Collection<Bytes> of(List<RedisSet> sets, long most);
    }

    private SetAlgebra() {}

    private static CommandSpec reading(String name, String summary, Operation operation) {
        return CommandSpec.read(name, -2, "set", summary, argv -> read(argv, operation))
                .keyed(KeyPositions.ALL);
    }

    private static CommandSpec storing(String name, String summary, Operation operation) {
        return CommandSpec.write(name, -3, "set", summary, argv -> store(argv, operation))
                .keyed(KeyPositions.ALL);
    }

    private static Command.ReadMany read(Argv argv, Operation operation) {
        List<Bytes> named = argv.from(1);
        return keys -> {
            List<Reply> found = new ArrayList<>();
            operation
                    .of(sets(keys, named), Long.MAX_VALUE)
                    .forEach(member -> found.add(new Reply.Bulk(member)));
            return new Reply.Members(found);
        };
    }

    private static Command.Write store(Argv argv, Operation operation) {
        Bytes target = argv.at(1);
        List<Bytes> named = argv.from(2);
        return keys -> {
            Collection<Bytes> members = operation.of(sets(keys, named), Long.MAX_VALUE);
            keys.delete(target);
            RedisSet.Editor set = RedisSet.edit(keys, target);
            members.forEach(set::add);
            return Reply.of(members.size());
        };
    }

    private static Command.ReadMany interCount(Argv argv) {
        if (argv.at(1).asLong().orElse(0) > argv.size() - 2) {
            throw new CommandError("ERR Number of keys can't be greater than number of args");
        }
        Keynum named = Keynum.parse(argv, 1);
        long limit = limit(argv, named.behind());
        return keys -> Reply.of(inter(sets(keys, named.keys()), limit).size());
    }

    private static long limit(Argv argv, int place) {
        if (place == argv.size()) {
            return Long.MAX_VALUE;
        }
        if (!argv.at(place).is("limit") || argv.size() != place + 2) {
            throw new CommandError(Texts.SYNTAX);
        }
        long limit = argv.at(place + 1).asLong().orElse(-1);
        if (limit < 0) {
            throw new CommandError("ERR LIMIT can't be negative");
        }
        return limit == 0 ? Long.MAX_VALUE : limit;
    }

    private static List<RedisSet> sets(KeyReader keys, List<Bytes> named) {
        List<RedisSet> sets = new ArrayList<>();
        named.forEach(key -> sets.add(RedisSet.of(keys, key)));
        return sets;
    }

    /** Goes through the smallest, and looks for each of its members in the others. */
    private static Collection<Bytes> inter(List<RedisSet> sets, long most) {
        List<RedisSet> bySize = new ArrayList<>(sets);
        bySize.sort(Comparator.comparingLong(RedisSet::size));
        List<RedisSet> others = bySize.subList(1, bySize.size());
        List<Bytes> found = new ArrayList<>();
        bySize.get(0).forEach((number, member) -> {
            if (others.stream().allMatch(set -> set.contains(member))) {
                found.add(member);
            }
            return found.size() < most;
        });
        return found;
    }

    private static Collection<Bytes> union(List<RedisSet> sets, long most) {
        Set<Bytes> found = new LinkedHashSet<>();
        for (RedisSet set : sets) {
            set.forEach((number, member) -> {
                found.add(member);
                return true;
            });
        }
        return found;
    }

    private static Collection<Bytes> diff(List<RedisSet> sets, long most) {
        List<RedisSet> others = sets.subList(1, sets.size());
        List<Bytes> found = new ArrayList<>();
        sets.get(0).forEach((number, member) -> {
            if (others.stream().noneMatch(set -> set.contains(member))) {
                found.add(member);
            }
            return true;
        });
        return found;
    }
}
