package dev.assay.reports.page;

import dev.assay.reports.bench.BenchCharts;
import dev.assay.reports.bench.BenchTables;
import dev.assay.reports.page.ReportView.Row;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.svg.Chart;
import dev.assay.reports.text.VisibleText;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the page says of a benchmark.
 *
 * @param charts drawings, as markup of our own
 * @param whole whether it came to its end
 */
public record BenchView(
        List<Row> rows,
        List<Row> micros,
        List<String> charts,
        List<String> notes,
        boolean whole,
        int omitted) {

    private static final int NOTE_LIMIT = 1000;

    private static final int NOTES_LIMIT = 50;

    static @Nullable BenchView of(RunFolder folder) {
        BenchResult result = folder.bench().orElse(null);
        if (result == null) {
            return null;
        }
        return new BenchView(
                BenchTables.rows(result).stream().map(Row::new).toList(),
                BenchTables.micros(result).stream().map(Row::new).toList(),
                BenchCharts.of(folder).values().stream().map(Chart::inline).toList(),
                result.notes().stream()
                        .limit(NOTES_LIMIT)
                        .map(note -> VisibleText.line(note, NOTE_LIMIT))
                        .toList(),
                result.whole(),
                Math.max(0, result.rows().size() - BenchTables.ROWS_LIMIT));
    }
}
