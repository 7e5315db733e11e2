package dev.assay.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Anomaly;
import dev.assay.checker.verdict.Anomaly.Link;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.page.CycleDrawing.Arrow;
import dev.assay.reports.page.CycleDrawing.Row;
import dev.assay.reports.sample.SampleRun;
import dev.assay.reports.text.EvidenceText;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class CycleDrawingTest {

    private static Counterexample writeSkew() {
        return ((Verdict.Invalid) SampleRun.writeSkew().verdict()).evidence();
    }

    @Test
    void aRowForEachTransactionAndAnArrowForEachBefore() {
        CycleDrawing cycle = CycleDrawing.of(writeSkew()).get(0);

        assertThat(cycle.name()).isEqualTo("G2-item");
        assertThat(cycle.circle()).isEqualTo("T1 < T2 < T1");
        assertThat(cycle.rows()).extracting(Row::name).containsExactly("T1", "T2");
        assertThat(cycle.rows())
                .extracting(Row::label)
                .containsExactlyInAnyOrder("[r x []] [append y 1]", "[r y []] [append x 1]");
        assertThat(cycle.arrows()).extracting(Arrow::kind).containsExactly("rw", "rw");
        assertThat(cycle.reasons().get(1)).endsWith(": so T2 comes before T1 (rw)");
    }

    @Test
    void theOrderOfAllEndsIsExact() {
        List<Row> rows = CycleDrawing.of(cycleOf(3)).get(0).rows();

        // Each begins before the one before it ends, and the last never ends.
        assertThat(rows.get(1).left())
                .isBetween(
                        rows.get(0).left() + 1, rows.get(0).left() + rows.get(0).length() - 1);
        assertThat(rows.get(2).open()).isTrue();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.left() + row.length())
                        .isLessThanOrEqualTo(CycleDrawing.of(cycleOf(3)).get(0).width()));
    }

    @Test
    void arrowsLeadDownAndTheLastOneBackUp() {
        List<Arrow> arrows = CycleDrawing.of(cycleOf(3)).get(0).arrows();

        assertThat(arrows)
                .extracting(Arrow::path)
                .satisfiesExactly(
                        path -> assertThat(path).matches("M\\d+ \\d+V\\d+"),
                        path -> assertThat(path).matches("M\\d+ \\d+V\\d+"),
                        path -> assertThat(path).contains("C"));
    }

    @Test
    void aLongCycleIsToldAndNotDrawn() {
        assertThat(CycleDrawing.of(cycleOf(31))).isEmpty();
        assertThat(EvidenceText.of("list-append", cycleOf(31))).contains("T31 < T1");
    }

    private static Counterexample cycleOf(int size) {
        List<Operation> operations = IntStream.range(0, size)
                .mapToObj(i -> new Operation(
                        i,
                        i,
                        "txn",
                        null,
                        List.of(List.of("append", "x", (long) i)),
                        i == size - 1 ? null : List.of(List.of("append", "x", (long) i)),
                        i * 10L,
                        i == size - 1 ? Operation.NEVER : i * 10L + 15,
                        i == size - 1 ? EventType.INFO : EventType.OK,
                        "n1",
                        null))
                .toList();
        List<Link> links = IntStream.range(0, size)
                .mapToObj(i -> new Link(i, (i + 1) % size, "ww", "T" + (i + 1) + " was first"))
                .toList();
        return new Counterexample(
                null,
                operations.get(size - 1),
                operations,
                List.of(),
                List.of(),
                "G0: a circle",
                List.of(new Anomaly("G0", "a circle", operations, links)));
    }
}
