package dev.assay.chaos.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.chaos.scenario.Catalog;
import dev.assay.chaos.scenario.Scenario;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class MutantTableTest {

    private static final Scenario TORN_POST = Catalog.find("control-torn-post").orElseThrow();

    @Test
    void a_row_has_how_often_how_fast_and_by_what() {
        MutantTable.Row row = new MutantTable.Row(
                TORN_POST, 4, List.of(900L, 2_400L, 700L), Map.of("none yet", 1, "kill-leader", 2));
        assertThat(MutantTable.markdown(List.of(row)))
                .endsWith("| `mutant-torn-post`: " + TORN_POST.summary()
                        + " | 4 | 3 | 0.9 s | 2.4 s | posts | kill-leader (2), none yet (1) |\n");
    }

    @Test
    void one_that_was_never_caught_has_no_times() {
        assertThat(MutantTable.markdown(
                        List.of(new MutantTable.Row(TORN_POST, 2, List.of(), Map.of()))))
                .endsWith(" | 2 | 0 | - | - | posts |  |\n");
    }
}
