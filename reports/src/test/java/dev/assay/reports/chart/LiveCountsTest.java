package dev.assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class LiveCountsTest {

    @TempDir
    Path runs;

    @Test
    void theRateIsThatOfTheLastWholeSeconds() throws Exception {
        try (RunFolderWriter run = run()) {
            LiveCounts counts = new LiveCounts(run.folder());
            counts.update(Long.MAX_VALUE);
            assertThat(counts.okPerSecond()).isZero();

            ok(run, 0, 0.5, 20);
            counts.update(Long.MAX_VALUE);
            assertThat(counts.okPerSecond()).isBetween(35.0, 45.0);

            ok(run, 1, 10, 900);
            counts.update(Long.MAX_VALUE);
            assertThat(counts.okPerSecond()).isBetween(99.0, 101.0);
            assertThat(counts.counts()).isEqualTo(new OutcomeCounts(920, 0, 0));
        }
    }

    @Test
    void afterALongSilenceNothingIsCountedTwice() throws Exception {
        try (RunFolderWriter run = run()) {
            LiveCounts counts = new LiveCounts(run.folder());
            ok(run, 0, 6, 600);
            ok(run, 100, 103, 30);
            counts.update(Long.MAX_VALUE);
            // Three of the five seconds had none.
            assertThat(counts.okPerSecond()).isBetween(3.0, 5.0);
        }
    }

    @Test
    void aLookReadsNoMoreThanItMay() throws Exception {
        try (RunFolderWriter run = run()) {
            ok(run, 0, 60, 20_000);
            long size = Files.size(run.folder().resolve(RunFiles.HISTORY));
            LiveCounts counts = new LiveCounts(run.folder());
            counts.update(size / 3);
            long first = counts.counts().ok();
            assertThat(first).isBetween(1L, 19_999L);
            assertThat(counts.unread()).isPositive();
            for (int i = 0; i < 3; i++) {
                counts.update(size / 3);
            }
            assertThat(counts.unread()).isZero();
            assertThat(counts.counts().ok()).isEqualTo(20_000);
        }
    }

    private RunFolderWriter run() throws Exception {
        return RunFolderWriter.create(runs, RunSpec.builder("live", 1).build());
    }

    private static void ok(RunFolderWriter run, double from, double to, int count)
            throws Exception {
        for (int i = 0; i < count; i++) {
            long at = (long) ((from + (to - from) * i / count) * 1e9);
            run.history().append(new Event(at, 1, EventType.OK, "read", "k", null, "n1", null));
        }
        run.history().flush();
    }
}
