package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Models;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each rule of the search is worth: histories that are decided in a few steps with it, and would
 * need very many without. Steps are the same on every machine; time is not looked at.
 */
class SearchStepsTest {

    private static final long BYTES = 1 << 26;

    private static Operation operation(
            int index, String f, Object input, Object output, long from, long to, long raftIndex) {
        boolean unknown = to == Operation.NEVER;
        return new Operation(
                index,
                index,
                f,
                null,
                input,
                output,
                from,
                to,
                unknown ? EventType.INFO : EventType.OK,
                null,
                null,
                raftIndex);
    }

    private static Operation operation(
            int index, String f, Object input, Object output, long from, long to) {
        return operation(index, f, input, output, from, to, Event.NO_INDEX);
    }

    static Stream<Arguments> rules() {
        List<Operation> adds = new ArrayList<>();
        List<Operation> unknownAdds = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            adds.add(operation(i, "add", 5L, null, i, 100 + i));
            unknownAdds.add(operation(i, "add", 5L, null, i, Operation.NEVER));
        }
        adds.add(operation(24, "read", null, 121L, 1_000, 1_001));
        unknownAdds.add(operation(24, "read", null, 7L, 1_000, 1_001));
        List<Operation> writes = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            writes.add(operation(i, "write", (long) i, null, i, 100 + i));
        }
        writes.add(operation(24, "read", null, 99L, 1_000, 1_001));
        List<Operation> unknownWrites = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            unknownWrites.add(operation(i, "write", (long) i, null, i, Operation.NEVER));
        }
        // Each value is read, so that each of these writes may be needed.
        for (int i = 0; i < 6; i++) {
            int at = 200 + 4 * i;
            unknownWrites.add(operation(6 + 2 * i, "write", (long) i, null, at, at + 1));
            unknownWrites.add(operation(7 + 2 * i, "read", null, (long) i, at + 2, at + 3));
        }
        unknownWrites.add(operation(18, "read", null, 99L, 1_000, 1_001));
        List<Operation> unseenTransactions = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            List<Object> steps = List.of(List.of("w", "x", i), List.of("w", "y", i));
            unseenTransactions.add(operation(i, "txn", steps, null, i, Operation.NEVER));
        }
        List<Object> read = List.of(List.of("r", "x", 99));
        unseenTransactions.add(operation(24, "txn", read, read, 1_000, 1_001));
        List<Operation> appends = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            appends.add(operation(i, "append", i + ".", null, 24 - i, 100 + i));
            text.append(23 - i).append('.');
        }
        appends.sort((a, b) -> Long.compare(a.invokeNanos(), b.invokeNanos()));
        appends.add(operation(24, "get", null, text.toString(), 1_000, 1_001));
        return Stream.of(
                argumentSet("of equals the one that returns first", "counter", adds, false, 60),
                argumentSet("unknown ones in order", "counter", unknownAdds, false, 700),
                argumentSet("unseen writes afterwards", "register", writes, false, 2_000),
                argumentSet("unknown ones for a purpose", "register", unknownWrites, false, 1_500),
                argumentSet(
                        "unseen unknown ones not at all",
                        "multi-register",
                        unseenTransactions,
                        false,
                        10),
                argumentSet("a look ahead", "string-append", appends, true, 700));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void decidesInFewSteps(String model, List<Operation> operations, boolean legal, long steps) {
        Decision decision = Engines.WGL.decide(
                operations, Models.of(model), Limit.ofBytes(BYTES).withSteps(steps));

        assertThat(decision)
                .isInstanceOf(legal ? Decision.Linearizable.class : Decision.NotLinearizable.class);
    }

    /** A dozen pushes at a time, in an order that only the log knows, and pops that saw it. */
    private static List<Operation> chain(int count) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long from = 10L * (i / DOZEN);
            operations.add(operation(i, "push", (long) place(i), null, from, from + 9, place(i)));
        }
        for (int i = 0; i < count; i++) {
            long from = 100_000L + 2 * i;
            operations.add(operation(
                    count + i, "pop", null, (long) (count - 1 - i), from, from + 1, count + i));
        }
        return operations;
    }

    private static final int DOZEN = 12;

    private static int place(int push) {
        return push / DOZEN * DOZEN + push % DOZEN * 5 % DOZEN;
    }

    @Test
    void theOrderOfTheLogNeedsNoSearch() {
        Model<?, ?> model = Models.of("stack");
        List<Operation> operations = chain(96);

        Decision decision =
                Engines.WGL.decide(operations, model, Limit.ofBytes(BYTES).withSteps(0));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Linearizable.class,
                        linearizable -> assertThat(linearizable.order())
                                .hasSameSizeAs(operations)
                                .isSortedAccordingTo(
                                        Comparator.comparingLong(Operation::raftIndex)));
        assertThat(Engines.WGL.decide(
                        operations.stream().map(SearchStepsTest::withoutIndex).toList(),
                        model,
                        Limit.ofBytes(BYTES).withSteps(100_000)))
                .isInstanceOf(Decision.Undecided.class);
    }

    @Test
    void aWrongOrderOfTheLogIsFoundOut() {
        List<Operation> operations = List.of(
                operation(0, "push", 0L, null, 0, 1, 5),
                operation(1, "push", 1L, null, 2, 3, 4),
                operation(2, "pop", null, 1L, 4, 5, 6),
                operation(3, "pop", null, 0L, 6, 7, 7));

        assertThat(Engines.WGL.decide(operations, Models.of("stack"), Limit.ofBytes(BYTES)))
                .isInstanceOfSatisfying(
                        Decision.Linearizable.class,
                        linearizable -> assertThat(linearizable.order()).isEqualTo(operations));
    }

    private static Operation withoutIndex(Operation operation) {
        return operation(
                (int) operation.index(),
                operation.f(),
                operation.input(),
                operation.output(),
                operation.invokeNanos(),
                operation.returnNanos());
    }
}
