package dev.assay.server.command.zsets;

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
import dev.assay.server.store.Value;
import dev.assay.server.type.Numbers;
import dev.assay.server.type.RedisSet;
import dev.assay.server.type.RedisSortedSet;
import dev.assay.server.type.RedisSortedSet.Scored;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * {@code ZUNION}, {@code ZINTER}, {@code ZDIFF}, the same with STORE, and {@code ZINTERCARD}. A
 * plain set is one whose members all have the score 1; a missing key is an empty one.
 */
public final class ZsetAlgebra {

    public static final CommandSpec ZUNION =
            reading("zunion", "Returns what is in some sorted set.", Operation.UNION);
    public static final CommandSpec ZINTER =
            reading("zinter", "Returns what is in all sorted sets.", Operation.INTER);
    public static final CommandSpec ZDIFF = reading(
            "zdiff", "Returns what is in the first sorted set and in no other.", Operation.DIFF);
    public static final CommandSpec ZUNIONSTORE =
            storing("zunionstore", "Stores what is in some sorted set.", Operation.UNION);
    public static final CommandSpec ZINTERSTORE =
            storing("zinterstore", "Stores what is in all sorted sets.", Operation.INTER);
    public static final CommandSpec ZDIFFSTORE = storing(
            "zdiffstore",
            "Stores what is in the first sorted set and in no other.",
            Operation.DIFF);

    public static final CommandSpec ZINTERCARD = CommandSpec.read(
                    "zintercard",
                    -3,
                    "sorted-set",
                    "Returns how many members are in all sorted sets.",
                    ZsetAlgebra::interCount)
            .keyed(KeyPositions.COUNTED);

    private enum Operation {
        UNION,
        INTER,
        DIFF
    }

    private record Options(
            List<Bytes> keys, List<Double> weights, DoubleBinaryOperator sum, boolean scores) {}

    private ZsetAlgebra() {}

    private static CommandSpec reading(String name, String summary, Operation operation) {
        return CommandSpec.read(
                        name, -3, "sorted-set", summary, argv -> read(argv, name, operation))
                .keyed(KeyPositions.COUNTED);
    }

    private static CommandSpec storing(String name, String summary, Operation operation) {
        return CommandSpec.write(
                        name, -4, "sorted-set", summary, argv -> store(argv, name, operation))
                .keyed(KeyPositions.FIRST_AND_COUNTED);
    }

    private static Command.ReadMany read(Argv argv, String name, Operation operation) {
        Options options = options(argv, 1, name, operation, true);
        return keys -> Scores.reply(execute(keys, options, operation), options.scores());
    }

    private static Command.Write store(Argv argv, String name, Operation operation) {
        Bytes target = argv.at(1);
        Options options = options(argv, 2, name, operation, false);
        return keys -> {
            List<Scored> found = execute(keys, options, operation);
            keys.delete(target);
            RedisSortedSet.Editor set = RedisSortedSet.edit(keys, target);
            found.forEach(scored -> set.put(scored.member(), scored.score()));
            return Reply.of(found.size());
        };
    }

    private static Options options(
            Argv argv, int place, String name, Operation operation, boolean scoresAllowed) {
        Keynum named = Keynum.parseInput(argv, place, name);
        List<Double> weights = new ArrayList<>();
        DoubleBinaryOperator sum = ZsetAlgebra::sum;
        boolean scores = false;
        int at = named.behind();
        while (at < argv.size()) {
            Bytes word = argv.at(at);
            if (word.is("weights")
                    && operation != Operation.DIFF
                    && argv.size() - at > named.keys().size()) {
                weights.clear();
                for (int i = 1; i <= named.keys().size(); i++) {
                    weights.add(weight(argv.at(at + i)));
                }
                at += 1 + named.keys().size();
            } else if (word.is("aggregate") && operation != Operation.DIFF) {
                sum = aggregate(argv.after(at));
                at += 2;
            } else if (word.is("withscores") && scoresAllowed) {
                scores = true;
                at++;
            } else {
                throw new CommandError(Texts.SYNTAX);
            }
        }
        return new Options(named.keys(), weights, sum, scores);
    }

    private static double weight(Bytes word) {
        return Numbers.parseDouble(word)
                .orElseThrow(() -> new CommandError("ERR weight value is not a float"));
    }

    private static DoubleBinaryOperator aggregate(Bytes word) {
        if (word.is("sum")) {
            return ZsetAlgebra::sum;
        }
        if (word.is("min")) {
            return Math::min;
        }
        if (word.is("max")) {
            return Math::max;
        }
        throw new CommandError(Texts.SYNTAX);
    }

    /** As in Redis, the infinite and minus the infinite are nothing together. */
    private static double sum(double a, double b) {
        return orZero(a + b);
    }

    private static double orZero(double score) {
        return Double.isNaN(score) ? 0 : score;
    }

    private static Command.ReadMany interCount(Argv argv) {
        Keynum named = Keynum.parseInput(argv, 1, "zintercard");
        int place = named.behind();
        boolean limited = argv.size() == place + 2 && argv.at(place).is("limit");
        if (!limited && place != argv.size()) {
            throw new CommandError(Texts.SYNTAX);
        }
        long limit = limited ? argv.at(place + 1).asLong().orElse(-1) : 0;
        if (limit < 0) {
            throw new CommandError("ERR LIMIT can't be negative");
        }
        Options options = new Options(named.keys(), List.of(), ZsetAlgebra::sum, false);
        return keys -> {
            long count = execute(keys, options, Operation.INTER).size();
            return Reply.of(limit == 0 ? count : Math.min(count, limit));
        };
    }

    private static List<Scored> execute(KeyReader keys, Options options, Operation operation) {
        List<Map<Bytes, Double>> sets = new ArrayList<>();
        for (int i = 0; i < options.keys().size(); i++) {
            double weight = options.weights().isEmpty() ? 1 : options.weights().get(i);
            sets.add(members(keys, options.keys().get(i), weight));
        }
        Map<Bytes, Double> result = new LinkedHashMap<>(sets.get(0));
        for (Map<Bytes, Double> other : sets.subList(1, sets.size())) {
            switch (operation) {
                case UNION ->
                    other.forEach((member, score) -> result.merge(
                            member, score, (a, b) -> options.sum().applyAsDouble(a, b)));
                case INTER -> {
                    result.keySet().retainAll(other.keySet());
                    result.replaceAll((member, score) ->
                            options.sum().applyAsDouble(score, other.getOrDefault(member, 0.0)));
                }
                case DIFF -> result.keySet().removeAll(other.keySet());
            }
        }
        List<Scored> sorted = new ArrayList<>();
        result.forEach((member, score) -> sorted.add(new Scored(member, score)));
        sorted.sort(Comparator.comparingDouble(Scored::score).thenComparing(Scored::member));
        return sorted;
    }

    private static Map<Bytes, Double> members(KeyReader keys, Bytes key, double weight) {
        Map<Bytes, Double> members = new LinkedHashMap<>();
        Value value = keys.get(key);
        if (value != null && value.type() == Value.Type.SET) {
            RedisSet.of(keys, key).forEach((number, member) -> {
                members.put(member, weight);
                return true;
            });
        } else {
            RedisSortedSet.of(keys, key).forEach(false, scored -> {
                members.put(scored.member(), orZero(weight * scored.score()));
                return true;
            });
        }
        return members;
    }
}
