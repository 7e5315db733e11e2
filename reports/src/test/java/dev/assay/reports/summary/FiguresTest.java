package dev.assay.reports.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void one_of_a_thing_is_not_called_many() {
        assertThat(Figures.count(1, "node")).isEqualTo("1 node");
        assertThat(Figures.count(0, "node")).isEqualTo("0 nodes");
        assertThat(Figures.count(12_345, "node")).isEqualTo("12,345 nodes");
    }
}
