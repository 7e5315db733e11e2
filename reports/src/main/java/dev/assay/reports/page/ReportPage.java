package dev.assay.reports.page;

import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * What the page's script draws, for a page that is open already.
     *
     * @param underWay a fault that is not over, and so not in the folder yet
     */
    public static String chartJson(
            RunFolder folder, RunDigest digest, Optional<FaultRecord> underWay) {
        List<FaultRecord> faults = new ArrayList<>(folder.faults());
        underWay.ifPresent(faults::add);
        return ChartData.of(digest, faults, folder.leaders()).toJson();
    }

    /** The figures of the headline by name, for a page that is open already. */
    public static Map<String, String> tiles(RunFolder folder, RunDigest digest) {
        Map<String, String> tiles = new LinkedHashMap<>();
        for (ReportView.Fact figure : new ReportViewMaker(folder, digest).figures()) {
            tiles.put(figure.name(), figure.value());
        }
        return tiles;
    }

    /** Replaces the page in the run folder, and returns where it is. */
    public static Path write(RunFolder folder, RunDigest digest) throws IOException {
        return Files.writeString(folder.path().resolve(RunFiles.PAGE), render(folder, digest));
    }
}
