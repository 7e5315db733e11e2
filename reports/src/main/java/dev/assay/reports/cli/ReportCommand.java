package dev.assay.reports.cli;

import dev.assay.reports.Reports;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.summary.RunSummary;
import dev.assay.reports.summary.SummaryTable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * {@code assay report FOLDER...}: makes the pages again, from the data alone.
 *
 * <p>Says nothing about whether the runs are good: the exit code is that of the rendering.
 */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Makes report.html in run folders again, and index.html in a folder of runs.",
        exitCodeOnInvalidInput = ReportCommand.USAGE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all pages were made",
            "64:wrong usage",
            "65:a folder is not there, holds no run, or cannot be written",
        })
public final class ReportCommand implements Callable<Integer> {

    /** Wrong usage (EX_USAGE of sysexits.h). */
    public static final int USAGE = 64;

    /** The data is not what it should be (EX_DATAERR). */
    public static final int DATA = 65;

    @Parameters(
            arity = "1..*",
            paramLabel = "FOLDER",
            description = "A run folder, or a folder of run folders such as runs.")
    private List<Path> folders = List.of();

    @Option(names = "--ascii", description = "Use no other characters in the table.")
    private boolean ascii;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** A command line of this command alone, with its exit codes. */
    public static CommandLine commandLine() {
        return new CommandLine(new ReportCommand());
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<RunSummary> runs = new ArrayList<>();
        int exitCode = 0;
        for (Path folder : folders) {
            try {
                runs.addAll(render(folder, out));
            } catch (IOException e) {
                err.println("assay report: " + e.getMessage());
                exitCode = DATA;
            }
        }
        if (!runs.isEmpty()) {
            out.println();
            out.print(SummaryTable.render(runs, marks()));
        }
        out.flush();
        err.flush();
        return exitCode;
    }

    private SummaryTable.Marks marks() {
        return ascii
                ? SummaryTable.Marks.ASCII
                : SummaryTable.Marks.forCharset(Charset.defaultCharset());
    }

    private static List<RunSummary> render(Path folder, PrintWriter out) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": expected a run folder or a folder of runs, found "
                    + (Files.exists(folder) ? "a file" : "nothing"));
        }
        try {
            if (RunFolder.isRun(folder)) {
                RunSummary run = Reports.renderRun(folder);
                out.println(folder.resolve(RunFiles.PAGE));
                return List.of(run);
            }
            List<RunSummary> runs = Reports.renderAll(folder);
            if (runs.isEmpty()) {
                throw new IOException(folder + ": expected " + RunFiles.RUN + ", "
                        + RunFiles.HISTORY + " or " + RunFiles.VERDICT
                        + " in it or in the folders inside, found none");
            }
            out.println(folder.resolve(RunFiles.INDEX));
            return runs;
        } catch (FileSystemException e) {
            throw new IOException("cannot write the page of " + folder + ": " + e, e);
        }
    }
}
