package dev.assay.reports.page;

import dev.assay.reports.chart.Availability;
import dev.assay.reports.chart.Outage;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.chart.Recovery;
import dev.assay.reports.page.ReportView.Row;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.text.VisibleText;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the page says of availability.
 *
 * @param sentence the whole in one line
 * @param faults a row for each fault: what it did to the throughput
 * @param nodes a row for each node: what its clients saw
 * @param faultsOmitted faults without a row
 */
public record AvailabilityView(
        String sentence, List<Row> faults, List<Row> nodes, int faultsOmitted) {

    private static final int NAME_LIMIT = 200;

    private static final int ROWS_LIMIT = 100;

    static AvailabilityView of(Availability availability, List<FaultRecord> faults) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(ROWS_LIMIT, faults.size()); i++) {
            rows.add(row(i + 1, faults.get(i), availability.recoveries().get(i)));
        }
        return new AvailabilityView(
                sentence(availability),
                rows,
                availability.nodes().entrySet().stream()
                        .map(node -> row(node.getKey(), node.getValue()))
                        .toList(),
                Math.max(0, faults.size() - ROWS_LIMIT));
    }

    /** {@code 97.3 %}: the share of time outside of outages. */
    static String percent(double share) {
        return String.format(Locale.ROOT, share > 0.9995 ? "%.0f %%" : "%.1f %%", share * 100);
    }

    private static String sentence(Availability availability) {
        String shortest = Figures.duration(Outage.SHORTEST);
        if (availability.outageCount() == 0) {
            return "Never silent for " + shortest + " or longer.";
        }
        Outage longest = availability.outages().stream()
                .max(Comparator.comparingLong(Outage::nanos))
                .orElseThrow();
        return "%s of %s without any ok answer, in %s %s of at least %s; the longest, %s, began at %s."
                .formatted(
                        Figures.duration(availability.outageTime()),
                        Figures.duration(availability.length()),
                        Figures.count(availability.outageCount()),
                        availability.outageCount() == 1 ? "silence" : "silences",
                        shortest,
                        Figures.nanos(longest.nanos()),
                        Figures.moment(longest.fromNanos()));
    }

    private static Row row(int number, FaultRecord fault, Recovery recovery) {
        return new Row(List.of(
                number + " " + VisibleText.line(fault.name(), NAME_LIMIT),
                rate(recovery.before()),
                rate(recovery.during()),
                recovery.before() == 0
                        ? "nothing to come back to"
                        : back(recovery.backAfterStart()),
                recovery.before() == 0 ? "–" : back(recovery.backAfterHealing())));
    }

    static String rate(double perSecond) {
        return Figures.count(Math.round(perSecond)) + " /s";
    }

    private static String back(@Nullable Duration after) {
        return after == null
                ? "not within the run"
                : after.isZero() ? "at once" : Figures.duration(after);
    }

    private static Row row(String node, Availability.NodeFigures figures) {
        OutcomeCounts counts = figures.outcomes();
        return new Row(List.of(
                VisibleText.line(node, NAME_LIMIT),
                Figures.count(counts.total()),
                Figures.count(counts.ok()),
                Figures.count(counts.fail()),
                Figures.count(counts.info()),
                Figures.duration(figures.longestSilence())));
    }
}
