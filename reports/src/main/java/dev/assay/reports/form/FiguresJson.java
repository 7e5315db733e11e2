package dev.assay.reports.form;

import dev.assay.reports.chart.Availability;
import dev.assay.reports.chart.ErrorCount;
import dev.assay.reports.chart.LatencyFigures;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.chart.Recovery;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.LeaderRecord;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.text.VisibleText;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of a run for other programs. Names carry their units; {@code verdict.json} beside it
 * holds the evidence, {@code run.json} the conditions.
 *
 * @param folder name of the run folder
 * @param asExpected whether the run came out as it should
 * @param latencies by function and measure, such as {@code read.response}
 */
record FiguresJson(
        String folder,
        String scenario,
        @Nullable Long seed,
        String verdict,
        String expectation,
        boolean asExpected,
        String why,
        String replayCommand,
        double seconds,
        OutcomeCounts operations,
        Map<String, OutcomeCounts> byFunction,
        Map<String, LatencyFigures> latencies,
        List<Error> errors,
        double availableShare,
        double outageSeconds,
        long outages,
        List<Fault> faults,
        List<LeaderRecord> leaders) {

    record Error(String f, String outcome, String error, long count) {
        private static Error of(ErrorCount error) {
            return new Error(
                    name(error.f()), error.outcome().word(), text(error.error()), error.count());
        }
    }

    /** Times since the start of the run; null where a rate did not come back. */
    record Fault(
            String name,
            double startSeconds,
            double endSeconds,
            long okDuring,
            double longestSilenceSeconds,
            double okPerSecondBefore,
            double okPerSecondDuring,
            @Nullable Double backAfterStartSeconds,
            @Nullable Double backAfterHealingSeconds,
            @Nullable String effect,
            boolean healed) {}

    private static final int NAME_LIMIT = 200;

    private static final int TEXT_LIMIT = 2000;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static FiguresJson of(Run run) {
        Availability availability = run.digest().availability();
        Map<String, LatencyFigures> latencies = new LinkedHashMap<>();
        run.digest()
                .latencies()
                .forEach(series -> latencies.put(name(series.kind().tag()), series.total()));
        Map<String, OutcomeCounts> byFunction = new LinkedHashMap<>();
        run.digest().byFunction().forEach((f, counts) -> byFunction.put(name(f), counts));
        return new FiguresJson(
                run.folder().name(),
                name(run.summary().scenario()),
                run.folder().spec().map(RunSpec::seed).orElse(null),
                run.summary().verdict().name().toLowerCase(Locale.ROOT),
                run.summary().expectation().name().toLowerCase(Locale.ROOT),
                run.summary().asExpected(),
                text(run.why()),
                text(run.replayCommand()),
                seconds(run.summary().time()),
                run.digest().total(),
                byFunction,
                latencies,
                run.digest().errors().stream().map(Error::of).toList(),
                availability.share(),
                seconds(availability.outageTime()),
                availability.outageCount(),
                faults(run),
                run.folder().leaders());
    }

    /** The whole of it stands in the files of the run. */
    private static String text(String text) {
        return VisibleText.line(text, TEXT_LIMIT);
    }

    /** Readers of JSON have a limit to the names of fields. */
    private static String name(String name) {
        return VisibleText.line(name, NAME_LIMIT);
    }

    private static List<Fault> faults(Run run) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < run.folder().faults().size(); i++) {
            FaultRecord fault = run.folder().faults().get(i);
            Recovery recovery = run.digest().availability().recoveries().get(i);
            faults.add(new Fault(
                    text(fault.name()),
                    fault.startNanos() / 1e9,
                    fault.endNanos() / 1e9,
                    fault.okDuring(),
                    seconds(run.digest().silences().get(i)),
                    recovery.before(),
                    recovery.during(),
                    secondsOrNull(recovery.backAfterStart()),
                    secondsOrNull(recovery.backAfterHealing()),
                    fault.effect() == null ? null : text(fault.effect()),
                    fault.healed()));
        }
        return faults;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static @Nullable Double secondsOrNull(@Nullable Duration duration) {
        return duration == null ? null : (Double) seconds(duration);
    }

    /** One object, or a list of them. */
    static String json(Object figures) {
        return JSON.writeValueAsString(figures) + "\n";
    }
}
