package dev.assay.reports.sample;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.Reports;
import dev.assay.reports.run.Expectation;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a folder of sample runs with their pages, to be looked at. */
public final class SamplePages {

    private SamplePages() {}

    /** The folder to make them in is the only argument. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    /** Five runs: as expected, not as expected, undecided, a control that was caught, a short one. */
    public static void write(Path runs) throws IOException {
        SampleRun.of("leader-isolated", 7001).withResponseTimes().write(runs);
        SampleRun.of("one-way-cut", 7002)
                .clients(5)
                .judged(Verdict.Word.INVALID)
                .write(runs);
        SampleRun.of("minority-split", 7003).judged(Verdict.Word.UNKNOWN).write(runs);
        SampleRun.of("control-stale-reads", 7004)
                .expecting(Expectation.INVALID)
                .judged(Verdict.Word.INVALID)
                .write(runs);
        SampleRun.of("kill-restart", 7005).clients(12).write(runs);
        Reports.renderAll(runs);
    }
}
