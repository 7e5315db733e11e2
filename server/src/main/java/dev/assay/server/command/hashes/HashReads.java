package dev.assay.server.command.hashes;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.ScanOptions;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.type.RedisHash;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * {@code HGET}, {@code HMGET}, {@code HGETALL}, {@code HKEYS}, {@code HVALS}, {@code HLEN}, {@code
 * HEXISTS}, {@code HSTRLEN}, {@code HSCAN}.
 */
public final class HashReads {

    public static final CommandSpec HGET = CommandSpec.read(
                    "hget",
                    3,
                    "hash",
                    "Returns the value of a field.",
                    argv -> ofField(argv, (hash, field) -> Reply.bulk(hash.get(field))))
            .fast();

    public static final CommandSpec HEXISTS = CommandSpec.read(
                    "hexists",
                    3,
                    "hash",
                    "Tells whether a field exists.",
                    argv -> ofField(argv, (hash, field) -> Reply.of(hash.get(field) != null)))
            .fast();

    public static final CommandSpec HSTRLEN = CommandSpec.read(
                    "hstrlen",
                    3,
                    "hash",
                    "Returns the length of a field's value.",
                    argv -> ofField(argv, HashReads::length))
            .fast();

    public static final CommandSpec HLEN = CommandSpec.read(
                    "hlen",
                    2,
                    "hash",
                    "Returns how many fields there are.",
                    argv -> (Command.ReadMany)
                            keys -> Reply.of(RedisHash.of(keys, argv.at(1)).size()))
            .fast();

    public static final CommandSpec HMGET = CommandSpec.read(
                    "hmget", -3, "hash", "Returns the values of fields.", HashReads::several)
            .fast();

    public static final CommandSpec HGETALL = CommandSpec.read(
            "hgetall", 2, "hash", "Returns all fields with their values.", HashReads::all);

    public static final CommandSpec HKEYS = CommandSpec.read(
            "hkeys", 2, "hash", "Returns all fields.", argv -> list(argv, (field, value) -> field));

    public static final CommandSpec HVALS = CommandSpec.read(
            "hvals",
            2,
            "hash",
            "Returns the values of all fields.",
            argv -> list(argv, (field, value) -> value));

    public static final CommandSpec HSCAN = CommandSpec.read(
            "hscan",
            -3,
            "hash",
            "Returns some fields with their values and where to go on.",
            HashReads::scan);

    private HashReads() {}

    private static Command.ReadMany ofField(Argv argv, BiFunction<RedisHash, Bytes, Reply> answer) {
        Bytes key = argv.at(1);
        Bytes field = argv.at(2);
        return keys -> answer.apply(RedisHash.of(keys, key), field);
    }

    private static Reply length(RedisHash hash, Bytes field) {
        Bytes value = hash.get(field);
        return Reply.of(value == null ? 0 : value.length());
    }

    private static Command.ReadMany several(Argv argv) {
        Bytes key = argv.at(1);
        List<Bytes> fields = argv.from(2);
        return keys -> {
            RedisHash hash = RedisHash.of(keys, key);
            List<Reply> values = new ArrayList<>(fields.size());
            fields.forEach(field -> values.add(Reply.bulk(hash.get(field))));
            return new Reply.Array(values);
        };
    }

    private static Command.ReadMany all(Argv argv) {
        Bytes key = argv.at(1);
        return keys -> {
            List<Reply.Pair> pairs = new ArrayList<>();
            RedisHash.of(keys, key)
                    .forEach((field, value) -> pairs.add(
                            new Reply.Pair(new Reply.Bulk(field), new Reply.Bulk(value))));
            return new Reply.Pairs(pairs);
        };
    }

    private static Command.ReadMany list(Argv argv, BiFunction<Bytes, Bytes, Bytes> wanted) {
        Bytes key = argv.at(1);
        return keys -> {
            List<Reply> found = new ArrayList<>();
            RedisHash.of(keys, key)
                    .forEach((field, value) ->
                            found.add(new Reply.Bulk(wanted.apply(field, value))));
            return new Reply.Array(found);
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
            RedisHash.of(keys, key).scan((int) options.cursor(), (hash, field, value) -> {
                if (!progress.passes(hash)) {
                    return false;
                }
                if (options.wants(field)) {
                    found.add(new Reply.Bulk(field));
                    found.add(new Reply.Bulk(value));
                }
                return true;
            });
            return options.reply(progress.cursor(), found);
        };
    }
}
