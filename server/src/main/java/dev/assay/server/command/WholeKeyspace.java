package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.read.ReadLevel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Commands about all keys where there are several groups. Each group is asked in its own log, so
 * what KEYS, DBSIZE and FLUSHALL see and do is one moment in each group, and not the same in all.
 * Confined to the event loop.
 */
final class WholeKeyspace {

    static final String NOT_IN_A_TRANSACTION =
            "ERR a command about all keys is not possible in a transaction: there are several"
                    + " groups, and a transaction is in one";

    private static final Set<String> NAMES =
            Set.of("scan", "keys", "dbsize", "randomkey", "flushall", "flushdb");

    /**
     * Behind it a cursor of SCAN has the number of the group, before it the group's own cursor,
     * which needs one bit more than a hash.
     */
    private static final int CURSOR_BITS = 33;

    private static final long CURSOR_MASK = (1L << CURSOR_BITS) - 1;

    private final CommandTable table;
    private final List<Execution> groups;
    private int turn;

    WholeKeyspace(CommandTable table, List<Execution> groups) {
        this.table = table;
        this.groups = groups;
    }

    /** Whether a command is one of these. */
    static boolean takes(Argv argv) {
        Bytes name = argv.at(0);
        // Most names are none of them, and shorter or longer than all.
        return name.length() >= 4
                && name.length() <= 9
                && NAMES.contains(name.text().toLowerCase(Locale.ROOT));
    }

    void start(Argv argv, Command command, ReadLevel level, Consumer<Outcome> ended) {
        switch (argv.name()) {
            case "scan" -> scan(argv, level, ended);
            case "randomkey" -> anyKey(argv, command, level, groups.size(), ended);
            case "keys" ->
                all(argv, command, level, outcomes -> read(outcomes, WholeKeyspace::joined), ended);
            case "dbsize" ->
                all(argv, command, level, outcomes -> read(outcomes, WholeKeyspace::sum), ended);
            default -> all(argv, command, level, WholeKeyspace::written, ended);
        }
    }

    /** One group after the other; where one ends the cursor goes on to the next. */
    private void scan(Argv argv, ReadLevel level, Consumer<Outcome> ended) {
        long cursor = Long.parseUnsignedLong(argv.at(1).text());
        long group = cursor >>> CURSOR_BITS;
        if (group >= groups.size()) {
            ended.accept(new Outcome.Done(page(0, new Reply.Array(List.of())), Execution.NO_INDEX));
            return;
        }
        List<Bytes> words = new ArrayList<>(argv.from(0));
        words.set(1, Bytes.of(Long.toString(cursor & CURSOR_MASK)));
        Argv own = Argv.of(words);
        groups.get((int) group)
                .start(
                        own,
                        table.parse(own),
                        level,
                        outcome -> ended.accept(elsewhere(scanned(group, outcome))));
    }

    private Outcome scanned(long group, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done done)
                || !(done.reply() instanceof Reply.Array page)
                || !(page.items().get(0) instanceof Reply.Bulk own)) {
            return outcome;
        }
        long cursor = Long.parseUnsignedLong(own.bytes().text());
        long next;
        if (cursor != 0) {
            next = group << CURSOR_BITS | cursor;
        } else {
            next = group + 1 < groups.size() ? (group + 1) << CURSOR_BITS : 0;
        }
        return new Outcome.Done(page(next, page.items().get(1)), done.index());
    }

    private static Reply page(long cursor, Reply found) {
        return new Reply.Array(List.of(Reply.bulk(Long.toString(cursor)), found));
    }

    /** From the group whose turn it is, or else the next that has a key. */
    private void anyKey(
            Argv argv, Command command, ReadLevel level, int left, Consumer<Outcome> ended) {
        turn = (turn + 1) % groups.size();
        groups.get(turn).start(argv, command, level, outcome -> {
            boolean empty =
                    outcome instanceof Outcome.Done done && done.reply() == Reply.Nil.STRING;
            if (empty && left > 1) {
                anyKey(argv, command, level, left - 1, ended);
            } else {
                ended.accept(elsewhere(outcome));
            }
        });
    }

    private void all(
            Argv argv,
            Command command,
            ReadLevel level,
            Function<List<Outcome>, Outcome> together,
            Consumer<Outcome> ended) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Execution group : groups) {
            group.start(argv, command, level, outcome -> {
                outcomes.add(outcome);
                if (outcomes.size() == groups.size()) {
                    ended.accept(elsewhere(together.apply(outcomes)));
                }
            });
        }
    }

    /** A client that is sent on would find another node that does not lead all groups either. */
    private static Outcome elsewhere(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed && failed.failure() == Failure.ELSEWHERE
                ? new Outcome.Done(
                        new Reply.Error("ERR other nodes lead some of the groups, and this one"
                                + " sends no requests on: ask with READONLY"),
                        Execution.NO_INDEX)
                : outcome;
    }

    private static Outcome read(List<Outcome> outcomes, Function<List<Reply>, Reply> together) {
        List<Reply> replies = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (!(outcome instanceof Outcome.Done done) || done.reply() instanceof Reply.Error) {
                return outcome;
            }
            replies.add(done.reply());
        }
        return new Outcome.Done(together.apply(replies), Execution.NO_INDEX);
    }

    private static Reply joined(List<Reply> replies) {
        List<Reply> items = new ArrayList<>();
        for (Reply reply : replies) {
            if (reply instanceof Reply.Array array) {
                items.addAll(array.items());
            }
        }
        return new Reply.Array(items);
    }

    private static Reply sum(List<Reply> replies) {
        long sum = 0;
        for (Reply reply : replies) {
            sum += reply instanceof Reply.Int number ? number.value() : 0;
        }
        return Reply.of(sum);
    }

    /** Failed for certain only if nothing happened anywhere; in part done is not known to be done. */
    private static Outcome written(List<Outcome> outcomes) {
        List<Outcome.Failed> failed = outcomes.stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .toList();
        if (failed.isEmpty()) {
            return new Outcome.Done(outcomes.get(0).reply(), Execution.NO_INDEX);
        }
        boolean nowhere = failed.size() == outcomes.size()
                && failed.stream()
                        .allMatch(each -> each.failure().happened() == Failure.Happened.NO);
        return nowhere ? failed.get(0) : new Outcome.Failed(Failure.TIMEOUT);
    }
}
