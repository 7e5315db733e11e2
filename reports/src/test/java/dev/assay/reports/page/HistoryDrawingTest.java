package dev.assay.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.reports.page.HistoryDrawing.Bar;
import dev.assay.reports.page.HistoryDrawing.Lane;
import dev.assay.reports.sample.SampleRun;
import dev.assay.reports.text.OperationText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class HistoryDrawingTest {

    private static final List<EventType> OUTCOMES =
            List.of(EventType.OK, EventType.FAIL, EventType.INFO);

    @Test
    void aLaneForEachProcessAndABarForEachOperation() {
        HistoryDrawing drawing = HistoryDrawing.of(SampleRun.staleRead());
        assertThat(drawing.lanes())
                .extracting(Lane::name)
                .containsExactly("process 3", "process 8", "process 5", "process 4", "process 6");
        assertThat(drawing.bars())
                .extracting(Bar::label)
                .containsExactly("w 17", "w 64 ?", "cas 17→42", "r → 42", "r → 17");
        assertThat(drawing.bars())
                .extracting(Bar::style)
                .containsExactly("ok", "info", "ok", "ok", "offending");
    }

    @Test
    void theOrderOfAllEndsIsExact() {
        List<Bar> bars = HistoryDrawing.of(SampleRun.staleRead()).bars();
        Bar write = bars.get(0);
        Bar unknown = bars.get(1);
        Bar cas = bars.get(2);
        assertThat(unknown.left()).isBetween(write.left() + 1, end(write) - 1);
        assertThat(cas.left()).isGreaterThan(end(write));
        assertThat(bars.get(4).left()).isGreaterThan(end(bars.get(3)));
        assertThat(end(unknown)).isGreaterThan(end(bars.get(4)));
        assertThat(unknown.open()).isTrue();
    }

    @Test
    void everyBarHoldsItsLabelAndNoneLeavesTheDrawing() {
        HistoryDrawing drawing = HistoryDrawing.of(manyAtOnce(60));
        assertThat(drawing.bars()).allSatisfy(bar -> {
            assertThat(bar.length()).isGreaterThanOrEqualTo(bar.label().length() * 8);
            assertThat(end(bar)).isLessThanOrEqualTo(drawing.width());
            assertThat(bar.top() + HistoryDrawing.BAR_HEIGHT).isLessThanOrEqualTo(drawing.height());
        });
    }

    @Test
    void ofTooManyTheNearestAreDrawn() {
        Counterexample evidence = manyAtOnce(1000);
        HistoryDrawing drawing = HistoryDrawing.of(evidence);
        assertThat(drawing.bars()).hasSize(150);
        assertThat(drawing.omitted()).isEqualTo(850);
        assertThat(drawing.bars())
                .filteredOn(bar -> bar.style().equals("offending"))
                .hasSize(1);
    }

    @Test
    void anOffendingOperationAloneIsADrawing() {
        Operation only = operation(0, "read", null, 5L, EventType.OK);
        HistoryDrawing drawing = HistoryDrawing.of(
                new Counterexample(null, only, List.of(), List.of(), List.of(), "why"));
        assertThat(drawing.bars()).singleElement().extracting(Bar::style).isEqualTo("offending");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "read  |        | 5     | OK   | r → 5",
                "read  |        |       | OK   | r → nil",
                "read  |        |       | INFO | r ?",
                "write | 3      |       | OK   | w 3",
                "write | a b    |       | OK   | w \"a b\"",
                "write | 3      |       | FAIL | w 3",
                "incr  |        | 8     | OK   | incr → 8",
                "append| x      | xx    | OK   | append x → xx",
            })
    void operationsInWords(String f, String input, String output, EventType outcome, String words) {
        assertThat(OperationText.words(operation(0, f, input, output, outcome))).isEqualTo(words);
    }

    @Test
    void compareAndSetInWords() {
        assertThat(OperationText.words(operation(0, "cas", List.of(3L, 5L), true, EventType.OK)))
                .isEqualTo("cas 3→5");
        assertThat(OperationText.words(
                        operation(0, "cas", Arrays.asList(null, 5L), null, EventType.INFO)))
                .isEqualTo("cas nil→5 ?");
        assertThat(OperationText.words(
                        operation(0, "txn", List.of(1L, List.of("a")), null, EventType.OK)))
                .isEqualTo("txn [1 [a]]");
    }

    @Test
    void longValuesAreCut() {
        Operation write = operation(0, "write", "é".repeat(1_000_000), null, EventType.OK);
        assertThat(OperationText.label(write)).hasSize(22).endsWith("…");
        assertThat(OperationText.words(write))
                .hasSizeLessThan(500)
                .contains("1,000,000 characters");
    }

    private static int end(Bar bar) {
        return bar.left() + bar.length();
    }

    private static Counterexample manyAtOnce(int count) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operations.add(operation(i, "write", "value " + i, null, OUTCOMES.get(i % 3)));
        }
        return new Counterexample(
                "k", operations.get(count / 2), operations, List.of(), List.of(), "why");
    }

    private static Operation operation(
            long index, String f, Object input, Object output, EventType outcome) {
        long end = outcome == EventType.INFO ? Operation.NEVER : index * 10 + 35;
        return new Operation(
                index, index % 7, f, "k", input, output, index * 10, end, outcome, "n1", null);
    }
}
