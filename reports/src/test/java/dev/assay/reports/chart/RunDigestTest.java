package dev.assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.LatencyInterval;
import dev.assay.reports.run.LatencyKind;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.sample.SampleRun;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class RunDigestTest {

    private static final long MILLISECOND = 1_000_000;

    @TempDir
    Path runs;

    @Test
    void operationsAreCountedByOutcomeAndFunction() throws Exception {
        RunDigest digest = digest(
                List.of(),
                event(0, 0, EventType.INVOKE, "write", null),
                event(1, 1, EventType.INVOKE, "read", null),
                event(2, 0, EventType.OK, "write", null),
                event(3, 1, EventType.FAIL, "read", "no leader"),
                event(4, 1, EventType.INVOKE, "read", null),
                event(5, 1, EventType.INFO, "read", "timeout"));
        assertThat(digest.total()).isEqualTo(new OutcomeCounts(1, 1, 1));
        assertThat(digest.byFunction())
                .containsExactly(
                        Map.entry("read", new OutcomeCounts(0, 1, 1)),
                        Map.entry("write", new OutcomeCounts(1, 0, 0)));
    }

    @Test
    void latenciesWithoutOperationsHaveAnEnd() throws Exception {
        Path folder;
        try (RunFolderWriter run =
                RunFolderWriter.create(runs, SampleRun.of("bench", 1).spec())) {
            Histogram second = new Histogram(3);
            second.recordValue(1_000_000);
            run.latency()
                    .add(new LatencyInterval(
                            LatencyKind.service("get"), 2_000_000_000L, 3_000_000_000L, second));
            folder = run.folder();
        }
        assertThat(RunDigest.of(RunFolder.read(folder)).end()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anOperationThatNeverCompletesIsInfo() throws Exception {
        assertThat(digest(List.of(), event(0, 0, EventType.INVOKE, "write", null))
                        .total())
                .isEqualTo(new OutcomeCounts(0, 0, 1));
    }

    @Test
    void errorsAreCountedByKindTheMostFrequentFirst() throws Exception {
        RunDigest digest = digest(
                List.of(),
                event(1, 0, EventType.FAIL, "read", "refused"),
                event(2, 1, EventType.FAIL, "read", "no leader"),
                event(3, 2, EventType.FAIL, "read", "no leader"));
        assertThat(digest.errors())
                .containsExactly(
                        new ErrorCount("read", EventType.FAIL, "no leader", 2),
                        new ErrorCount("read", EventType.FAIL, "refused", 1));
    }

    @Test
    void errorsThatAllDifferAreCountedTogether() throws Exception {
        Event[] events = new Event[1000];
        for (int i = 0; i < events.length; i++) {
            events[i] = event(i, i, EventType.INFO, "read", "error number " + i);
        }
        List<ErrorCount> errors = digest(List.of(), events).errors();
        assertThat(errors).hasSizeLessThan(300);
        assertThat(errors.get(0).error()).isEqualTo("other errors");
        assertThat(errors.stream().mapToLong(ErrorCount::count).sum()).isEqualTo(1000);
    }

    @Test
    void functionsThatAllDifferAreCountedTogether() throws Exception {
        Event[] events = new Event[1000];
        for (int i = 0; i < events.length; i++) {
            events[i] = event(i, i, EventType.OK, "f" + i, null);
        }
        RunDigest digest = digest(List.of(), events);
        assertThat(digest.byFunction()).hasSizeLessThan(30).containsKey("other");
        assertThat(digest.total().ok()).isEqualTo(1000);
    }

    @Test
    void serviceTimeIsTakenFromTheHistoryWhereNoLogHoldsIt() throws Exception {
        RunDigest digest = digest(
                List.of(),
                event(0, 0, EventType.INVOKE, "read", null),
                event(3, 0, EventType.OK, "read", null));
        assertThat(digest.latencies()).singleElement().satisfies(series -> {
            assertThat(series.kind()).isEqualTo(LatencyKind.service("read"));
            assertThat(series.total().count()).isEqualTo(1);
            assertThat(series.total().maxNanos())
                    .isBetween(3 * MILLISECOND, 3 * MILLISECOND + MILLISECOND / 20);
        });
    }

    @Test
    void theLatencyLogComesFirst() throws Exception {
        Path run = SampleRun.of("x", 1)
                .length(Duration.ofSeconds(3))
                .withResponseTimes()
                .write(runs);
        RunDigest digest = RunDigest.of(RunFolder.read(run));
        assertThat(digest.latencies())
                .extracting(series -> series.kind().tag())
                .containsExactly(
                        "cas.response",
                        "cas.service",
                        "read.response",
                        "read.service",
                        "write.response",
                        "write.service");
        assertThat(digest.latencies())
                .allSatisfy(series -> assertThat(series.widthNanos()).isEqualTo(1_000_000_000));
    }

    @Test
    void theLongestSilenceOfAFaultMayOutlastIt() throws Exception {
        FaultRecord fault = new FaultRecord(
                "cut",
                10 * MILLISECOND,
                20 * MILLISECOND,
                List.of(),
                Map.of(),
                null,
                0,
                true,
                null);
        RunDigest digest = digest(
                List.of(fault),
                event(8, 0, EventType.OK, "read", null),
                event(12, 0, EventType.OK, "read", null),
                event(15, 0, EventType.FAIL, "read", "no leader"),
                event(27, 0, EventType.OK, "read", null),
                event(90, 0, EventType.OK, "read", null));
        assertThat(digest.silences()).containsExactly(Duration.ofMillis(15));
    }

    private RunDigest digest(List<FaultRecord> faults, Event... events) throws Exception {
        try (RunFolderWriter writer =
                RunFolderWriter.create(runs, RunSpec.builder("x", 1).build())) {
            for (Event event : events) {
                writer.history().append(event);
            }
            for (FaultRecord fault : faults) {
                writer.addFault(fault);
            }
            writer.history().flush();
            return RunDigest.of(RunFolder.read(writer.folder()));
        }
    }

    private static Event event(long millis, long process, EventType type, String f, String error) {
        return new Event(millis * MILLISECOND, process, type, f, "k", null, "n1", error);
    }
}
