package sample;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.chaos.api.ConsistencyResult;
import dev.assay.chaos.junit.ConsistencyTest;

class ShelfTest {

    @ConsistencyTest(
            system = "src/test/resources/shelf.yaml",
            faults = {"kill-all", "pause-all"},
            seconds = 8)
    void nothing_acknowledged_is_lost_when_it_is_killed_or_stands_still(ConsistencyResult result) {
        assertTrue(result.figures().whole().availabilityPercent() > 10);
    }
}
