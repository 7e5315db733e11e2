package dev.assay.reports.run;

import java.util.List;

/**
 * {@code bench.json}: what a benchmark measured.
 *
 * @param whole false while it goes on, and of one that was ended before its end: rows hold what was
 *     measured until then
 * @param rows load on systems, in the order in which to show them
 * @param micros results of JMH, likewise
 * @param notes what a reader must know beside the numbers, a sentence each
 */
public record BenchResult(
        boolean whole, List<BenchRow> rows, List<BenchMicro> micros, List<String> notes) {

    public BenchResult {
        rows = List.copyOf(rows);
        micros = List.copyOf(micros);
        notes = List.copyOf(notes);
    }
}
