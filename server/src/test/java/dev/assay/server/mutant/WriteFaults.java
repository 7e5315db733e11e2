package dev.assay.server.mutant;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.raft.Operation;
import dev.assay.server.write.Writes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Wrong ways to treat a write, one method each. */
final class WriteFaults {

    /** One of so many writes is acknowledged and thrown away. */
    private static final long DROPPED_ONE_OF = 40;

    private WriteFaults() {}

    /** A compare-and-set that compared unequal is reported as done. */
    static void failedCasReportedOk(Writes standard, Operation operation, Consumer<Outcome> ended) {
        boolean cas = Words.of(operation).contains("ifeq");
        standard.submit(
                operation,
                outcome -> ended.accept(
                        cas
                                        && outcome instanceof Outcome.Done done
                                        && done.reply() == Reply.Nil.STRING
                                ? new Outcome.Done(Reply.OK, done.index())
                                : outcome));
    }

    /** An unknown outcome is reported as a definite failure, so that a client may well try again. */
    static void unknownReportedFail(Writes standard, Operation operation, Consumer<Outcome> ended) {
        standard.submit(
                operation,
                outcome -> ended.accept(
                        unknown(outcome) ? new Outcome.Failed(Failure.OVERLOADED) : outcome));
    }

    /** An unknown outcome of a plain SET is reported as done. */
    static void unknownReportedOk(Writes standard, Operation operation, Consumer<Outcome> ended) {
        List<String> words = Words.of(operation);
        boolean set = words.size() == 3 && words.get(0).equals("set");
        standard.submit(
                operation,
                outcome -> ended.accept(
                        set && unknown(outcome) ? new Outcome.Done(Reply.OK, 0) : outcome));
    }

    private static boolean unknown(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed
                && failed.failure().happened() == Failure.Happened.UNKNOWN;
    }

    /** Now and then a plain SET is acknowledged and never proposed, as from a queue that ran over. */
    static OwnClients.Change dropped() {
        AtomicLong count = new AtomicLong();
        return (standard, operation, ended) -> {
            List<String> words = Words.of(operation);
            boolean set = words.size() == 3 && words.get(0).equals("set");
            if (set && count.incrementAndGet() % DROPPED_ONE_OF == 0) {
                ended.accept(new Outcome.Done(Reply.OK, 0));
            } else {
                standard.submit(operation, ended);
            }
        };
    }

    /** EXEC does not look at what was watched. */
    static void watchIgnored(Writes standard, Operation operation, Consumer<Outcome> ended) {
        standard.submit(Words.withoutWatches(operation), ended);
    }

    /** The commands of EXEC go through the log one by one. */
    static void tornTransaction(Writes standard, Operation operation, Consumer<Outcome> ended) {
        List<Operation> single = Words.split(operation);
        if (single.size() < 2) {
            standard.submit(operation, ended);
        } else {
            next(standard, single, new ArrayList<>(), ended);
        }
    }

    /** The pairs of an MSET, which a POST of many keys is, go through the log one by one. */
    static void tornPost(Writes standard, Operation operation, Consumer<Outcome> ended) {
        oneByOne(standard, Words.pairs(operation), ended);
    }

    private static void oneByOne(Writes standard, List<Operation> left, Consumer<Outcome> ended) {
        standard.submit(left.get(0), outcome -> {
            if (left.size() == 1 || !(outcome instanceof Outcome.Done)) {
                ended.accept(outcome);
            } else {
                oneByOne(standard, left.subList(1, left.size()), ended);
            }
        });
    }

    private static void next(
            Writes standard, List<Operation> left, List<Reply> replies, Consumer<Outcome> ended) {
        standard.submit(left.get(0), outcome -> {
            if (!(outcome instanceof Outcome.Done done)
                    || !(done.reply() instanceof Reply.Array array)) {
                ended.accept(outcome);
                return;
            }
            replies.addAll(array.items());
            if (left.size() == 1) {
                ended.accept(new Outcome.Done(new Reply.Array(replies), done.index()));
            } else {
                next(standard, left.subList(1, left.size()), replies, ended);
            }
        });
    }

    /** A pop takes two elements and answers one. */
    static void elementLostOnPop(Writes standard, Operation operation, Consumer<Outcome> ended) {
        standard.submit(operation, ended);
        if (Words.of(operation).stream().findFirst().filter("lpop"::equals).isPresent()) {
            standard.submit(operation, outcome -> {});
        }
    }
}
