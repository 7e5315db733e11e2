package dev.assay.server.command.hashes;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.type.RedisHash;

import java.util.List;

/** {@code HSET}, {@code HMSET}, {@code HSETNX}, {@code HDEL}. */
public final class HashWrites {

    public static final CommandSpec HSET = CommandSpec.write(
                    "hset",
                    -4,
                    "hash",
                    "Sets fields and returns how many are new.",
                    argv -> set(argv, "hset"))
            .fast();

    public static final CommandSpec HMSET = CommandSpec.write(
                    "hmset", -4, "hash", "Sets fields.", argv -> set(argv, "hmset"))
            .fast();

    public static final CommandSpec HSETNX = CommandSpec.write(
                    "hsetnx",
                    4,
                    "hash",
                    "Sets a field if it does not exist.",
                    HashWrites::setIfMissing)
            .fast();

    public static final CommandSpec HDEL = CommandSpec.shrink(
                    "hdel",
                    -3,
                    "hash",
                    "Deletes fields and returns how many there were.",
                    HashWrites::delete)
            .fast();

    private HashWrites() {}

    private static Command set(Argv argv, String name) {
        if (argv.size() % 2 != 0) {
            return Command.Rejected.because(Texts.wrongArity(name));
        }
        Bytes key = argv.at(1);
        List<Bytes> pairs = argv.from(2);
        boolean counts = name.equals("hset");
        return (Command.Write) keys -> {
            RedisHash.Editor hash = RedisHash.edit(keys, key);
            long fresh = 0;
            for (int i = 0; i < pairs.size(); i += 2) {
                fresh += hash.put(pairs.get(i), pairs.get(i + 1)) ? 1 : 0;
            }
            return counts ? Reply.of(fresh) : Reply.OK;
        };
    }

    private static Command.Write setIfMissing(Argv argv) {
        Bytes key = argv.at(1);
        Bytes field = argv.at(2);
        Bytes value = argv.at(3);
        return keys -> {
            RedisHash.Editor hash = RedisHash.edit(keys, key);
            return Reply.of(hash.hash().get(field) == null && hash.put(field, value));
        };
    }

    private static Command.Write delete(Argv argv) {
        Bytes key = argv.at(1);
        List<Bytes> fields = argv.from(2);
        return keys -> {
            RedisHash.Editor hash = RedisHash.edit(keys, key);
            return Reply.of(fields.stream().filter(hash::remove).count());
        };
    }
}
