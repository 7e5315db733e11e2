package dev.assay.reports.page;

import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code report.html}: the page of one run, made from its folder alone. */
public final class ReportPage {

    /** What a page may weigh, however long the run was: it is kept as a CI artefact for each run. */
    public static final int BYTES_LIMIT = 5_000_000;

    /** The operations' share of it. */
    static final int OPERATIONS_BYTES_LIMIT = 3_400_000;

    private ReportPage() {}

    /** The page as text. */
    public static String render(RunFolder folder, RunDigest digest) {
        return Templates.render("report.jte", new ReportViewMaker(folder, digest).view());
    }

    /**
     * The page for a server that knows the whole history: it asks for what is in view, and, while
     * the run goes on, for its figures.
     */
    public static String renderServed(RunFolder folder, RunDigest digest, boolean running) {
        return Templates.render(
                "report.jte",
                new ReportViewMaker(folder, digest).served(running).view());
    }

    /** What the page's script draws, for a page that is open already. */
    public static String chartJson(RunFolder folder, RunDigest digest) {
        return ChartData.of(digest, folder.faults(), folder.leaders()).toJson();
    }

    /** Replaces the page in the run folder, and returns where it is. */
    public static Path write(RunFolder folder, RunDigest digest) throws IOException {
        return Files.writeString(folder.path().resolve(RunFiles.PAGE), render(folder, digest));
    }
}
