package dev.assay.reports.page;

import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code report.html}: the page of one run, made from its folder alone. */
public final class ReportPage {

    /** What a page may weigh, however long the run was: it is attached to mails and CI artefacts. */
    public static final int BYTES_LIMIT = 2_000_000;

    private ReportPage() {}

    /** The page as text. */
    public static String render(RunFolder folder, RunDigest digest) {
        return Templates.render("report.jte", new ReportViewMaker(folder, digest).view());
    }

    /** Replaces the page in the run folder, and returns where it is. */
    public static Path write(RunFolder folder, RunDigest digest) throws IOException {
        return Files.writeString(folder.path().resolve(RunFiles.PAGE), render(folder, digest));
    }
}
