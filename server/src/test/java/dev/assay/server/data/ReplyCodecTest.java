package dev.assay.server.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.CorruptedFrameException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class ReplyCodecTest {

    static Stream<Reply> replies() {
        return Stream.of(
                Reply.OK,
                new Reply.Error("ERR no"),
                new Reply.Int(Long.MIN_VALUE),
                Reply.bulk("a\r\nb"),
                Reply.Nil.STRING,
                Reply.Nil.ARRAY,
                new Reply.Array(List.of(Reply.ONE, new Reply.Array(List.of()))),
                new Reply.Pairs(List.of(new Reply.Pair(Reply.bulk("k"), Reply.ZERO))));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void reads_what_it_wrote(Reply reply) {
        ByteBuf bytes = Unpooled.buffer();
        ReplyCodec.write(bytes, reply);
        assertThat(ReplyCodec.read(bytes)).isEqualTo(reply);
        assertThat(bytes.isReadable()).isFalse();
    }

    @Test
    void refuses_a_length_beyond_the_frame() {
        ByteBuf bytes = Unpooled.buffer().writeByte('$').writeInt(Integer.MAX_VALUE);
        assertThatThrownBy(() -> ReplyCodec.read(bytes))
                .isInstanceOf(CorruptedFrameException.class)
                .hasMessageContaining("announced 2147483647 bytes");
    }

    @Test
    void refuses_endless_nesting() {
        ByteBuf bytes = Unpooled.buffer();
        for (int i = 0; i < 100; i++) {
            bytes.writeByte('*').writeInt(1);
        }
        assertThatThrownBy(() -> ReplyCodec.read(bytes))
                .isInstanceOf(CorruptedFrameException.class);
    }
}
