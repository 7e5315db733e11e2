package dev.assay.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.format.HistoryFormat;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.verdict.Anomaly;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Histories in Jepsen's form, a check, and the names of what it finds. A line is a process, what
 * happens ({@code i}, {@code o}, {@code f}, {@code n} for invoke, ok, fail and info; {@code !} for an
 * invocation and its ok with the same value, {@code =} for a question and its answer), the function,
 * a value and perhaps a key.
 */
class ChecksTest {

    private static final Pattern LINE =
            Pattern.compile("(\\d+) ([iofn!=]) (\\S+) (.*?)(?: @(\\w+))?");

    private static History history(String text) throws HistoryException {
        String edn = text.lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .flatMap(ChecksTest::events)
                .collect(Collectors.joining("\n"));
        return HistoryFiles.parse(edn, HistoryFormat.EDN);
    }

    private static Stream<String> events(String line) {
        Matcher m = LINE.matcher(line);
        if (!m.matches()) {
            throw new IllegalArgumentException("not a line: " + line);
        }
        String value = m.group(4);
        return switch (m.group(2)) {
            case "i" -> Stream.of(event(m, "invoke", value));
            case "o" -> Stream.of(event(m, "ok", value));
            case "f" -> Stream.of(event(m, "fail", value));
            case "n" -> Stream.of(event(m, "info", value));
            case "!" -> Stream.of(event(m, "invoke", value), event(m, "ok", value));
            default -> Stream.of(event(m, "invoke", "nil"), event(m, "ok", value));
        };
    }

    private static String event(Matcher m, String type, String value) {
        return "{:process " + m.group(1) + " :type :" + type + " :f :" + m.group(3) + " :value "
                + value + (m.group(5) == null ? "" : " :key " + m.group(5)) + "}";
    }

    static Stream<Arguments> good() {
        return Stream.of(
                argumentSet("set", "set", """
                        0 ! add 1
                        1 i add 2
                        1 n add 2
                        2 i add 3
                        2 f add 3
                        0 = read #{1 2}
                        """),
                argumentSet("set-full, a stale read", "set-full", """
                        0 ! add 1
                        0 = read []
                        0 = read [1]
                        """),
                argumentSet("counter, an open add", "counter", """
                        0 ! add 1
                        1 i add 5
                        0 = read 1
                        0 = read 6
                        1 o add 5
                        0 ! add -2
                        0 = read 4
                        """),
                argumentSet("queue in any order", "queue", """
                        0 ! enqueue 1
                        1 i enqueue 2
                        0 = dequeue 2
                        0 = dequeue 1
                        0 = dequeue nil
                        """),
                argumentSet("total-queue, one that nobody was told of", "total-queue", """
                        0 ! enqueue 1
                        1 i enqueue 2
                        1 n enqueue 2
                        0 = drain [2 1]
                        """),
                argumentSet("unique-ids", "unique-ids", """
                        0 = generate 1
                        0 = generate 2
                        """),
                argumentSet("bank", "bank:10", """
                        0 = read {0 10, 1 0}
                        0 ! transfer {:from 0, :to 1, :amount 5}
                        0 = read {0 5, 1 5}
                        """),
                argumentSet("bank that lends", "bank:10,negative", "0 = read {0 11, 1 -1}"),
                argumentSet("long-fork, one order", "long-fork", """
                        0 ! write [[:w 0 1]]
                        1 ! write [[:w 1 1]]
                        0 = read [[:r 0 1][:r 1 nil]]
                        1 = read [[:r 0 1][:r 1 1]]
                        2 = read [[:r 1 nil][:r 0 nil]]
                        """),
                argumentSet("monotonic list", "monotonic", """
                        0 i add nil
                        0 o add 1
                        0 i add nil
                        0 o add 4
                        0 = read [1 4]
                        """),
                argumentSet("monotonic number, two reads at once", "monotonic", """
                        0 i read nil
                        1 = read 2
                        0 o read 1
                        """),
                argumentSet("sequential, though late", "sequential", """
                        0 ! write 1 @x
                        0 ! write 2 @x
                        1 = read nil @x
                        1 = read 1 @x
                        1 = read 2 @x
                        """),
                argumentSet("session, though late", "session", """
                        0 ! write 1 @x
                        0 ! write 2 @x
                        1 = read 1 @x
                        1 = read 2 @x
                        """),
                argumentSet("session, two writes at once in two orders", "session", """
                        0 i write 1 @x
                        1 ! write 2 @x
                        0 o write 1 @x
                        2 = read 1 @x
                        2 = read 2 @x
                        3 = read 2 @x
                        3 = read 1 @x
                        """),
                argumentSet("staleness within a version", "staleness:1", """
                        0 ! write 1 @x
                        0 ! write 2 @x
                        1 = read 1 @x
                        """),
                argumentSet("transactions in Jepsen's form", "list-append", """
                        0 ! txn [[:append :x 1] [:r :y nil]]
                        1 i txn [[:r :x nil]]
                        1 o txn [[:r :x [1]]]
                        """),
                argumentSet("registers in Jepsen's form", "rw-register", """
                        0 ! txn [[:w :x 1] [:r :y nil]]
                        1 i txn [[:r :x nil]]
                        1 o txn [[:r :x 1]]
                        """),
                argumentSet("single appends", "list-append", """
                        0 ! append 1 @x
                        1 = read [1] @x
                        """));
    }

