package dev.assay.chaos.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checker.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class ConsistencyResultTest {

    @Test
    void what_is_not_valid_fails_with_the_reason_the_page_and_the_command() {
        assertThatThrownBy(() -> result(Verdict.Word.INVALID).requireValid())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("INVALID: because")
                .hasMessageContaining("report.html")
                .hasMessageContaining("./assay chaos replay runs");
        assertThatThrownBy(() -> result(Verdict.Word.UNKNOWN).requireValid())
                .isInstanceOf(AssertionError.class);
        assertThatCode(() -> result(Verdict.Word.VALID).requireValid()).doesNotThrowAnyException();
    }

    @Test
    void settings_that_make_no_sense_are_refused_with_what_was_expected() {
        assertThatThrownBy(() -> Consistency.of("hraftd").faults("nosuch"))
                .hasMessageContaining("leader-isolated");
        assertThatThrownBy(() -> Consistency.of("hraftd").faults(new String[0]))
                .hasMessageContaining("expected one or more");
        assertThatThrownBy(() -> Consistency.of("hraftd").workload("nosuch"))
                .hasMessageContaining("registers");
        assertThatThrownBy(() -> Consistency.of("hraftd").time(Duration.ZERO))
                .hasMessageContaining("more than 0");
    }

    private static ConsistencyResult result(Verdict.Word word) {
        return new ConsistencyResult(word, "because", List.of(), Path.of("runs", "one"), null);
    }
}
