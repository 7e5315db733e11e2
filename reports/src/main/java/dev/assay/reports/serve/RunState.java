package dev.assay.reports.serve;

import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.chart.RunDigest;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.summary.Figures;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;

/**
 * How far a run is, for the page that shows it.
 *
 * @param running whether it goes on
 * @param sentence in words
 * @param share of the time that the load was to last, from 0 to 1
 * @param tiles the figures of the headline, in its order
 */
record RunState(boolean running, String sentence, double share, Tiles tiles) {

    record Tiles(
            String operations, String ok, String fail, String info, String faults, String time) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    static RunState of(RunFolder folder, RunDigest digest, boolean running) {
        OutcomeCounts counts = digest.total();
        Duration planned = folder.spec().map(RunSpec::duration).orElse(Duration.ZERO);
        double share = planned.isZero()
                ? 0
                : Math.min(1, (double) digest.end().toNanos() / planned.toNanos());
        return new RunState(
                running,
                sentence(digest, planned, running),
                share,
                new Tiles(
                        Figures.count(counts.total()),
                        Figures.count(counts.ok()),
                        Figures.count(counts.fail()),
                        Figures.count(counts.info()),
                        Figures.count(folder.faults().size()),
                        Figures.duration(digest.end())));
    }

    private static String sentence(RunDigest digest, Duration planned, boolean running) {
        if (!running) {
            return "The run is over.";
        }
        if (digest.total().total() == 0) {
            return "The run begins: nodes are started.";
        }
        if (digest.end().compareTo(planned) > 0 && !planned.isZero()) {
            return "The load of %s is over; the run comes to its verdict."
                    .formatted(Figures.duration(planned));
        }
        return planned.isZero()
                ? "%s so far.".formatted(Figures.duration(digest.end()))
                : "%s of %s.".formatted(Figures.duration(digest.end()), Figures.duration(planned));
    }

    /** @param charts the page's chart data, which is JSON already */
    String toJson(String charts) {
        String state = JSON.writeValueAsString(this);
        return state.substring(0, state.length() - 1) + ",\"charts\":" + charts + "}";
    }
}
