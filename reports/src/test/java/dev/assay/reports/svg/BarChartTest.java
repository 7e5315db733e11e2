package dev.assay.reports.svg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarChartTest {

    @Test
    void aLongNameIsBrokenAtSpaces() {
        assertThat(BarChart.lines("redis-single", 20)).containsExactly("redis-single");
        assertThat(BarChart.lines("hraftd, fsync always, reads linearizable", 20))
                .containsExactly("hraftd, fsync", "always, reads", "linearizable");
        assertThat(BarChart.lines(
                        "hraftd, fsync always (a majority of the nodes), three nodes", 20))
                .containsExactly(
                        "hraftd, fsync always", "(a majority of the", "nodes), three nodes");
        assertThat(BarChart.lines("one two three four five six seven", 10))
                .containsExactly("one two", "three four", "five six …");
    }

    @Test
    void aWordThatIsLongerThanTheRoomIsCut() {
        assertThat(BarChart.lines("x".repeat(70), 20))
                .containsExactly("x".repeat(20), "x".repeat(20), "x".repeat(19) + "…");
    }
}
