package dev.assay.reports.page;

import static dev.assay.reports.text.VisibleText.line;

import dev.assay.reports.page.ReportView.Fact;
import dev.assay.reports.page.ReportView.Fault;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.summary.Figures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The table of faults. */
final class FaultViews {

    /** A row is a fault with all its settings; a longer list is read in the file. */
    private static final int ROWS_LIMIT = 200;

    private static final int CELL_LIMIT = 400;

    private final List<FaultRecord> faults;
    private final List<Duration> silences;

    FaultViews(List<FaultRecord> faults, List<Duration> silences) {
        this.faults = faults;
        this.silences = silences;
    }

    List<Fault> rows() {
        List<Fault> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(faults.size(), ROWS_LIMIT); i++) {
            rows.add(row(i + 1, faults.get(i), silences.get(i)));
        }
        return rows;
    }

    int omitted() {
        return Math.max(0, faults.size() - ROWS_LIMIT);
    }

    private static Fault row(int number, FaultRecord fault, Duration silence) {
        List<Fact> parameters = fault.parameters().entrySet().stream()
                .map(entry -> new Fact(
                        line(entry.getKey(), CELL_LIMIT), line(entry.getValue(), CELL_LIMIT)))
                .toList();
        return new Fault(
                number,
                line(fault.name(), CELL_LIMIT),
                Figures.moment(fault.startNanos()),
                Figures.moment(fault.endNanos()),
                Figures.nanos(fault.endNanos() - fault.startNanos()),
                line(String.join(", ", fault.targets()), CELL_LIMIT),
                parameters,
                Figures.count(fault.okDuring()),
                Figures.duration(silence),
                line(fault.effect() == null ? "none seen" : fault.effect(), CELL_LIMIT),
                fault.effect() != null,
                fault.healed(),
                fault.error() == null ? "" : line(fault.error(), CELL_LIMIT));
    }
}
