package dev.assay.reports.run;

import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads {@code latency.hlog}, whoever wrote it. */
final class LatencyReader {

    private static final double NANOS_PER_SECOND = 1e9;

    private static final long NANOS_PER_MILLISECOND = 1_000_000;

    private LatencyReader() {}

    /** Hands over the intervals up to the first damaged one, in the order of the file. */
    static Optional<FileProblem> read(Path file, Consumer<LatencyInterval> intervals) {
        String name = file.getFileName().toString();
        long read = 0;
        try (InputStream in = Files.newInputStream(file);
                HistogramLogReader log = new HistogramLogReader(in)) {
            while (log.hasNext()) {
                EncodableHistogram next = log.nextIntervalHistogram();
                if (next == null) {
                    break;
                }
                intervals.accept(intervalOf(next, log.getStartTimeSec()));
                read++;
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(new FileProblem(
                    name, "damaged after " + read + " intervals: " + e + "; the rest is left out"));
        }
    }

    private static LatencyInterval intervalOf(EncodableHistogram next, double startSeconds) {
        if (!(next instanceof Histogram histogram)) {
            throw new IllegalArgumentException("expected a histogram of whole numbers, found a "
                    + next.getClass().getSimpleName());
        }
        String tag = histogram.getTag();
        if (tag == null) {
            throw new IllegalArgumentException("an interval has no tag, such as read.service");
        }
        return new LatencyInterval(
                LatencyKind.of(tag),
                sinceStart(histogram.getStartTimeStamp(), startSeconds),
                sinceStart(histogram.getEndTimeStamp(), startSeconds),
                histogram);
    }

    private static long sinceStart(long epochMillis, double startSeconds) {
        return epochMillis * NANOS_PER_MILLISECOND - Math.round(startSeconds * NANOS_PER_SECOND);
    }
}
