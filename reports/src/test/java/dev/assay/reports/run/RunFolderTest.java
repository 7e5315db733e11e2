package dev.assay.reports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.sample.SampleRun;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What is written is read back, file by file. */
class RunFolderTest {

    @TempDir
    Path runs;

    private final RunSpec spec = SampleRun.of("leader-isolated", 42).spec();

    @Test
    void theFolderIsNamedByTimeScenarioAndSeed() throws Exception {
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            assertThat(writer.folder())
                    .isEqualTo(runs.resolve("20261123-224501-leader-isolated-42"));
        }
    }

    @Test
    void twoRunsOfTheSameSecondGetTwoFolders() throws Exception {
        try (RunFolderWriter first = RunFolderWriter.create(runs, spec);
                RunFolderWriter second = RunFolderWriter.create(runs, spec)) {
            assertThat(second.folder()).hasFileName(first.folder().getFileName() + "-2");
        }
    }

    @Test
    void theSpecComesBackAsItWas() throws Exception {
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            RunFolder folder = RunFolder.read(writer.folder());
            assertThat(folder.spec()).contains(spec);
            assertThat(folder.spec().orElseThrow().options().keySet())
                    .containsExactly("rate", "keys", "mix", "election-timeout");
        }
    }

    @Test
    void theSpecCanBeReplacedByWhatIsKnownLater() throws Exception {
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            RunSpec later = spec.toBuilder().system("redis", "7.0.15").build();
            writer.writeSpec(later);
            assertThat(RunFolder.read(writer.folder()).spec()).contains(later);
        }
    }

    @Test
    void faultsComeBackInTheirOrder() throws Exception {
        FaultRecord failed = new FaultRecord(
                "pause", 5, 5, List.of(), Map.of(), null, 0, false, "no such process: 4711");
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            for (FaultRecord fault : SampleRun.of("x", 1).faults()) {
                writer.addFault(fault);
            }
            writer.addFault(failed);
            assertThat(RunFolder.read(writer.folder()).faults())
                    .hasSize(4)
                    .startsWith(SampleRun.of("x", 1).faults().get(0))
                    .endsWith(failed);
        }
    }

    @Test
    void whatARunDoesIsThereUntilItIsOver() throws Exception {
        RunNow.Fault fault = new RunNow.Fault("kill", 5, List.of("n1"), null);
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            assertThat(RunNow.goesOn(writer.folder())).isTrue();
            writer.doing("load");
            writer.faultGoesOn(fault);
            RunNow now = RunNow.read(writer.folder()).orElseThrow();
            assertThat(now.doing()).isEqualTo("load");
            assertThat(now.fault()).isEqualTo(fault);
            assertThat(now.pid()).isEqualTo(ProcessHandle.current().pid());
            writer.addFault(SampleRun.of("x", 1).faults().get(0));
            assertThat(RunNow.read(writer.folder()).orElseThrow().fault()).isNull();
        }
        assertThat(folder().now()).isEmpty();
        assertThat(RunNow.goesOn(folder().path())).isFalse();
    }

    @Test
    void everyKindOfVerdictComesBackWithItsEvidence() throws Exception {
        RunVerdict verdict = RunVerdict.of(
                List.of(
                        check(new Verdict.Valid()),
                        check(new Verdict.Unknown("out of time")),
                        check(new Verdict.Invalid(SampleRun.staleRead()))),
                List.of("values are unique"),
                List.of("fault 2: no effect seen"));
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            writer.writeVerdict(verdict);
            assertThat(RunFolder.read(writer.folder()).verdict()).contains(verdict);
        }
    }

    @Test
    void everyKindOfValueComesBackInTheHistory() throws Exception {
        List<Event> events = List.of(
                new Event(0, 0, EventType.INVOKE, "read", "k", null, "n1", null),
                new Event(1, 0, EventType.OK, "read", "k", 9_007_199_254_740_993L, "n1", null),
                new Event(2, 1, EventType.INVOKE, "cas", null, Arrays.asList(null, 2L), null, null),
                new Event(
                        3,
                        1,
                        EventType.INFO,
                        "cas",
                        null,
                        true,
                        null,
                        "TIMEOUT\u0000\n\"</script>"),
                new Event(4, 2, EventType.FAIL, "write", "ключ", 1.5, null, "no"));
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            for (Event event : events) {
                writer.history().append(event);
            }
        }
        List<Event> read = new ArrayList<>();
        assertThat(folder().readHistory(read::add)).isEmpty();
        assertThat(read).isEqualTo(events);
    }

    @Test
    void aLineOfTheHistoryHasTheFieldsOfTheContract() throws Exception {
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            writer.history()
                    .append(new Event(7, 3, EventType.INVOKE, "write", "k", 5L, "n1", null));
        }
        assertThat(folder().path().resolve(RunFiles.HISTORY))
                .content()
                .contains("\"time\":7", "\"type\":\"invoke\"", "\"process\":3")
                .doesNotContain("error");
    }

    @Test
    void latenciesComeBackByKind() throws Exception {
        Histogram latencies = new Histogram(3);
        latencies.recordValue(1_250_000);
        LatencyKind kind = LatencyKind.response("read");
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            writer.latency()
                    .add(new LatencyInterval(kind, 2_000_000_000L, 3_000_000_000L, latencies));
        }
        List<LatencyInterval> read = new ArrayList<>();
        assertThat(folder().readLatency(read::add)).isEmpty();
        assertThat(read).singleElement().satisfies(interval -> {
            assertThat(interval.kind()).isEqualTo(kind);
            assertThat(interval.startNanos()).isEqualTo(2_000_000_000L);
            assertThat(interval.endNanos()).isEqualTo(3_000_000_000L);
            assertThat(interval.latenciesNanos()).isEqualTo(latencies);
        });
    }

    @Test
    void nodeLogsComeBackWhateverTheNodeIsCalled() throws Exception {
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            Files.writeString(writer.nodeLog("../../127.0.0.1:6389"), "started\nstopped\n");
            writer.writeNodeStatus("../../127.0.0.1:6389", "{\"role\":\"leader\"}");
            assertThat(writer.nodeLog("../x"))
                    .hasParentRaw(writer.folder().resolve(RunFiles.NODES));
        }
        assertThat(folder().nodeLogs())
                .containsExactly(new NodeLog(
                        "../../127.0.0.1:6389",
                        List.of(
                                new NodeLog.Line(1, null, NodeLog.Level.PLAIN, "started"),
                                new NodeLog.Line(2, null, NodeLog.Level.PLAIN, "stopped")),
                        16,
                        "{\"role\":\"leader\"}"));
    }

    @Test
    void ofALongLogTheEndAndTheTroublesBeforeAreKept() throws Exception {
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            Files.writeString(
                    writer.nodeLog("n1"),
                    "2026-11-25T01:05:06.785Z WARN  it began\n"
                            + "a line of a log\n".repeat(100_000)
                            + "last\n");
        }
        NodeLog log = folder().nodeLogs().get(0);
        assertThat(log.lines()).hasSize(1 + NodeLog.LINES_LIMIT);
        assertThat(log.lines().get(0))
                .isEqualTo(new NodeLog.Line(
                        1,
                        Instant.parse("2026-11-25T01:05:06.785Z"),
                        NodeLog.Level.WARNING,
                        "2026-11-25T01:05:06.785Z WARN  it began"));
        assertThat(log.lines().get(NodeLog.LINES_LIMIT).text()).isEqualTo("last");
        assertThat(log.lines().get(NodeLog.LINES_LIMIT).number()).isEqualTo(100_002);
    }

    @Test
    void aLogThatComplainsAllTheTimeKeepsItsLastComplaints() throws Exception {
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            Files.writeString(writer.nodeLog("n1"), "ERROR again\n".repeat(5_000));
        }
        assertThat(folder().nodeLogs().get(0).lines())
                .hasSize(NodeLog.TROUBLES_LIMIT + NodeLog.LINES_LIMIT);
    }

    @Test
    void leadersComeBackInOrder() throws Exception {
        List<LeaderRecord> leaders =
                List.of(new LeaderRecord(10, "n1", 1), new LeaderRecord(20, null, 0));
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            for (LeaderRecord leader : leaders) {
                writer.addLeader(leader);
            }
        }
        assertThat(folder().leaders()).isEqualTo(leaders);
    }

    @Test
    void aWholeSampleRunHasNoProblems() throws Exception {
        RunFolder folder = RunFolder.read(SampleRun.of("x", 1)
                .length(Duration.ofSeconds(2))
                .withResponseTimes()
                .write(runs));
        assertThat(folder.problems()).isEmpty();
        assertThat(folder.nodeLogs()).hasSize(3);
        assertThat(folder.name()).isEqualTo("20261123-224501-x-1");
    }

    @Test
    void whatIsNoFolderIsRefused() {
        assertThatThrownBy(() -> RunFolder.read(runs.resolve("nothing")))
                .isInstanceOf(NotDirectoryException.class)
                .hasMessageContaining("expected a run folder");
    }

    private RunFolder folder() throws Exception {
        return RunFolder.read(runs.resolve("20261123-224501-leader-isolated-42"));
    }

    private static CheckResult check(Verdict verdict) {
        return new CheckResult(
                "c", verdict, 10, 9, Duration.ofMinutes(1), Duration.ofMillis(1500), 1 << 20, 512);
    }

    @Test
    void whatABenchmarkMeasuredComesBackAndNeedsNoHistory() throws Exception {
        Histogram latencies = new Histogram(3);
        latencies.recordValue(1_000_000);
        BenchRepeat repeat = new BenchRepeat(
                2,
                10,
                Map.of("timeout", 3L),
                BenchLatency.of(latencies),
                BenchLatency.of(latencies),
                BenchLatency.NONE);
        BenchRow row = new BenchRow(
                "redis-single",
                "SET",
                "jedis",
                "fsync always",
                "linearizable",
                1,
                20,
                1,
                "3 bytes",
                null,
                List.of(repeat, repeat),
                null,
                "nobody verified",
                null);
        BenchMicro micro = new BenchMicro(
                "Codec.decode",
                Map.of("size", "10"),
                "thrpt",
                1,
                "ops/us",
                2.5,
                0.1,
                List.of(2.4, 2.6));
        BenchResult result = new BenchResult(true, List.of(row), List.of(micro), List.of("a note"));
        try (RunFolderWriter writer = RunFolderWriter.create(runs, spec)) {
            writer.writeBench(result);
            RunFolder folder = RunFolder.read(writer.folder());
            assertThat(folder.bench()).contains(result);
            assertThat(folder.problems()).isEmpty();
            assertThat(folder.readHistory(event -> {})).isEmpty();
        }
    }

    @Test
    void aBenchmarkRowKnowsItsSpread() {
        BenchRow row = row(100, 110, 90, 200);
        assertThat(row.medianPerSecond()).isEqualTo(105);
        assertThat(row.minPerSecond()).isEqualTo(90);
        assertThat(row.maxPerSecond()).isEqualTo(200);
        assertThat(row.coefficientOfVariation()).isCloseTo(0.4053, within(0.0001));
        assertThat(row(7).coefficientOfVariation()).isZero();
        assertThat(row().medianPerSecond()).isZero();
    }

    private static BenchRow row(long... perSecond) {
        List<BenchRepeat> repeats = Arrays.stream(perSecond)
                .mapToObj(ok -> new BenchRepeat(
                        1, ok, Map.of(), BenchLatency.NONE, BenchLatency.NONE, BenchLatency.NONE))
                .toList();
        return new BenchRow(
                "s", "t", "d", "f", "l", 1, 1, 1, "3 bytes", null, repeats, null, "", null);
    }
}
