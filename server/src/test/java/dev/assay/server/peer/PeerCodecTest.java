package dev.assay.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class PeerCodecTest {

    static Stream<PeerMessage> messages() {
        return Stream.of(
                new PeerMessage.StateQuery(),
                new PeerMessage.StateAnswer("n1", 7, true, 42),
                new PeerMessage.PromiseQuery(7),
                new PeerMessage.PromiseAnswer("n1", 7, true),
                new PeerMessage.ReadIndexQuery(true),
                new PeerMessage.InGroup(3, new PeerMessage.PromiseQuery(7)),
                new PeerMessage.ReadIndexAnswer(9),
                new PeerMessage.ForwardAnswer(List.of(
                        new Outcome.Done(Reply.bulk("x"), 3), new Outcome.Failed(Failure.TIMEOUT))),
                new PeerMessage.Refusal(Failure.NO_LEADER));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void reads_what_it_wrote_cut_at_any_byte(PeerMessage message) {
        PeerFrame frame = new PeerFrame(11, message);
        ByteBuf bytes = encode(frame);
        for (int cut = 0; cut < bytes.readableBytes(); cut++) {
            EmbeddedChannel channel = new EmbeddedChannel(new PeerCodec());
            channel.writeInbound(bytes.copy(0, cut));
            channel.writeInbound(bytes.copy(cut, bytes.readableBytes() - cut));
            assertThat((Object) channel.readInbound()).as("cut at %d", cut).isEqualTo(frame);
            channel.finishAndReleaseAll();
        }
        bytes.release();
    }

    @Test
    void operations_come_through_byte_by_byte() {
        byte[] operation = {0, -1, 127};
        ByteBuf bytes = encode(
                new PeerFrame(1, new PeerMessage.Forward(5, List.of(operation, new byte[0]))));
        EmbeddedChannel channel = new EmbeddedChannel(new PeerCodec());
        channel.writeInbound(bytes);
        PeerFrame read = channel.readInbound();
        List<byte[]> operations = ((PeerMessage.Forward) read.message()).operations();
        assertThat(operations).hasSize(2);
        assertThat(operations.get(0)).isEqualTo(operation);
        assertThat(operations.get(1)).isEmpty();
    }

    @Test
    void a_stream_that_lost_bytes_is_noticed() {
        ByteBuf bytes = encode(new PeerFrame(1, new PeerMessage.ReadIndexAnswer(9)));
        bytes.skipBytes(3);
        EmbeddedChannel channel = new EmbeddedChannel(new PeerCodec());
        assertThatThrownBy(() -> channel.writeInbound(bytes))
                .isInstanceOf(CorruptedFrameException.class);
    }

    @Test
    void an_announced_length_beyond_the_limit_is_refused_at_once() {
        ByteBuf bytes =
                Unpooled.buffer().writeShort(0xA502).writeInt(PeerLimits.FRAME_BYTES_MAX + 1);
        EmbeddedChannel channel = new EmbeddedChannel(new PeerCodec());
        assertThatThrownBy(() -> channel.writeInbound(bytes))
                .isInstanceOf(CorruptedFrameException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void a_group_holds_a_request_and_no_group() {
        byte[][] bodies = {
            {10, 1, 10, 1, 1}, {10, 0, 1}, {10, -1, 1}, {10, 1, 4, 0, 0, 0, 0, 0, 0, 0, 9}
        };
        for (byte[] body : bodies) {
            ByteBuf bytes = Unpooled.buffer()
                    .writeShort(0xA502)
                    .writeInt(Long.BYTES + body.length)
                    .writeLong(1)
                    .writeBytes(body);
            EmbeddedChannel channel = new EmbeddedChannel(new PeerCodec());
            assertThatThrownBy(() -> channel.writeInbound(bytes))
                    .isInstanceOf(CorruptedFrameException.class)
                    .hasMessageContaining("no request to group");
        }
    }

    private static ByteBuf encode(PeerFrame frame) {
        EmbeddedChannel channel = new EmbeddedChannel(new PeerCodec());
        channel.writeOutbound(frame);
        return channel.readOutbound();
    }
}
