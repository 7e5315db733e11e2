package dev.assay.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new Budget(Duration.ZERO, 1)).hasMessageContaining("time PT0S");
        assertThatThrownBy(() -> new Budget(Duration.ofSeconds(1), 0))
                .hasMessageContaining("bytes 0");
    }
}
