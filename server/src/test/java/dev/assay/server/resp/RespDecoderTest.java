package dev.assay.server.resp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.command.Argv;
import dev.assay.server.data.Bytes;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class RespDecoderTest {

    private static Arguments row(String name, String sent, Object... decoded) {
        return Arguments.argumentSet(name, sent, List.of(decoded));
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                row("an array", "*2\r\n$3\r\nGET\r\n$1\r\na\r\n", Argv.of("GET", "a")),
                row("an empty bulk string", "*2\r\n$4\r\nECHO\r\n$0\r\n\r\n", Argv.of("ECHO", "")),
                row(
                        "line ends inside a bulk string",
                        "*2\r\n$4\r\nECHO\r\n$4\r\n\r\n\r\n\r\n",
                        Argv.of("ECHO", "\r\n\r\n")),
                row(
                        "two in one write",
                        "*1\r\n$4\r\nPING\r\n*1\r\n$4\r\nPING\r\n",
                        Argv.of("PING"),
                        Argv.of("PING")),
                row("an inline command", "SET a b\r\n", Argv.of("SET", "a", "b")),
                row("an inline command with a bare line feed", "PING\n", Argv.of("PING")),
                row(
                        "inline quotes",
                        "SET \"a b\" 'c d' \"\\x41\\n\\\"\"\r\n",
                        Argv.of("SET", "a b", "c d", "A\n\"")),
                row("an empty line is nothing", "\r\nPING\r\n", Argv.of("PING")),
                row("an empty array is nothing", "*0\r\n*-1\r\nPING\r\n", Argv.of("PING")),
                row(
                        "unbalanced quotes",
                        "SET \"a\r\nPING\r\n",
                        new ProtocolError("unbalanced quotes in request")),
                row(
                        "text behind a closing quote",
                        "SET \"a\"b\r\n",
                        new ProtocolError("unbalanced quotes in request")),
                row("no count", "*x\r\nPING\r\n", new ProtocolError("invalid multibulk length")),
                row(
                        "a count beyond the limit",
                        "*2147483647\r\n",
                        new ProtocolError("invalid multibulk length")),
                row(
                        "a count beyond 64 bits",
                        "*9999999999999999999\r\n",
                        new ProtocolError("invalid multibulk length")),
                row(
                        "not a bulk string",
                        "*1\r\n:1\r\n",
                        new ProtocolError("expected '$', got ':'")),
                row("a negative length", "*1\r\n$-1\r\n", new ProtocolError("invalid bulk length")),
                row(
                        "a length beyond the limit",
                        "*1\r\n$2097153\r\n",
                        new ProtocolError("invalid bulk length")),
                row(
                        "a length line without an end",
                        "*1\r\n$" + "1".repeat(40),
                        new ProtocolError("too big bulk count string")),
                row(
                        "a count line without an end",
                        "*" + "1".repeat(40),
                        new ProtocolError("too big mbulk count string")),
                row(
                        "an inline command without an end",
                        "a".repeat(RespLimits.INLINE_BYTES_MAX + 1),
                        new ProtocolError("too big inline request")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void decodes(String sent, List<Object> expected) {
        assertThat(decode(sent, sent.length())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void decodes_the_same_when_cut_at_any_byte(String sent, List<Object> expected) {
        int step = sent.length() > 1_000 ? sent.length() / 7 : 1;
        for (int cut = 1; cut < sent.length(); cut += step) {
            assertThat(decode(sent, cut)).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void decodes_the_same_byte_by_byte(String sent, List<Object> expected) {
        if (sent.length() > 1_000) {
            return;
        }
        EmbeddedChannel channel = new EmbeddedChannel(new RespDecoder(RespLimits.BULK_BYTES_MAX));
        for (char c : sent.toCharArray()) {
            channel.writeInbound(Unpooled.copiedBuffer(String.valueOf(c), StandardCharsets.UTF_8));
        }
        assertThat(drain(channel)).isEqualTo(expected);
    }

    @Test
    void arguments_may_hold_any_byte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        EmbeddedChannel channel = new EmbeddedChannel(new RespDecoder(RespLimits.BULK_BYTES_MAX));
        channel.writeInbound(Unpooled.wrappedBuffer(
                "*2\r\n$4\r\nECHO\r\n$256\r\n".getBytes(StandardCharsets.UTF_8),
                all,
                "\r\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(drain(channel)).containsExactly(Argv.of(Bytes.of("ECHO"), Bytes.wrap(all)));
    }

    @Test
    void a_command_of_many_large_arguments_is_refused_before_it_is_held() {
        String argument = "$1048576\r\n" + "a".repeat(1024 * 1024) + "\r\n";
        List<Object> decoded = decode("*9\r\n" + argument.repeat(3), Integer.MAX_VALUE);
        assertThat(decoded).containsExactly(new ProtocolError("too big command"));
    }

    @Test
    void nothing_is_decoded_after_a_protocol_error() {
        EmbeddedChannel channel = new EmbeddedChannel(new RespDecoder(RespLimits.BULK_BYTES_MAX));
        channel.writeInbound(Unpooled.copiedBuffer("*x\r\n", StandardCharsets.UTF_8));
        channel.writeInbound(Unpooled.copiedBuffer("PING\r\n", StandardCharsets.UTF_8));
        assertThat(drain(channel)).containsExactly(new ProtocolError("invalid multibulk length"));
    }

    private static List<Object> decode(String sent, int cut) {
        EmbeddedChannel channel = new EmbeddedChannel(new RespDecoder(RespLimits.BULK_BYTES_MAX));
        int at = Math.min(cut, sent.length());
        channel.writeInbound(Unpooled.copiedBuffer(sent.substring(0, at), StandardCharsets.UTF_8));
        if (at < sent.length()) {
            channel.writeInbound(Unpooled.copiedBuffer(sent.substring(at), StandardCharsets.UTF_8));
        }
        return drain(channel);
    }

    private static List<Object> drain(EmbeddedChannel channel) {
        List<Object> decoded = new ArrayList<>();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            decoded.add(next);
        }
        channel.finishAndReleaseAll();
        return decoded;
    }
}
