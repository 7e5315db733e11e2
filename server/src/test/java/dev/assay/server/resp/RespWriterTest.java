package dev.assay.server.resp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.data.Reply;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

class RespWriterTest {

    static Stream<Arguments> replies() {
        Reply map = new Reply.Pairs(List.of(new Reply.Pair(Reply.bulk("k"), new Reply.Int(12))));
        return Stream.of(
                Arguments.of(Reply.OK, "+OK\r\n", "+OK\r\n"),
                Arguments.of(new Reply.Error("ERR no"), "-ERR no\r\n", "-ERR no\r\n"),
                Arguments.of(new Reply.Int(-3), ":-3\r\n", ":-3\r\n"),
                Arguments.of(Reply.bulk("ab"), "$2\r\nab\r\n", "$2\r\nab\r\n"),
                Arguments.of(Reply.bulk(""), "$0\r\n\r\n", "$0\r\n\r\n"),
                Arguments.of(Reply.Nil.STRING, "$-1\r\n", "_\r\n"),
                Arguments.of(Reply.Nil.ARRAY, "*-1\r\n", "_\r\n"),
                Arguments.of(
                        new Reply.Array(List.of(Reply.ONE, Reply.Nil.STRING)),
                        "*2\r\n:1\r\n$-1\r\n",
                        "*2\r\n:1\r\n_\r\n"),
                Arguments.of(map, "*2\r\n$1\r\nk\r\n:12\r\n", "%1\r\n$1\r\nk\r\n:12\r\n"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void writes_both_versions(Reply reply, String resp2, String resp3) {
        assertThat(written(reply, 2)).isEqualTo(resp2);
        assertThat(written(reply, 3)).isEqualTo(resp3);
    }

    private static String written(Reply reply, int protocol) {
        ByteBuf out = Unpooled.buffer();
        RespWriter.write(out, reply, protocol);
        return out.toString(StandardCharsets.UTF_8);
    }
}
