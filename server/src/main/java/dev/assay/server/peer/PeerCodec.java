package dev.assay.server.peer;

import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.ReplyCodec;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageCodec;
import io.netty.handler.codec.CorruptedFrameException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames: two bytes of magic, four of length, then eight of id, one of type, and the message. The
 * magic and the length limit notice a stream that has lost bytes; the link is then closed.
 */
final class PeerCodec extends ByteToMessageCodec<PeerFrame> {

    /** Changes with the format, so that nodes of two formats refuse each other. */
    private static final short MAGIC = (short) 0xA502;

    private static final int HEADER_BYTES = Short.BYTES + Integer.BYTES;

    private static final byte STATE_QUERY = 1;
    private static final byte STATE_ANSWER = 2;
    private static final byte READ_INDEX_QUERY = 3;
    private static final byte READ_INDEX_ANSWER = 4;
    private static final byte FORWARD = 5;
    private static final byte FORWARD_ANSWER = 6;
    private static final byte REFUSAL = 7;
    private static final byte PROMISE_QUERY = 8;
    private static final byte PROMISE_ANSWER = 9;
    private static final byte IN_GROUP = 10;

    @Override
    protected void encode(ChannelHandlerContext ctx, PeerFrame frame, ByteBuf out) {
        int start = out.writerIndex();
        out.writeShort(MAGIC).writeInt(0).writeLong(frame.id());
        write(out, frame.message());
        int length = out.writerIndex() - start - HEADER_BYTES;
        if (length > PeerLimits.FRAME_BYTES_MAX) {
            throw new CorruptedFrameException(
                    "a frame of " + length + " bytes, at most " + PeerLimits.FRAME_BYTES_MAX);
        }
        out.setInt(start + Short.BYTES, length);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < HEADER_BYTES) {
            return;
        }
        int start = in.readerIndex();
        if (in.getShort(start) != MAGIC) {
            throw new CorruptedFrameException("not a frame of this peer protocol");
        }
        int length = in.getInt(start + Short.BYTES);
        if (length < Long.BYTES + 1 || length > PeerLimits.FRAME_BYTES_MAX) {
            throw new CorruptedFrameException(
                    "a frame of " + length + " bytes, at most " + PeerLimits.FRAME_BYTES_MAX);
        }
        if (in.readableBytes() < HEADER_BYTES + length) {
            return;
        }
        ByteBuf body = in.skipBytes(HEADER_BYTES).readSlice(length);
        out.add(new PeerFrame(body.readLong(), read(body)));
        if (body.isReadable()) {
            throw new CorruptedFrameException(
                    body.readableBytes() + " bytes are left in a frame of " + length);
        }
    }

    private static void write(ByteBuf out, PeerMessage message) {
        if (message instanceof PeerMessage.StateQuery) {
            out.writeByte(STATE_QUERY);
        } else if (message instanceof PeerMessage.StateAnswer state) {
            writeText(out.writeByte(STATE_ANSWER), state.id())
                    .writeLong(state.term())
                    .writeBoolean(state.logHolds())
                    .writeLong(state.applied());
        } else if (message instanceof PeerMessage.PromiseQuery query) {
            out.writeByte(PROMISE_QUERY).writeLong(query.term());
        } else if (message instanceof PeerMessage.PromiseAnswer answer) {
            writeText(out.writeByte(PROMISE_ANSWER), answer.id())
                    .writeLong(answer.term())
                    .writeBoolean(answer.promised());
        } else if (message instanceof PeerMessage.ReadIndexQuery query) {
            out.writeByte(READ_INDEX_QUERY).writeBoolean(query.byLease());
        } else if (message instanceof PeerMessage.ReadIndexAnswer answer) {
            out.writeByte(READ_INDEX_ANSWER).writeLong(answer.index());
        } else if (message instanceof PeerMessage.Forward forward) {
            out.writeByte(FORWARD)
                    .writeLong(forward.term())
                    .writeInt(forward.operations().size());
            for (byte[] operation : forward.operations()) {
                out.writeInt(operation.length).writeBytes(operation);
            }
        } else if (message instanceof PeerMessage.InGroup in) {
            write(out.writeByte(IN_GROUP).writeByte(in.group()), in.request());
        } else if (message instanceof PeerMessage.ForwardAnswer answer) {
            out.writeByte(FORWARD_ANSWER).writeInt(answer.outcomes().size());
            answer.outcomes().forEach(outcome -> write(out, outcome));
        } else if (message instanceof PeerMessage.Refusal refusal) {
            out.writeByte(REFUSAL).writeByte(refusal.failure().number());
        }
    }

    private static void write(ByteBuf out, Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            out.writeBoolean(true).writeLong(done.index());
            ReplyCodec.write(out, done.reply());
        } else if (outcome instanceof Outcome.Failed failed) {
            out.writeBoolean(false).writeByte(failed.failure().number());
        }
    }

    private static PeerMessage read(ByteBuf in) {
        byte type = in.readByte();
        return switch (type) {
            case STATE_QUERY -> new PeerMessage.StateQuery();
            case STATE_ANSWER ->
                new PeerMessage.StateAnswer(
                        readText(in), in.readLong(), in.readBoolean(), in.readLong());
            case PROMISE_QUERY -> new PeerMessage.PromiseQuery(in.readLong());
            case PROMISE_ANSWER ->
                new PeerMessage.PromiseAnswer(readText(in), in.readLong(), in.readBoolean());
            case READ_INDEX_QUERY -> new PeerMessage.ReadIndexQuery(in.readBoolean());
            case READ_INDEX_ANSWER -> new PeerMessage.ReadIndexAnswer(in.readLong());
            case FORWARD -> new PeerMessage.Forward(in.readLong(), readOperations(in));
            case IN_GROUP -> readInGroup(in);
            case FORWARD_ANSWER -> new PeerMessage.ForwardAnswer(readOutcomes(in));
            case REFUSAL -> new PeerMessage.Refusal(Failure.numbered(in.readByte()));
            default -> throw new CorruptedFrameException("no message has the type " + type);
        };
    }

    private static PeerMessage readInGroup(ByteBuf in) {
        byte group = in.readByte();
        // Not read as one: nesting has no limit.
        boolean nested = in.getByte(in.readerIndex()) == IN_GROUP;
        if (group < 1 || nested || !(read(in) instanceof PeerMessage.Request request)) {
            throw new CorruptedFrameException("no request to group " + group);
        }
        return new PeerMessage.InGroup(group, request);
    }

    private static List<byte[]> readOperations(ByteBuf in) {
        int count = in.readInt();
        List<byte[]> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operations.add(readBytes(in));
        }
        return operations;
    }

    private static List<Outcome> readOutcomes(ByteBuf in) {
        int count = in.readInt();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (in.readBoolean()) {
                long index = in.readLong();
                outcomes.add(new Outcome.Done(ReplyCodec.read(in), index));
            } else {
                outcomes.add(new Outcome.Failed(Failure.numbered(in.readByte())));
            }
        }
        return outcomes;
    }

    private static ByteBuf writeText(ByteBuf out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return out.writeInt(bytes.length).writeBytes(bytes);
    }

    private static String readText(ByteBuf in) {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(ByteBuf in) {
        int length = in.readInt();
        if (length < 0 || length > in.readableBytes()) {
            throw new CorruptedFrameException(
                    "announced " + length + " bytes, " + in.readableBytes() + " are there");
        }
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }
}
