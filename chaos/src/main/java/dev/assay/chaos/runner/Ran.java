package dev.assay.chaos.runner;

import dev.assay.chaos.scenario.Scenario;
import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.reports.Reports;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunVerdict;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A run whose cluster is gone and that has yet to be judged, which needs nothing but its folder and
 * may be done while the next one starts.
 */
final class Ran {

    /** What users would have noticed. */
    static final String FIGURES = "figures.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Scenario scenario;
    private final RunFolderWriter folder;
    private final List<String> problems;
    private final List<FaultTimes> times;
    private final @Nullable Duration caughtAfter;

    Ran(
            Scenario scenario,
            RunFolderWriter folder,
            List<String> problems,
            List<FaultTimes> times,
            @Nullable Duration caughtAfter) {
        this.scenario = scenario;
        this.folder = folder;
        this.problems = List.copyOf(problems);
        this.times = List.copyOf(times);
        this.caughtAfter = caughtAfter;
    }

    Path folder() {
        return folder.folder();
    }

    /** The fault that came last before a moment of the load, or empty. */
    Optional<String> faultBefore(long nanos) {
        return times.stream()
                .filter(time -> time.startNanos() <= nanos)
                .max(Comparator.comparingLong(FaultTimes::startNanos))
                .map(FaultTimes::name);
    }

    /** Judges, draws the page, closes the folder. */
    Judged judge() throws IOException {
        try (folder) {
            folder.doing("checking the history");
            RunVerdict verdict = Judge.judge(folder(), scenario.workload(), problems);
            folder.writeVerdict(verdict);
            @Nullable Figures figures = figures();
            if (figures != null) {
                Files.writeString(folder().resolve(FIGURES), JSON.writeValueAsString(figures));
            }
            return new Judged(folder(), Reports.renderRun(folder()), figures);
        }
    }

    private @Nullable Figures figures() throws IOException {
        try {
            History history = HistoryFiles.read(folder().resolve("history.jsonl"));
            return Figures.of(history, times, scenario.slo(), caughtAfter);
        } catch (HistoryException e) {
            return null;
        }
    }
}
