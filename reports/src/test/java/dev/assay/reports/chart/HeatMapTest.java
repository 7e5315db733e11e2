package dev.assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class HeatMapTest {

    @Test
    void rowsGrowByATenthOfADecade() {
        assertThat(HeatMap.row(1)).isZero();
        assertThat(HeatMap.row(1_000_000)).isEqualTo(60);
        assertThat(HeatMap.row(1_300_000)).isEqualTo(61);
        assertThat(HeatMap.lowest(60)).isEqualTo(1e6);
    }

    @Test
    void aColumnBeginsAtItsLowestRow() {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(1_100_000, 5);
        histogram.recordValue(2_100_000);
        HeatMap map = HeatMap.of(1000, List.of(histogram, new Histogram(3)));
        assertThat(map.columns())
                .containsExactly(
                        new HeatMap.Column(60, List.of(5L, 0L, 0L, 1L)),
                        new HeatMap.Column(0, List.of()));
    }

    @Test
    void neighboursAreAddedUpWhereAPageHasNoRoom() {
        List<Histogram> buckets = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Histogram one = new Histogram(2);
            one.recordValue(1_000_000);
            buckets.add(one);
        }
        HeatMap map = HeatMap.of(250, buckets);
        assertThat(map.columns()).hasSize(250);
        assertThat(map.widthNanos()).isEqualTo(1000);
        assertThat(map.columns().stream()
                        .flatMap(c -> c.counts().stream())
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(1000);
    }
}
