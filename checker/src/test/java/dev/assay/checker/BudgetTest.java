package dev.assay.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Check;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What happens where a history cannot be decided within its budget. */
class BudgetTest {

    private static final long MEBIBYTE = 1L << 20;

    /** A model that no rule helps with: a sum, and an impossible read at the end. */
    private static final class Hash implements Model<Long, Operation> {
        @Override
        public String name() {
            return "hash";
        }

        @Override
        public Set<String> functions() {
            return Set.of("mix", "read");
        }

        @Override
        public Long initial() {
            return 1L;
        }

        @Override
        public Operation action(Operation operation) {
            return operation;
        }

        @Override
        public Long step(Long state, Operation action) {
            return action.f().equals("mix") ? (Long) (state * 31 + action.index()) : null;
        }
    }

    /** So many mixes at once have that many factorial orders, and all of them are wrong. */
    private static History hard(int concurrent) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < concurrent; i++) {
            operations.add(operation(i + 4, "mix", 10, 20));
        }
        for (int i = 0; i < 4; i++) {
            operations.add(operation(i, "mix", i, i));
        }
        operations.add(operation(concurrent + 4, "read", 30, 40));
        return History.ofOperations(operations);
    }

    private static Operation operation(long index, String f, long from, long to) {
        return new Operation(index, index, f, null, null, null, from, to, EventType.OK, null, null);
    }

    @Test
    void isDecidedWhereTheBudgetIsEnough() throws HistoryException {
        CheckResult result = Linearizability.check(hard(3), new Hash(), Budget.DEFAULT);

        assertThat(result.verdict().word()).isEqualTo(Verdict.Word.INVALID);
    }

    @Test
    @Timeout(20)
    void outOfTimeIsUnknownAndKeepsTheTime() throws HistoryException {
        Budget budget = new Budget(Duration.ofMillis(500), 1L << 40);

        CheckResult result = Linearizability.check(hard(30), new Hash(), budget);

        assertThat(result.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reason())
                                .isEqualTo("out of time (500 ms): 1 of 1 object not decided,"
                                        + " 34 of 35 operations checked"));
        assertThat(result.operationsChecked()).isEqualTo(34);
        assertThat(result.usedTime()).isBetween(Duration.ofMillis(500), Duration.ofMillis(900));
    }

    @Test
    @Timeout(20)
    void outOfMemoryIsUnknownAndKeepsTheMemory() throws HistoryException {
        Budget budget = new Budget(Duration.ofSeconds(15), 8 * MEBIBYTE);

        CheckResult result = Linearizability.check(hard(30), new Hash(), budget);

        assertThat(result.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reason())
                                .startsWith(
                                        "out of memory (8388608 bytes): 1 of 1 object not decided"));
        assertThat(result.usedBytes()).isBetween(2 * MEBIBYTE, 9 * MEBIBYTE);
    }

    @Test
    @Timeout(20)
    void anInterruptEndsTheCheck() throws Exception {
        List<Object> seen = new ArrayList<>();
        Thread checking = new Thread(() -> {
            try {
                seen.add(Linearizability.check(hard(30), new Hash(), Budget.DEFAULT)
                        .verdict());
                seen.add(Thread.currentThread().isInterrupted());
            } catch (HistoryException e) {
                seen.add(e);
            }
        });
        checking.start();
        checking.interrupt();
        checking.join();

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0))
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reason()).startsWith("interrupted"));
        assertThat(seen.get(1)).isEqualTo(true);
    }

    /** A write of a key of its own and a read of it, one after the other. */
    private static History transactions(String check, int count) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean reads = i % 2 == 1;
            Object value = (long) (i / 2);
            boolean lists = check.equals("list-append");
            List<Object> step = reads
                    ? List.of("r", "k" + i / 2, lists ? List.of(value) : value)
                    : List.of(lists ? "append" : "w", "k" + i / 2, value);
            operations.add(new Operation(
                    i,
                    i % 5,
                    "txn",
                    null,
                    List.of(step),
                    List.of(step),
                    10L * i,
                    10L * i + 5,
                    EventType.OK,
                    null,
                    null));
        }
        return History.ofOperations(operations);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-append", "rw-register"})
    void transactionsKeepTheMemoryWhileTheyAreReadIn(String check) throws HistoryException {
        History history = transactions(check, 20_000);
        Check asked = Checks.of(check);
        CheckResult whole = Checks.check(history, asked, Budget.DEFAULT);
        assertThat(whole.verdict()).isInstanceOf(Verdict.Valid.class);
        assertThat(whole.usedBytes()).isGreaterThan(MEBIBYTE);

        // Not enough to read them in, for the dependencies, and for the search.
        for (int percent : List.of(20, 60, 99)) {
            long bytes = whole.usedBytes() * percent / 100;
            assertThat(Checks.check(history, asked, new Budget(Duration.ofSeconds(60), bytes))
                            .verdict())
                    .as(percent + " %")
                    .isEqualTo(new Verdict.Unknown("out of memory (" + bytes + " bytes)"));
        }
        Budget enough = new Budget(Duration.ofSeconds(60), whole.usedBytes() * 11 / 10);
        assertThat(Checks.check(history, asked, enough).verdict())
                .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new Budget(Duration.ZERO, 1)).hasMessageContaining("time PT0S");
        assertThatThrownBy(() -> new Budget(Duration.ofSeconds(1), 0))
                .hasMessageContaining("bytes 0");
    }
}
