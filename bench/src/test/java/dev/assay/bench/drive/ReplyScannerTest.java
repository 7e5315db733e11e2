package dev.assay.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class ReplyScannerTest {
    private static final String ALL =
            "+OK\r\n-ERR no such key\r\n:42\r\n$5\r\na\r\nb\r\r\n$-1\r\n$0\r\n\r\n*-1\r\n"
                    + "*0\r\n*2\r\n$1\r\na\r\n*2\r\n:1\r\n-ERR inside\r\n>2\r\n+message\r\n+x\r\n%1\r\n+k\r\n~1\r\n_\r\n"
                    + ",1.5\r\n#t\r\n(123\r\n=7\r\ntxt:abc\r\n";
    private static final List<String> ERRORS = java.util.Arrays.asList(
            null,
            "ERR no such key",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);

    @Test
    void every_reply_is_found_wherever_the_bytes_are_cut() throws Exception {
        byte[] bytes = ALL.getBytes(StandardCharsets.US_ASCII);
        for (int cut = 0; cut <= bytes.length; cut++) {
            ReplyScanner scanner = new ReplyScanner();
            List<String> errors = new ArrayList<>();
            scan(scanner, Unpooled.wrappedBuffer(bytes, 0, cut), errors);
            scan(scanner, Unpooled.wrappedBuffer(bytes, cut, bytes.length - cut), errors);
            assertThat(errors).as("cut at %d", cut).isEqualTo(ERRORS);
        }
    }

    private static void scan(ReplyScanner scanner, ByteBuf bytes, List<String> errors)
            throws ReplyScanner.BadReply {
        while (scanner.next(bytes)) {
            errors.add(scanner.error());
        }
        assertThat(bytes.isReadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "OK\r\n", "+OK\n", "$x\r\n", "*1x\r\n", "|1\r\n"})
    void what_is_not_resp_is_refused(String bytes) {
        assertThatThrownBy(() -> new ReplyScanner()
                        .next(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII)))
                .isInstanceOf(ReplyScanner.BadReply.class);
    }

    @Test
    void depth_and_length_have_limits() {
        assertThatThrownBy(() -> new ReplyScanner()
                        .next(Unpooled.copiedBuffer(
                                "*1\r\n".repeat(ReplyScanner.DEPTH_MAX + 1),
                                StandardCharsets.US_ASCII)))
                .hasMessageContaining("deep");
        assertThatThrownBy(() -> new ReplyScanner()
                        .next(Unpooled.copiedBuffer(
                                "+" + "x".repeat(ReplyScanner.LINE_MAX),
                                StandardCharsets.US_ASCII)))
                .hasMessageContaining("line of more than");
    }
}
