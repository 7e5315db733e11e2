package dev.assay.reports;

import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.form.Form;
import dev.assay.reports.form.FormWriter;
import dev.assay.reports.form.Run;
import dev.assay.reports.page.IndexPage;
import dev.assay.reports.page.ReportPage;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.summary.RunSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The door: from run folders to pages. A run folder is made with {@link
 * dev.assay.reports.run.RunFolderWriter}.
 */
public final class Reports {

    private Reports() {}

    /** Makes {@code report.html} in a run folder, and returns the run's line for a table. */
    public static RunSummary renderRun(Path runFolder) throws IOException {
        return renderRun(runFolder, Set.of(Form.HTML)).summary();
    }

    /** Makes these forms of a run in its folder. */
    public static Run renderRun(Path runFolder, Set<Form> forms) throws IOException {
        RunFolder folder = RunFolder.read(runFolder);
        RunDigest digest = RunDigest.of(folder);
        Run run = Run.of(folder, digest);
        for (Form form : forms) {
            if (form == Form.HTML) {
                ReportPage.write(folder, digest);
            } else {
                FormWriter.write(form, run);
            }
        }
        return run;
    }

    /** {@code report.html} in each run folder of a folder, and {@code index.html} above them. */
    public static List<RunSummary> renderAll(Path runs) throws IOException {
        return renderAll(runs, Set.of(Form.HTML));
    }

    /**
     * Makes these forms of each run of a folder, and of all of them above. A run that cannot be
     * rendered is named in the overview, and the others are made; a folder without runs is left
     * alone.
     *
     * @return the lines of the runs, the oldest first
     */
    public static List<RunSummary> renderAll(Path runs, Set<Form> forms) throws IOException {
        List<Run> all = new ArrayList<>();
        List<IndexPage.Entry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path folder : runFolders(runs)) {
            String name = folder.getFileName().toString();
            try {
                Run run = renderRun(folder, forms);
                entries.add(new IndexPage.Entry(name, run.summary()));
                all.add(new Run(run.folder(), run.digest().withoutSample(), run.summary()));
            } catch (IOException e) {
                problems.add(name + ": " + e);
            }
        }
        if (!entries.isEmpty() || !problems.isEmpty()) {
            for (Form form : forms) {
                if (form == Form.HTML) {
                    IndexPage.write(runs, entries, problems);
                } else {
                    FormWriter.writeAll(form, runs, all);
                }
            }
        }
        return entries.stream().map(IndexPage.Entry::run).toList();
    }

    /** The run folders directly inside a folder, the oldest first: their names begin with the time. */
    public static List<Path> runFolders(Path runs) throws IOException {
        try (Stream<Path> inside = Files.list(runs)) {
            return inside.filter(Files::isDirectory)
                    .filter(RunFolder::isRun)
                    .sorted()
                    .toList();
        }
    }
}