    @ParameterizedTest
    @MethodSource("good")
    void passes(String check, String text) throws HistoryException {
        assertThat(judge(check, text).verdict()).isInstanceOf(Verdict.Valid.class);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                argumentSet("set without what was acknowledged", "set", """
                        0 ! add 1
                        0 = read []
                        """, "lost"),
                argumentSet(
                        "set with what was never added or failed",
                        "set",
                        """
                        0 i add 2
                        0 f add 2
                        0 = read [1 2]
                        """,
                        "unexpected unexpected"),
                argumentSet("set-full, gone for good", "set-full", """
                        0 ! add 1
                        0 = read [1]
                        0 = read []
                        """, "lost"),
                argumentSet("set-full, seen and gone, though unknown", "set-full", """
                        0 i add 1
                        1 = read [1]
                        1 = read []
                        """, "lost"),
                argumentSet("set-full, gone for a while", "set-full:linearizable", """
                        0 ! add 1
                        0 = read []
                        0 = read [1]
                        """, "stale"),
                argumentSet(
                        "set-full, twice and from nowhere",
                        "set-full",
                        """
                        0 ! add 1
                        0 = read [1 1 3]
                        """,
                        "duplicated unexpected"),
                argumentSet(
                        "counter too low and too high",
                        "counter",
                        """
                        0 ! add 1
                        1 i add 5
                        0 = read 0
                        0 = read 7
                        """,
                        "out-of-bounds out-of-bounds"),
                argumentSet("queue, twice", "queue", """
                        0 ! enqueue 1
                        0 = dequeue 1
                        0 = dequeue 1
                        """, "duplicated"),
                argumentSet("queue, before it was there", "queue", """
                        0 = dequeue 1
                        0 ! enqueue 1
                        """, "unexpected"),
                argumentSet("total-queue, lost and made up", "total-queue", """
                        0 ! enqueue 1
                        0 = drain [7]
                        """, "unexpected lost"),
                argumentSet("unique-ids, twice", "unique-ids", """
                        0 = generate 1
                        1 = generate 1
                        """, "duplicated"),
                argumentSet(
                        "bank, wrong sum and debt",
                        "bank:10",
                        """
                        0 = read {0 9, 1 0}
                        0 = read {0 11, 1 -1}
                        0 = read {0 nil}
                        """,
                        "wrong-total negative-balance missing-balance"),
                argumentSet("bank, another sum than at first", "bank", """
                        0 = read [10 0]
                        0 = read [10 1]
                        """, "wrong-total"),
                argumentSet("long-fork", "long-fork", """
                        0 ! write [[:w 0 1]]
                        1 ! write [[:w 1 1]]
                        0 = read [[:r 0 1][:r 1 nil]]
                        1 = read [[:r 0 nil][:r 1 1]]
                        """, "long-fork"),
                argumentSet(
                        "monotonic list out of order, twice, lost",
                        "monotonic",
                        """
                        0 ! add 9
                        0 = read [2 1 1]
                        """,
                        "out-of-order duplicated lost"),
                argumentSet("monotonic number that went back", "monotonic", """
                        0 = read 2
                        1 = read 1
                        """, "went-back"),
                argumentSet("sequential, two orders", "sequential", """
                        0 i write 1 @x
                        1 ! write 2 @x
                        0 o write 1 @x
                        2 = read 1 @x
                        2 = read 2 @x
                        3 = read 2 @x
                        3 = read 1 @x
                        """, "order-of-values"),
                argumentSet(
                        "sequential, nothing after something",
                        "sequential",
                        """
                        0 ! write 1 @x
                        1 = read 1 @x
                        1 = read nil @x
                        """,
                        "order-of-values"),
                argumentSet("sequential, its own future", "sequential", """
                        0 = read 1 @x
                        0 ! write 1 @x
                        """, "read-before-write"),
                argumentSet("sequential, from nowhere", "sequential", "0 = read 1", "unwritten"),
                argumentSet("read-your-writes", "read-your-writes", """
                        0 ! write 1 @x
                        0 ! write 2 @x
                        0 = read 1 @x
                        """, "read-your-writes"),
                argumentSet("monotonic-reads", "monotonic-reads", """
                        0 ! write 1 @x
                        0 ! write 2 @x
                        1 = read 2 @x
                        1 = read 1 @x
                        """, "monotonic-reads"),
                argumentSet("monotonic-writes", "monotonic-writes", """
                        0 ! write 1 @x
                        0 ! write 2 @y
                        1 = read 2 @y
                        1 = read nil @x
                        """, "monotonic-writes"),
                argumentSet(
                        "writes-follow-reads", "writes-follow-reads", """
                        0 ! write 1 @x
                        1 = read 1 @x
                        1 ! write 2 @y
                        2 = read 2 @y
                        2 = read nil @x
                        """, "writes-follow-reads"),
                argumentSet("session has all of them", "session", """
                        0 ! write 1 @x
                        0 ! write 2 @x
                        0 = read 1 @x
                        """, "read-your-writes"),
                argumentSet("staleness", "staleness:1", """
                        0 ! write 1 @x
                        0 ! write 2 @x
                        0 ! write 3 @x
                        1 = read 1 @x
                        """, "stale"),
                argumentSet(
                        "transactions in Jepsen's form", "list-append", """
                        0 ! txn [[:append :x 1] [:r :y nil]]
                        1 i txn [[:r :x nil]]
                        1 o txn [[:r :x nil]]
                        """, "G-single-realtime"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void finds(String check, String text, String names) throws HistoryException {
        Verdict verdict = judge(check, text).verdict();

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Invalid.class, invalid -> {
            List<Anomaly> anomalies = invalid.evidence().anomalies();
            assertThat(anomalies)
                    .extracting(Anomaly::name)
                    .containsExactlyInAnyOrder(names.split(" "));
            assertThat(anomalies).allSatisfy(anomaly -> {
                assertThat(anomaly.operations()).isNotEmpty();
                assertThat(anomaly.explanation()).isNotBlank();
            });
        });
    }

    private static CheckResult judge(String check, String text) throws HistoryException {
        return Checks.check(history(text), Checks.of(check), Budget.DEFAULT);
    }

    @Test
    void saysHowStale() throws HistoryException {
        Verdict verdict = judge("read-your-writes", """
                0 ! write 1 @x
                0 ! write 2 @x
                0 ! write 3 @x
                0 = read 1 @x
                """).verdict();

        assertThat(((Verdict.Invalid) verdict).evidence().explanation())
                .isEqualTo("read-your-writes: x: read = 1 (line 7) by process 0 came after the same"
                        + " process' x: write 3 (line 5); it is 2 versions and 0.000 s behind");
    }

    @Test
    void nothingToJudgeByIsUnknown() throws HistoryException {
        for (String check :
                List.of("set", "set-full", "bank", "long-fork", "monotonic", "list-append")) {
            assertThat(judge(check, "").verdict()).as(check).isInstanceOf(Verdict.Unknown.class);
        }
        assertThat(judge("set", "0 ! add 1").verdict()).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void namesTheLinesThatItCannotWorkWith() {
        assertThatThrownBy(() -> judge("session", """
                        0 ! write 1 @x
                        0 ! write 1 @x
                        0 ! cas [1 2] @x
                        """))
                .hasMessageContainingAll(
                        "2 problems",
                        "line 3: check session: write of 1, as in" + " line 1",
                        "line 5: check session: function 'cas'");
        assertThatThrownBy(() -> judge("unique-ids", "0 ! read 1"))
                .hasMessageContaining("line 1: check unique-ids: function 'read'");
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                argumentSet("no such check", "sets", "check 'sets': expected linearizable or one"),
                argumentSet("no such level", "list-append:best", "expected one of read-committed"),
                argumentSet("a detail too many", "queue:5", "check 'queue:5': expected queue"),
                argumentSet("a detail for a session", "session:5", "without a detail"),
                argumentSet("no sum", "bank:much", "bank:100,negative"),
                argumentSet("no time", "staleness:soon", "staleness:500ms"));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void refusesWhatMakesNoSense(String check, String message) {
        assertThatThrownBy(() -> Checks.of(check))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
