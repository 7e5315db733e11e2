package dev.assay.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.Event;
import dev.assay.reports.sample.SampleRun;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each damage is one clear problem, and the rest is still usable. */
class DamagedRunFolderTest {

    @TempDir
    Path runs;

    private Path folder;

    @BeforeEach
    void writeRun() throws Exception {
        folder = SampleRun.of("damaged", 3)
                .length(Duration.ofSeconds(2))
                .withResponseTimes()
                .write(runs);
    }

    @ParameterizedTest
    @ValueSource(strings = {RunFiles.RUN, RunFiles.VERDICT})
    void aMissingFileIsNamed(String name) throws Exception {
        Files.delete(folder.resolve(name));
        RunFolder read = RunFolder.read(folder);
        assertThat(read.problems())
                .singleElement()
                .hasToString(name + ": is missing; the run may not have come this far");
        assertThat(read.faults()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"name\":\"a b\"}",
                "\u0000\u0001",
                "{\"word\":3}"
            })
    void aDamagedSpecOrVerdictIsOneProblem(String content) throws Exception {
        Files.writeString(folder.resolve(RunFiles.RUN), content);
        Files.writeString(folder.resolve(RunFiles.VERDICT), content);
        RunFolder read = RunFolder.read(folder);
        assertThat(read.problems())
                .extracting(FileProblem::file)
                .containsExactly(RunFiles.RUN, RunFiles.VERDICT);
        assertThat(read.spec()).isEmpty();
        assertThat(read.verdict()).isEmpty();
        assertThat(read.problems())
                .allSatisfy(problem -> assertThat(problem.what()).doesNotContain("\n"));
    }

    @Test
    void aHistoryThatBreaksOffIsReadUpToThere() throws Exception {
        Path history = folder.resolve(RunFiles.HISTORY);
        String text = Files.readString(history);
        Files.writeString(history, text.substring(0, text.length() - 9));
        List<Event> events = new ArrayList<>();
        Optional<FileProblem> problem = RunFolder.read(folder).readHistory(events::add);
        long lines = text.lines().count();
        assertThat(events).hasSize((int) lines - 1);
        assertThat(problem.orElseThrow().toString())
                .startsWith("history.jsonl: 1 of " + lines + " lines cannot be read");
    }

    @Test
    void damagedLinesAreCountedAndTheFirstIsExplained() throws Exception {
        Files.writeString(
                folder.resolve(RunFiles.FAULTS),
                "not json\n{\"name\":\"x\",\"startNanos\":9,\"endNanos\":1}\nnull\n",
                StandardOpenOption.APPEND);
        RunFolder read = RunFolder.read(folder);
        assertThat(read.faults()).hasSize(3);
        assertThat(read.problems())
                .singleElement()
                .asString()
                .startsWith(
                        "faults.jsonl: 3 of 6 lines cannot be read and are left out; the first is"
                                + " line 4: Unrecognized token");
    }

    @Test
    void bytesThatAreNoTextDoNotStopTheReading() throws Exception {
        Files.write(
                folder.resolve(RunFiles.HISTORY),
                new byte[] {'\n', (byte) 0xff, (byte) 0xfe, '\n'},
                StandardOpenOption.APPEND);
        assertThat(RunFolder.read(folder).readHistory(event -> {})).isPresent();
    }

    @Test
    void damagedLatenciesAreReadUpToTheDamage() throws Exception {
        Files.writeString(
                folder.resolve(RunFiles.LATENCY),
                "Tag=read.service,9.0,1.0,1.0,notAHistogram\n",
                StandardOpenOption.APPEND);
        List<LatencyInterval> intervals = new ArrayList<>();
        Optional<FileProblem> problem = RunFolder.read(folder).readLatency(intervals::add);
        assertThat(intervals).isNotEmpty();
        assertThat(problem.orElseThrow().toString())
                .startsWith("latency.hlog: damaged after " + intervals.size() + " intervals");
    }

    @Test
    void aRunWithoutFaultsOrLatenciesIsWhole() throws Exception {
        Files.delete(folder.resolve(RunFiles.FAULTS));
        Files.delete(folder.resolve(RunFiles.LATENCY));
        RunFolder read = RunFolder.read(folder);
        assertThat(read.problems()).isEmpty();
        assertThat(read.readLatency(interval -> {})).isEmpty();
    }

    @Test
    void aMissingHistoryIsAProblem() throws Exception {
        Files.delete(folder.resolve(RunFiles.HISTORY));
        assertThat(RunFolder.read(folder).readHistory(event -> {})).isPresent();
    }

    @Test
    void aFileNameThatIsNoNodeIsAProblem() throws Exception {
        Files.writeString(folder.resolve(RunFiles.NODES).resolve("%zz.log"), "x");
        assertThat(RunFolder.read(folder).problems())
                .singleElement()
                .asString()
                .startsWith("nodes/%zz.log: cannot be read");
    }
}
