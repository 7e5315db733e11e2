package dev.assay.reports.form;

import dev.assay.reports.chart.LatencyFigures;
import dev.assay.reports.chart.LatencySeries;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.run.RunSpec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The final figures in the text format of Prometheus (version 0.0.4), for a push gateway or the
 * textfile collector: base units, a label for each dimension, all values as of the end of the run.
 */
final class PrometheusText {

    private static final double NANOS_PER_SECOND = 1e9;

    private static final int LABEL_LIMIT = 200;

    private final Map<String, String> heads = new LinkedHashMap<>();
    private final Map<String, StringBuilder> samples = new LinkedHashMap<>();

    private PrometheusText() {}

    static String of(List<Run> runs) {
        PrometheusText text = new PrometheusText();
        runs.forEach(text::run);
        StringBuilder all = new StringBuilder();
        text.samples.forEach((name, lines) -> all.append(text.heads.get(name)).append(lines));
        return all.toString();
    }

    private void run(Run run) {
        String labels = label("scenario", run.summary().scenario())
                + label("run", run.folder().name())
                + label(
                        "seed",
                        run.folder()
                                .spec()
                                .map(RunSpec::seed)
                                .map(String::valueOf)
                                .orElse(""))
                + label("system", run.folder().spec().map(RunSpec::system).orElse(""));
        String word = run.summary().verdict().name().toLowerCase(Locale.ROOT);
        add(
                "assay_run_as_expected",
                "Whether the run came out as it should: 1 or 0.",
                labels + label("verdict", word),
                run.summary().asExpected() ? 1 : 0);
        add(
                "assay_run_duration_seconds",
                "Time of the last event of the run.",
                labels,
                FiguresJson.seconds(run.summary().time()));
        run.digest().byFunction().forEach((f, counts) -> outcomes(labels + label("f", f), counts));
        add(
                "assay_run_faults",
                "Faults that were injected.",
                labels,
                run.summary().faults());
        add(
                "assay_run_available_ratio",
                "Share of the time outside of silences of at least 250 ms.",
                labels,
                run.digest().availability().share());
        add(
                "assay_run_outage_seconds",
                "Time without any ok answer, in silences of at least 250 ms.",
                labels,
                FiguresJson.seconds(run.digest().availability().outageTime()));
        for (LatencySeries series : run.digest().latencies()) {
            latency(
                    labels
                            + label("f", series.kind().f())
                            + label("measure", series.kind().measure().word()),
                    series.total());
        }
    }

    private void outcomes(String labels, OutcomeCounts counts) {
        String help = "Operations by function and outcome.";
        add("assay_run_operations", help, labels + label("outcome", "ok"), counts.ok());
        add("assay_run_operations", help, labels + label("outcome", "fail"), counts.fail());
        add("assay_run_operations", help, labels + label("outcome", "info"), counts.info());
    }

    private void latency(String labels, LatencyFigures figures) {
        String help = "Latency of ok operations over the whole run.";
        String name = "assay_run_latency_seconds";
        add(name, help, labels + label("quantile", "0.5"), figures.p50Nanos() / NANOS_PER_SECOND);
        add(name, help, labels + label("quantile", "0.9"), figures.p90Nanos() / NANOS_PER_SECOND);
        add(name, help, labels + label("quantile", "0.99"), figures.p99Nanos() / NANOS_PER_SECOND);
        add(
                name,
                help,
                labels + label("quantile", "0.999"),
                figures.p999Nanos() / NANOS_PER_SECOND);
        add(name, help, labels + label("quantile", "1"), figures.maxNanos() / NANOS_PER_SECOND);
        add("assay_run_latency_count", "Operations behind the latencies.", labels, figures.count());
    }

    private void add(String name, String help, String labels, double value) {
        heads.putIfAbsent(name, "# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n");
        samples.computeIfAbsent(name, fresh -> new StringBuilder())
                .append(name)
                .append('{')
                .append(labels, 0, Math.max(0, labels.length() - 1))
                .append("} ")
                .append(
                        value == Math.rint(value) && Math.abs(value) < 1e15
                                ? String.valueOf((long) value)
                                : String.valueOf(value))
                .append('\n');
    }

    private static String label(String name, String value) {
        String cut = value.length() > LABEL_LIMIT ? value.substring(0, LABEL_LIMIT) : value;
        return name + "=\"" + cut.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                + "\",";
    }
}
