package dev.assay.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.chart.OutcomeCounts;
import dev.assay.reports.page.IndexPage.Entry;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.summary.RunFigures;
import dev.assay.reports.summary.RunSummary;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

class IndexTablesTest {

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "10, 10, 100 % (72 to 100 %)",
        "9, 10, 90 % (60 to 98 %)",
        "0, 3, 0 % (0 to 56 %)",
        "1, 1, 100 % (21 to 100 %)"
    })
    void aRateHasAnInterval(long hits, long tries, String text) {
        assertThat(IndexTables.interval(hits, tries)).isEqualTo(text);
    }

    @Test
    void aMutantIsCountedOverItsRuns() {
        List<IndexView.Mutant> mutants = IndexTables.mutants(List.of(
                control(Verdict.Word.INVALID, 4),
                control(Verdict.Word.VALID, 0),
                control(Verdict.Word.INVALID, 2),
                control(Verdict.Word.UNKNOWN, 0),
                entry("good", Expectation.VALID, Verdict.Word.VALID, 100)));
        assertThat(mutants).singleElement().satisfies(mutant -> {
            assertThat(mutant.runs()).isEqualTo("4");
            assertThat(mutant.caught()).isEqualTo("2");
            assertThat(mutant.unknown()).isEqualTo("1");
            assertThat(mutant.missed()).isEqualTo("1");
            assertThat(mutant.after()).isEqualTo("4.00 s");
            assertThat(mutant.everCaught()).isTrue();
        });
    }

    @Test
    void aTrendNeedsTwoRuns() {
        List<IndexView.Trend> trends = IndexTables.trends(List.of(
                entry("once", Expectation.VALID, Verdict.Word.VALID, 1),
                entry("twice", Expectation.VALID, Verdict.Word.VALID, 100),
                entry("twice", Expectation.VALID, Verdict.Word.INVALID, 300)));
        assertThat(trends).singleElement().satisfies(trend -> {
            assertThat(trend.scenario()).isEqualTo("twice");
            assertThat(trend.points()).hasSize(2);
            assertThat(trend.allAsExpected()).isFalse();
            assertThat(trend.rateWords()).isEqualTo("300 /s (100 /s to 300 /s)");
            assertThat(trend.rate().path()).isEqualTo("M4.0 17.3L116.0 4.0");
        });
    }

    private static Entry control(Verdict.Word verdict, long failedAfterSeconds) {
        RunFigures figures = new RunFigures(
                "mutant",
                null,
                1,
                1,
                1,
                failedAfterSeconds == 0 ? null : Duration.ofSeconds(failedAfterSeconds),
                false,
                List.of());
        return new Entry("folder", summary("control", Expectation.INVALID, verdict, figures));
    }

    private static Entry entry(
            String scenario, Expectation expectation, Verdict.Word verdict, double rate) {
        RunFigures figures = new RunFigures("system", null, rate, 1, 1, null, false, List.of());
        return new Entry("folder", summary(scenario, expectation, verdict, figures));
    }

    private static RunSummary summary(
            String scenario, Expectation expectation, Verdict.Word verdict, RunFigures figures) {
        return new RunSummary(
                scenario,
                OutcomeCounts.NONE,
                0,
                verdict,
                expectation,
                Duration.ofSeconds(10),
                figures);
    }
}
