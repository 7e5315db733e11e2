package dev.assay.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.reports.chart.OperationSample;
import dev.assay.reports.chart.Span;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class OperationColumnsTest {

    @Test
    void whatRepeatsIsWrittenOnce() {
        OperationColumns columns = OperationColumns.of(
                sample(
                        span(0, 4, 1_000_000, EventType.OK, "x"),
                        span(1, 2, 1_500_000, EventType.OK, "x"),
                        span(2, 4, 4_000_000, EventType.INFO, "y")),
                List.of());
        assertThat(columns.lanes())
                .containsExactly(
                        new OperationColumns.Lane(2, "n1"), new OperationColumns.Lane(4, "n1"));
        assertThat(columns.lane()).containsExactly(1, 0, 1);
        assertThat(columns.start()).containsExactly(1000L, 500L, 2500L);
        assertThat(columns.length()).containsExactly(200L, 200L, 200L);
        assertThat(columns.words()).containsExactly("w x", "w y ?");
        assertThat(columns.kinds()).hasSize(2);
    }

    @Test
    void theFailingPartIsMarked() {
        Span first = span(0, 1, 0, EventType.OK, "x");
        Span second = span(1, 1, 5_000_000, EventType.OK, "y");
        OperationColumns columns = OperationColumns.of(
                sample(first, second, span(2, 1, 9_000_000, EventType.OK, "z")),
                List.of(new Counterexample(
                        "k",
                        second.operation(),
                        List.of(first.operation()),
                        List.of(),
                        List.of(),
                        "x")));
        assertThat(columns.failing()).containsExactly(0, 1);
        assertThat(columns.offending()).containsExactly(1);
    }

    @Test
    void nothingInItEndsAScriptElement() {
        String json = OperationColumns.of(
                        sample(span(0, 1, 0, EventType.OK, "</script><b>\u0000\u202e")), List.of())
                .toJson();
        assertThat(json).doesNotContain("<", "\u202e").contains("\\\\u0000", "\\\\u202e");
    }

    @Test
    void aSampleIsThinnedUntilItFits() {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            spans.add(span(i, i % 9, i * 10_000L, EventType.OK, "a value that takes room " + i));
        }
        String json = OperationColumns.json(new OperationSample(spans, 5_000), List.of(), 40_000);
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(20_000, 40_000);
        assertThat(json).contains("\"total\":5000");
    }

    private static OperationSample sample(Span... spans) {
        return new OperationSample(List.of(spans), spans.length);
    }

    private static Span span(
            long index, long process, long nanos, EventType outcome, String value) {
        long end = nanos + 200_000;
        return new Span(
                new Operation(
                        index,
                        process,
                        "write",
                        "k",
                        value,
                        outcome == EventType.OK ? value : null,
                        nanos,
                        outcome == EventType.INFO ? Operation.NEVER : end,
                        outcome,
                        "n1",
                        null),
                end);
    }
}
