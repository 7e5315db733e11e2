package dev.assay.checker.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.invariant.Check;
import dev.assay.checker.invariant.Findings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.stream.Stream;

/** Literal histories of transactions, and what is found in them at which level. */
class TransactionsTest {

    private static final Limit LIMIT = Limit.ofBytes(1L << 30);

    private static Findings find(Check check, String drawing) throws HistoryException {
        return check.find(TxnDrawing.history(drawing), LIMIT);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                argumentSet("each after the other", """
                        append x 1            |--|
                        append x 2; r x [1 2]     |--|
                        r x [1 2]                     |--|
                        """, "", Level.STRICT_SERIALIZABLE),
                argumentSet("an append in two orders", """
                        append x 1; append y 1  |---|
                        append x 2; append y 2  |---|
                        r x [1 2]; r y [2 1]          |--|
                        """, "G0", Level.READ_COMMITTED),
                argumentSet(
                        "a list that two saw grow differently",
                        """
                        append x 1  |---|
                        append x 2  |---|
                        r x [1 2]        |--|
                        r x [2 1]        |--|
                        """,
                        "incompatible-order",
                        Level.READ_COMMITTED),
                argumentSet("read of what was aborted", """
                        append x 1  |---!
                        r x [1]      |---|
                        """, "G1a", Level.READ_COMMITTED),
                argumentSet("read of what nobody appended", """
                        append x 1  |---|
                        r x [1 9]    |---|
                        """, "unwritten", Level.READ_COMMITTED),
                argumentSet("read of an append before the last", """
                        append x 1; append x 2  |---|
                        r x [1]                  |---|
                        r x [1 2]                      |--|
                        """, "G1b", Level.READ_COMMITTED),
                argumentSet("each read what the other appended", """
                        append x 1; r y [1]  |---|
                        append y 1; r x [1]  |---|
                        """, "G1c", Level.READ_COMMITTED),
                argumentSet(
                        "appended behind what was aborted",
                        """
                        append x 1  |---!
                        append x 2    |---|
                        r x [1 2]          |--|
                        """,
                        "G1a dirty-update",
                        Level.READ_COMMITTED),
                argumentSet("an element twice", """
                        append x 1  |---|
                        r x [1 1]         |--|
                        """, "duplicate-elements", Level.READ_COMMITTED),
                argumentSet("without its own append", """
                        append x 1; r x []  |---|
                        r x [1]                  |--|
                        """, "internal", Level.SNAPSHOT_ISOLATION),
                argumentSet("half of a transaction", """
                        append x 1; append y 1  |----|
                        r x [1]; r y []          |--|
                        r y [1]                         |--|
                        """, "G-single", Level.SNAPSHOT_ISOLATION),
                argumentSet(
                        "one of two updates lost",
                        """
                        append x 1           |-|
                        r x [1]; append x 2      |---|
                        r x [1]; append x 3      |---|
                        r x [1 2 3]                    |--|
                        """,
                        "lost-update G-single",
                        Level.SNAPSHOT_ISOLATION),
                argumentSet(
                        "two readers that see two updates in two orders",
                        """
                        append x 1       |-------|
                        append y 1       |-------|
                        r x [1]; r y []     |--|
                        r x []; r y [1]     |--|
                        r x [1]; r y [1]           |--|
                        """,
                        "G-nonadjacent",
                        Level.SNAPSHOT_ISOLATION),
                argumentSet("write skew", """
                        r x []; append y 1  |---|
                        r y []; append x 1  |---|
                        r x [1]; r y [1]          |--|
                        """, "G2-item", Level.SERIALIZABLE),
                argumentSet("write skew by what nobody saw", """
                        r x []; append y 1  |---|
                        r y []; append x 1  |---|
                        """, "G2-item", Level.SERIALIZABLE),
                argumentSet(
                        "a read of the past", """
                        append x 1  |--|
                        r x []           |--|
                        r x [1]               |--|
                        """, "G-single-realtime", Level.STRICT_SERIALIZABLE),
                argumentSet(
                        "appended before what was there",
                        """
                        append x 1  |--|
                        append x 2       |--|
                        r x [2 1]             |--|
                        """,
                        "G0-realtime",
                        Level.STRICT_SERIALIZABLE),
                argumentSet(
                        "an answer before the question",
                        """
                        r x [1]     |--|
                        append x 1       |--|
                        """,
                        "G1c-realtime",
                        Level.STRICT_SERIALIZABLE));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listsFailAtTheirLevelAndPassBelow(String drawing, String names, Level weakest)
            throws HistoryException {
        failsFrom(weakest, names, drawing, true);
    }

