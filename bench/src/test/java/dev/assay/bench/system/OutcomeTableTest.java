package dev.assay.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class OutcomeTableTest {
    private final OutcomeTable table = new OutcomeTable(List.of("MOVED", "CLUSTERDOWN", "ERR"));

    @ParameterizedTest(name = "{0}: surely did not happen is {1}")
    @CsvSource({
        "MOVED 42 127.0.0.1:6389, true",
        "CLUSTERDOWN No raft leader, true",
        "clusterdown in small letters, true",
        "ERR, true",
        "TIMEOUT not committed yet, false",
        "ERRATIC behaviour, false",
        "'', false",
        "something nobody listed, false"
    })
    void only_a_listed_first_word_is_definite(String error, boolean definite) {
        assertThat(table.surelyDidNotHappen(error)).isEqualTo(definite);
    }
}
