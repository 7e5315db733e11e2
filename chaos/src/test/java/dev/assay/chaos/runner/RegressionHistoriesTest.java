package dev.assay.chaos.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.chaos.workload.RegisterWorkload;
import dev.assay.checker.Budget;
import dev.assay.checker.Linearizability;
import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class RegressionHistoriesTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories");

    @Test
    void an_isolated_leader_of_ratis_3_3_0_serves_old_values_as_linearizable() throws Exception {
        History history =
                HistoryFiles.read(HISTORIES.resolve("ratis-3.3.0-linearizable-reads.jsonl"));
        Verdict verdict = Linearizability.check(
                        history, Models.of(RegisterWorkload.MODEL), Budget.DEFAULT)
                .verdict();
        assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
        Operation offending = ((Verdict.Invalid) verdict).evidence().offending();
        assertThat(offending.node()).isEqualTo("n1");
        assertThat(offending.f()).isEqualTo("read");
        assertThat(((Verdict.Invalid) verdict).evidence().failing()).hasSizeLessThanOrEqualTo(4);
    }
}
