package dev.assay.bench.cli;

import dev.assay.bench.measure.GitRevision;
import dev.assay.bench.stats.ResultFile;
import dev.assay.reports.Reports;
import dev.assay.reports.run.BenchMicro;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code assay bench jmh FILE...}: JMH's results as a run folder with a page. */
@Command(
        name = "jmh",
        description = "Makes a run folder and its page of JMH's JSON files.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class JmhCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Results, by -rf json.")
    private List<Path> files;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the run folder (default: ${DEFAULT-VALUE}).",
            defaultValue = "runs")
    private Path out;

    @Option(names = "--help", usageHelp = true, description = "Output this help and exit.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<BenchMicro> micros = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(file + ": expected a file of JMH's JSON");
            }
            micros.addAll(ResultFile.jmh(file));
        }
        if (micros.isEmpty()) {
            throw new IllegalArgumentException(
                    files + ": no benchmark ran; expected a pattern that fits one");
        }
        RunSpec run = RunSpec.builder("jmh", 1)
                .gitRevision(GitRevision.ofWorkingFolder())
                .system("this build", "")
                .replayCommand("mvn verify -Pbench")
                .build();
        try (RunFolderWriter folder = RunFolderWriter.create(out, run)) {
            folder.writeBench(new BenchResult(true, List.of(), micros, List.of()));
            Reports.renderRun(folder.folder());
            spec.commandLine().getOut().println(folder.folder());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
