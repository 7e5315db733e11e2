package dev.assay.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "-1,-1",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808"
    })
    void reads_numbers(String text, long number) {
        assertThat(Bytes.of(text).asLong()).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                "01",
                "-0",
                " 1",
                "1 ",
                "1.0",
                "a",
                "9223372036854775808",
                "99999999999999999999999"
            })
    void refuses_what_redis_refuses(String text) {
        assertThat(Bytes.of(text).asLong()).isEmpty();
    }

    @Test
    void compares_words_whatever_their_case() {
        assertThat(Bytes.of("GeT").is("get")).isTrue();
        assertThat(Bytes.of("gets").is("get")).isFalse();
    }
}
