package dev.assay.reports.cli;

import dev.assay.reports.Reports;
import dev.assay.reports.form.Form;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.serve.ReportServer;
import dev.assay.reports.summary.RunSummary;
import dev.assay.reports.summary.SummaryTable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * {@code assay report FOLDER...}: makes the pages again, from the data alone.
 *
 * <p>Says nothing about whether the runs are good: the exit code is that of the rendering.
 */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Makes report.html in run folders again, and index.html in a folder of runs; or"
                        + " other forms of them.",
        exitCodeOnInvalidInput = ReportCommand.USAGE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all forms were made",
            "64:wrong usage",
            "65:a folder is not there, holds no run, or cannot be written",
        })
public final class ReportCommand implements Callable<Integer> {

    /** Wrong usage (EX_USAGE of sysexits.h). */
    public static final int USAGE = 64;

    /** The data is not what it should be (EX_DATAERR). */
    public static final int DATA = 65;

    private static final int PORT_LIMIT = 65_535;

    @Parameters(
            arity = "1..*",
            paramLabel = "FOLDER",
            description = "A run folder, or a folder of run folders such as runs.")
    private List<Path> folders = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            split = ",",
            description = "What to make: html (default), markdown (report.md), junit (junit.xml),"
                    + " json (report.json), svg (charts/), prometheus (report.prom); several"
                    + " with commas between.")
    private List<String> formats = List.of("html");

    @Option(
            names = "--serve",
            description = "Serve the runs of one folder on 127.0.0.1 until Ctrl-C instead of making"
                    + " files: with every operation of their histories, and live while they go on.")
    private boolean serve;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where to serve; 0 is any free port (default: ${DEFAULT-VALUE}).")
    private int port;

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
        if (serve) {
            return serve(out, err);
        }
        Set<Form> forms = forms();
        int exitCode = 0;
        for (Path folder : folders) {
            try {
                runs.addAll(render(folder, forms, out));
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

    private int serve(PrintWriter out, PrintWriter err) {
        if (folders.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "--serve: expected one folder, found " + folders.size());
        }
        if (port < 0 || port > PORT_LIMIT) {
            throw new ParameterException(
                    spec.commandLine(), "--port=" + port + ": expected 0 to " + PORT_LIMIT);
        }
        Path folder = folders.get(0);
        if (!Files.isDirectory(folder)) {
            err.println("assay report: " + folder + ": expected a folder to serve");
            return DATA;
        }
        try (ReportServer server = ReportServer.start(folder, port)) {
            out.println("serving " + folder + " on " + server.address() + " (Ctrl-C ends)");
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException e) {
            err.println("assay report: cannot serve on port " + port + ": " + e.getMessage());
            return DATA;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private Set<Form> forms() {
        Set<Form> forms = EnumSet.noneOf(Form.class);
        for (String format : formats) {
            try {
                forms.add(Form.of(format));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--format: " + e.getMessage());
            }
        }
        return forms;
    }

    private SummaryTable.Marks marks() {
        return ascii
                ? SummaryTable.Marks.ASCII
                : SummaryTable.Marks.forCharset(Charset.defaultCharset());
    }

    private static List<RunSummary> render(Path folder, Set<Form> forms, PrintWriter out)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": expected a run folder or a folder of runs, found "
                    + (Files.exists(folder) ? "a file" : "nothing"));
        }
        try {
            if (RunFolder.isRun(folder)) {
                RunSummary run = Reports.renderRun(folder, forms).summary();
                forms.forEach(form -> out.println(folder.resolve(form.file())));
                return List.of(run);
            }
            List<RunSummary> runs = Reports.renderAll(folder, forms);
            if (runs.isEmpty()) {
                throw new IOException(folder + ": expected " + RunFiles.RUN + ", "
                        + RunFiles.HISTORY + " or " + RunFiles.VERDICT
                        + " in it or in the folders inside, found none");
            }
            for (Form form : forms) {
                if (form != Form.SVG) { // charts lie in the folder of each run
                    out.println(folder.resolve(form == Form.HTML ? RunFiles.INDEX : form.file()));
                }
            }
            return runs;
        } catch (FileSystemException e) {
            throw new IOException("cannot write the page of " + folder + ": " + e, e);
        }
    }
}
