package dev.assay.server.command.zsets;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;
import dev.assay.server.type.RedisSortedSet;
import dev.assay.server.type.RedisSortedSet.Scored;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * {@code ZADD key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]} and {@code
 * ZINCRBY key increment member}.
 */
public final class Zadd {

    public static final CommandSpec ZADD = CommandSpec.write(
                    "zadd",
                    -4,
                    "sorted-set",
                    "Gives members a score and returns how many are new.",
                    Zadd::parse)
            .fast();

    public static final CommandSpec ZINCRBY = CommandSpec.write(
                    "zincrby",
                    4,
                    "sorted-set",
                    "Adds a number to a member's score and returns the sum.",
                    Zadd::increment)
            .fast();

    private enum Option {
        NX,
        XX,
        GT,
        LT,
        CH,
        INCR
    }

    private Zadd() {}

    private static Command.Write increment(Argv argv) {
        Scored scored = new Scored(argv.at(3), Scores.parse(argv.at(2)));
        Bytes key = argv.at(1);
        return keys -> add(keys, key, EnumSet.of(Option.INCR), List.of(scored));
    }

    private static Command.Write parse(Argv argv) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        int place = 2;
        for (Option option = option(argv.at(place)); option != null; ) {
            options.add(option);
            place++;
            option = place < argv.size() ? option(argv.at(place)) : null;
        }
        int words = argv.size() - place;
        if (words == 0 || words % 2 != 0) {
            throw new CommandError(Texts.SYNTAX);
        }
        check(options, words / 2);
        List<Scored> scored = new ArrayList<>(words / 2);
        for (int at = place; at < argv.size(); at += 2) {
            scored.add(new Scored(argv.at(at + 1), Scores.parse(argv.at(at))));
        }
        Bytes key = argv.at(1);
        return keys -> add(keys, key, options, scored);
    }

    private static @Nullable Option option(Bytes word) {
        for (Option option : Option.values()) {
            if (word.is(option.name())) {
                return option;
            }
        }
        return null;
    }

    private static void check(Set<Option> options, int members) {
        boolean nx = options.contains(Option.NX);
        boolean gt = options.contains(Option.GT);
        boolean lt = options.contains(Option.LT);
        if (nx && options.contains(Option.XX)) {
            throw new CommandError("ERR XX and NX options at the same time are not compatible");
        }
        if ((gt && nx) || (lt && nx) || (gt && lt)) {
            throw new CommandError(
                    "ERR GT, LT, and/or NX options at the same time are not compatible");
        }
        if (options.contains(Option.INCR) && members > 1) {
            throw new CommandError("ERR INCR option supports a single increment-element pair");
        }
    }

    private static Reply add(Keyspace keys, Bytes key, Set<Option> options, List<Scored> scored) {
        RedisSortedSet.Editor set = RedisSortedSet.edit(keys, key);
        boolean increments = options.contains(Option.INCR);
        long added = 0;
        long changed = 0;
        for (Scored each : scored) {
            OptionalDouble old = set.set().score(each.member());
            double score = increments ? Scores.add(old.orElse(0), each.score()) : each.score();
            if (!allowed(options, old, score)) {
                if (increments) {
                    return Reply.Nil.STRING;
                }
                continue;
            }
            set.put(each.member(), score, old);
            if (increments) {
                return Scores.reply(score);
            }
            added += old.isEmpty() ? 1 : 0;
            changed += old.isPresent() && old.getAsDouble() != score ? 1 : 0;
        }
        return Reply.of(options.contains(Option.CH) ? added + changed : added);
    }

    private static boolean allowed(Set<Option> options, OptionalDouble old, double score) {
        if (old.isEmpty()) {
            return !options.contains(Option.XX);
        }
        return !options.contains(Option.NX)
                && !(options.contains(Option.GT) && score <= old.getAsDouble())
                && !(options.contains(Option.LT) && score >= old.getAsDouble());
    }
}
