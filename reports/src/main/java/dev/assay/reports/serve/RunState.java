package dev.assay.reports.serve;

import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.page.ReportPage;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunNow;
import dev.assay.reports.run.RunSpec;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How far a run is, for the page that shows it.
 *
 * @param running whether it goes on
 * @param sentence in words
 * @param share of the time that the load was to last, from 0 to 1
 * @param tiles the figures of the headline, by the name that each has there
 */
record RunState(boolean running, String sentence, double share, Map<String, String> tiles) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static RunState of(RunFolder folder, RunDigest digest, Optional<RunNow> now, boolean running) {
        Duration planned = folder.spec().map(RunSpec::duration).orElse(Duration.ZERO);
        OutcomeCounts counts = digest.total();
        return new RunState(
                running,
                running
                        ? LiveWords.sentence(digest.end(), planned, now, counts.total() > 0)
                        : "The run is over.",
                LiveWords.share(digest.end(), planned),
                ReportPage.tiles(folder, digest));
    }

    /** @param charts the page's chart data, which is JSON already */
    String toJson(String charts) {
        String state = JSON.writeValueAsString(this);
        return state.substring(0, state.length() - 1) + ",\"charts\":" + charts + "}";
    }
}
