package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.run.RunFiles;
import dev.assay.reports.sample.SampleRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class ReportCommandTest {

    @TempDir
    Path runs;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aRunFolderGetsItsPage() throws Exception {
        Path run = shortRun("good");
        assertThat(report(run.toString())).isZero();
        assertThat(run.resolve(RunFiles.PAGE)).isNotEmptyFile();
        assertThat(out.toString())
                .startsWith(run.resolve(RunFiles.PAGE).toString())
                .contains("1 of 1 runs as expected");
    }

    @Test
    void aFolderOfRunsGetsTheOverviewToo() throws Exception {
        shortRun("a");
        Path b = shortRun("b");
        assertThat(report(runs.toString())).isZero();
        assertThat(runs.resolve(RunFiles.INDEX)).isNotEmptyFile();
        assertThat(b.resolve(RunFiles.PAGE)).isNotEmptyFile();
    }

    @Test
    void renderingTwiceGivesTheSamePage() throws Exception {
        Path run = shortRun("a");
        report(run.toString());
        String first = Files.readString(run.resolve(RunFiles.PAGE));
        report(run.toString());
        assertThat(run.resolve(RunFiles.PAGE)).hasContent(first);
    }

    @Test
    void noFolderIsWrongUsage() {
        assertThat(report()).isEqualTo(ReportCommand.USAGE);
        assertThat(err.toString()).contains("Missing required parameter: 'FOLDER'");
    }

    @Test
    void whatIsNotThereIsSaidAndTheOthersAreMade() throws Exception {
        Path run = shortRun("good");
        assertThat(report(runs.resolve("nothing").toString(), run.toString()))
                .isEqualTo(ReportCommand.DATA);
        assertThat(err.toString())
                .contains("nothing: expected a run folder or a folder of runs, found nothing");
        assertThat(run.resolve(RunFiles.PAGE)).isNotEmptyFile();
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.createFile(runs.resolve("file"));
        assertThat(report(file.toString())).isEqualTo(ReportCommand.DATA);
        assertThat(err.toString()).contains("found a file");
    }

    @Test
    void aFolderWithoutRunsGetsNoOverview() {
        assertThat(report(runs.toString())).isEqualTo(ReportCommand.DATA);
        assertThat(err.toString())
                .contains("expected run.json, history.jsonl or verdict.json", "found none");
        assertThat(runs.resolve(RunFiles.INDEX)).doesNotExist();
    }

    @Test
    void aPageThatCannotBeWrittenIsSaid() throws Exception {
        Path run = shortRun("good");
        Files.createDirectory(run.resolve(RunFiles.PAGE));
        assertThat(report(run.toString())).isEqualTo(ReportCommand.DATA);
        assertThat(err.toString()).contains("cannot write the page of " + run);
    }

    private Path shortRun(String name) throws Exception {
        return SampleRun.of(name, 7).length(Duration.ofSeconds(1)).write(runs);
    }

    private int report(String... arguments) {
        CommandLine command = ReportCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
