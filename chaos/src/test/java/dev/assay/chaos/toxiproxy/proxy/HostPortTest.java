package dev.assay.chaos.toxiproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/** Addresses as the control API writes them. */
class HostPortTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0, true",
        "':80', '', 80, true",
        "'127.0.0.1:80', 127.0.0.1, 80, true",
        "'[::1]:80', ::1, 80, true",
        "'localhost:', localhost, 0, false",
        "'n1.example:65535', n1.example, 65535, false",
    })
    void reads_what_toxiproxy_reads(String text, String host, int port, boolean literal)
            throws IOException {
        HostPort parsed = HostPort.parse(text);
        assertThat(parsed).isEqualTo(new HostPort(host, port));
        assertThat(parsed.isLiteral()).isEqualTo(literal);
    }

    @ParameterizedTest
    @CsvSource({
        "foo, address foo: missing port in address",
        "[::1], address [::1]: missing port in address",
        "::1:80, address ::1:80: too many colons in address",
        "a:65536, address 65536: invalid port",
        "a:99999999999999, address 99999999999999: invalid port",
        "a:-1, lookup tcp/-1: unknown port",
    })
    void refuses_the_rest_in_its_words(String text, String message) {
        assertThatThrownBy(() -> HostPort.parse(text))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }
}