    static Stream<Arguments> registers() {
        return Stream.of(
                argumentSet("each after the other", """
                        w x 1          |--|
                        r x 1; w x 2       |--|
                        r x 2                  |--|
                        """, "", Level.STRICT_SERIALIZABLE),
                argumentSet("read of what was aborted", """
                        w x 1   |---!
                        r x 1    |---|
                        """, "G1a", Level.READ_COMMITTED),
                argumentSet("read of what nobody wrote", """
                        r x 7    |---|
                        """, "unwritten", Level.READ_COMMITTED),
                argumentSet("read of a value between", """
                        w x 1; w x 2  |---|
                        r x 1          |---|
                        """, "G1b", Level.READ_COMMITTED),
                argumentSet("each read what the other wrote", """
                        w x 1; r y 1  |---|
                        w y 1; r x 1  |---|
                        """, "G1c", Level.READ_COMMITTED),
                argumentSet("not its own write", """
                        w x 1; r x nil  |---|
                        """, "internal", Level.SNAPSHOT_ISOLATION),
                argumentSet(
                        "two values in one transaction", """
                        w x 1         |---|
                        r x nil; r x 1 |---|
                        """, "internal", Level.SNAPSHOT_ISOLATION),
                argumentSet(
                        "one of two updates lost", """
                        w x 1         |-|
                        r x 1; w x 2      |---|
                        r x 1; w x 3      |---|
                        """, "lost-update", Level.SNAPSHOT_ISOLATION),
                argumentSet("half of a transaction", """
                        w x 1; w y 1      |----|
                        r x 1; r y nil     |--|
                        """, "G-single", Level.SNAPSHOT_ISOLATION),
                argumentSet("write skew", """
                        r x nil; w y 1  |---|
                        r y nil; w x 1  |---|
                        """, "G2-item", Level.SERIALIZABLE),
                argumentSet(
                        "a read of the past", """
                        w x 1    |--|
                        w x 2         |--|
                        r x 1              |--|
                        """, "G-single-realtime", Level.STRICT_SERIALIZABLE),
                argumentSet(
                        "an update of what another had overwritten before it began",
                        """
                        w x 1    |--|
                        w x 2         |--|
                        r x 1; w x 3       |--|
                        r x 3                   |--|
                        """,
                        "G-single",
                        Level.STRICT_SERIALIZABLE),
                argumentSet(
                        "an unknown one that somebody saw",
                        """
                        w x 1; w y 1  |---?
                        r x 1               |--|
                        r y nil                  |--|
                        """,
                        "G-single-realtime",
                        Level.STRICT_SERIALIZABLE));
    }

    @ParameterizedTest
    @MethodSource("registers")
    void registersFailAtTheirLevelAndPassBelow(String drawing, String names, Level weakest)
            throws HistoryException {
        failsFrom(weakest, names, drawing, false);
    }

    private static void failsFrom(Level weakest, String names, String drawing, boolean lists)
            throws HistoryException {
        for (Level level : Level.values()) {
            Check check = lists ? new ListAppend(level) : new RwRegister(level);
            Set<String> found = find(check, drawing).counts().keySet();
            if (names.isEmpty() || !level.atLeast(weakest)) {
                assertThat(found).as(level.word()).isEmpty();
            } else if (level == weakest) {
                assertThat(found).as(level.word()).containsExactlyInAnyOrder(names.split(" "));
            } else {
                assertThat(found).as(level.word()).isNotEmpty();
            }
        }
    }

    @Test
    void theCycleIsToldInWords() throws HistoryException {
        Findings findings = find(new ListAppend(Level.SERIALIZABLE), """
                append x 1; append y 1  |----|
                r x [1]; r y []          |--|
                r y [1]                         |--|
                """);

        assertThat(findings.anomalies()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.operations())
                    .extracting(operation -> operation.index())
                    .containsExactly(1L, 0L);
            assertThat(anomaly.explanation())
                    .isEqualTo("T1 < T2 < T1: T1 read y = [], without 1, which T2 appended (rw);"
                            + " T1 read x = [1], and 1 in it was appended by T2 (wr)");
        });
    }

    @Test
    void aLongCycleIsCutToItsShortest() throws HistoryException {
        Findings findings = find(new ListAppend(Level.SERIALIZABLE), """
                append a 1; r z [1]  |---|
                append b 1; r a [1]  |---|
                append z 1; r b [1]  |---|
                append y 1; r b [1]  |---|
                append z 2; r y [1]  |---|
                append b 2; r z [1 2]  |---|
                r b [1 2]                  |--|
                """);

        assertThat(findings.anomalies())
                .extracting(anomaly -> anomaly.name() + anomaly.operations().size())
                .containsExactly("G1c3");
    }

    @Test
    void namesEveryStepThatItCannotWorkWith() {
        assertThatThrownBy(() -> find(new ListAppend(Level.SERIALIZABLE), """
                        append x 1      |---|
                        append x 1      |---|
                        append x        |---|
                        r x 5           |---|
                        push x 5        |---|
                        """))
                .isInstanceOf(HistoryException.class)
                .hasMessageContainingAll(
                        "4 problems",
                        "line 2: check list-append-serializable: 1 was written to x in line 1",
                        "line 3: check list-append-serializable: append of nothing to x",
                        "line 4: check list-append-serializable: read of x saw 5: expected a list",
                        "line 5: check list-append-serializable: function 'push'");
    }
}
