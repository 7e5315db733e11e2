package dev.assay.reports;

import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.page.IndexPage;
import dev.assay.reports.page.ReportPage;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.summary.RunSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The door: from run folders to pages. A run folder is made with {@link
 * dev.assay.reports.run.RunFolderWriter}.
 */
public final class Reports {

    private Reports() {}

    /** Makes {@code report.html} in a run folder, and returns the run's line for a table. */
    public static RunSummary renderRun(Path runFolder) throws IOException {
        RunFolder folder = RunFolder.read(runFolder);
        RunDigest digest = RunDigest.of(folder);
        ReportPage.write(folder, digest);
        return RunSummary.of(folder, digest);
    }

    /**
     * Makes {@code report.html} in each run folder of a folder, and {@code index.html} above them.
     * A run whose page cannot be made is named in the overview, and the others are made; a folder
     * without runs is left alone.
     *
     * @return the lines of the runs, the oldest first
     */
    public static List<RunSummary> renderAll(Path runs) throws IOException {
        List<IndexPage.Entry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path folder : runFolders(runs)) {
            String name = folder.getFileName().toString();
            try {
                entries.add(new IndexPage.Entry(name, renderRun(folder)));
            } catch (IOException e) {
                problems.add(name + ": " + e);
            }
        }
        if (!entries.isEmpty() || !problems.isEmpty()) {
            IndexPage.write(runs, entries, problems);
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
