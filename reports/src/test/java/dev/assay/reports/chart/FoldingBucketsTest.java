package dev.assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

class FoldingBucketsTest {

    private final FoldingBuckets<long[]> buckets =
            new FoldingBuckets<>(() -> new long[1], (first, second) -> {
                first[0] += second[0];
                return first;
            });

    @Test
    void aShortRunKeepsTheFirstWidth() {
        buckets.at(0)[0]++;
        buckets.at(FoldingBuckets.FIRST_WIDTH_NANOS)[0]++;
        assertThat(buckets.widthNanos()).isEqualTo(FoldingBuckets.FIRST_WIDTH_NANOS);
        assertThat(buckets.buckets()).hasSize(2);
    }

    @Test
    void aRunOfAnyLengthFitsAndLosesNothing() {
        long hour = TimeUnit.HOURS.toNanos(1);
        for (int i = 0; i <= 10_000; i++) {
            buckets.at(hour / 10_000 * i)[0]++;
        }
        assertThat(buckets.buckets())
                .hasSizeBetween(FoldingBuckets.LIMIT / 2, FoldingBuckets.LIMIT);
        assertThat(buckets.buckets().stream().mapToLong(bucket -> bucket[0]).sum())
                .isEqualTo(10_001);
    }

    @Test
    void aDamagedTimeFoldsAndDoesNotFill() {
        buckets.at(5)[0]++;
        buckets.at(Long.MAX_VALUE)[0]++;
        buckets.at(-1)[0]++;
        assertThat(buckets.buckets()).hasSizeLessThanOrEqualTo(FoldingBuckets.LIMIT);
        assertThat(buckets.buckets().get(0)[0]).isEqualTo(2);
    }
}
