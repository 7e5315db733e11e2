package dev.assay.server.command.zsets;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.type.LexRange;
import dev.assay.server.type.ScoreRange;

/**
 * What ZRANGE and its kin are asked.
 *
 * @param first the word of the bound that is named first, which backwards is the upper one
 * @param offset how many of the found are passed over
 * @param count how many are returned at most; below zero for all
 */
record RangeOptions(
        Bytes first,
        Bytes second,
        By by,
        boolean reverse,
        long offset,
        long count,
        boolean withScores) {

    /** What the bounds are. */
    enum By {
        RANK,
        SCORE,
        LEX
    }

    /** What a command's options may be. */
    record Allowed(By by, boolean others, boolean limit, boolean scores) {}

    static final Allowed ANY = new Allowed(By.RANK, true, true, true);
    static final Allowed BY_RANK = new Allowed(By.RANK, false, false, true);
    static final Allowed BY_SCORE = new Allowed(By.SCORE, false, true, true);
    static final Allowed BY_LEX = new Allowed(By.LEX, false, true, false);

    private static final long ALL = -1;

    /**
     * Reads two bounds at a place and the options behind them.
     *
     * @throws CommandError if they are wrong
     */
    static RangeOptions parse(Argv argv, int place, Allowed allowed) {
        By by = allowed.by();
        boolean reverse = false;
        boolean scores = false;
        boolean limited = false;
        long offset = 0;
        long count = ALL;
        for (int at = place + 2; at < argv.size(); at++) {
            Bytes word = argv.at(at);
            if (word.is("withscores") && allowed.scores()) {
                scores = true;
            } else if (word.is("limit") && allowed.limit() && at + 2 < argv.size()) {
                offset = argv.number(at + 1);
                count = argv.number(at + 2);
                limited = true;
                at += 2;
            } else if (word.is("byscore") && allowed.others()) {
                by = By.SCORE;
            } else if (word.is("bylex") && allowed.others()) {
                by = By.LEX;
            } else if (word.is("rev") && allowed.others()) {
                reverse = true;
            } else {
                throw new CommandError(Texts.SYNTAX);
            }
        }
        if (limited && allowed.others() && by == By.RANK) {
            throw new CommandError("ERR syntax error, LIMIT is only supported in combination with"
                    + " either BYSCORE or BYLEX");
        }
        if (scores && by == By.LEX) {
            throw new CommandError(
                    "ERR syntax error, WITHSCORES not supported in combination with BYLEX");
        }
        return new RangeOptions(
                argv.at(place), argv.at(place + 1), by, reverse, offset, count, scores);
    }

    RangeOptions reversed() {
        return new RangeOptions(first, second, by, true, offset, count, withScores);
    }

    /**
     * The bounds, read.
     *
     * @throws CommandError if they are wrong
     */
    MemberRange range() {
        Bytes min = reverse ? second : first;
        Bytes max = reverse ? first : second;
        return switch (by) {
            case RANK -> MemberRange.byRank(number(first), number(second), reverse);
            case SCORE -> MemberRange.byScore(ScoreRange.parse(min, max), reverse, offset, count);
            case LEX -> MemberRange.byLex(LexRange.parse(min, max), reverse, offset, count);
        };
    }

    private static long number(Bytes word) {
        return word.asLong().orElseThrow(() -> new CommandError(Texts.NOT_AN_INTEGER));
    }
}
