package dev.assay.server.command.zsets;

import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.type.Numbers;
import dev.assay.server.type.RedisSortedSet.Scored;

import java.util.List;

/** What the commands of this package share: scores as words and as replies. */
final class Scores {

    private Scores() {}

    /**
     * @throws CommandError if it is no number
     */
    static double parse(Bytes word) {
        return Numbers.parseDouble(word).orElseThrow(() -> new CommandError(Texts.NOT_A_FLOAT));
    }

    /**
     * @throws CommandError if the infinite is taken from the infinite
     */
    static double add(double score, double increment) {
        double sum = score + increment;
        if (Double.isNaN(sum)) {
            throw new CommandError("ERR resulting score is not a number (NaN)");
        }
        return sum;
    }

    static Reply reply(double score) {
        return new Reply.Decimal(Numbers.format(score));
    }

    /** A score as a string, whatever the protocol. */
    static Reply text(double score) {
        return Reply.bulk(Numbers.format(score));
    }

    /** Members alone, or each with its score. */
    static Reply reply(List<Scored> found, boolean scores) {
        return scores
                ? new Reply.Twos(found.stream().map(Scores::pair).toList())
                : new Reply.Array(found.stream()
                        .map(scored -> (Reply) new Reply.Bulk(scored.member()))
                        .toList());
    }

    static Reply.Pair pair(Scored scored) {
        return new Reply.Pair(new Reply.Bulk(scored.member()), reply(scored.score()));
    }
}
