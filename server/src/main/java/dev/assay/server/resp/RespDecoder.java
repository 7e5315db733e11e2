package dev.assay.server.resp;

import dev.assay.server.command.Argv;
import dev.assay.server.data.Bytes;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ByteProcessor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Bytes to {@link Argv}s: arrays of bulk strings, and inline commands. After a {@link
 * ProtocolError} it passes nothing more on. Every length is checked before anything of it is
 * allocated, and a list grows with what has really come.
 */
final class RespDecoder extends ByteToMessageDecoder {

    private enum State {
        START,
        BULK_LENGTH,
        BULK,
        BROKEN
    }

    private static final int SHORT_DIGITS_MAX = 4;

    /** Of a line: more bytes are needed, or too many came and the state is BROKEN. */
    private static final long NOT_WHOLE = -2;

    private static final long NO_NUMBER = -3;

    /** Room for so many words is made before they have come. */
    private static final int WORDS_AT_ONCE_MAX = 16;

    private final int bulkBytesMax;
    private State state = State.START;
    private int argumentsLeft;
    private int bulkLength;
    private int commandBytes;
    private List<Bytes> words = new ArrayList<>();

    /**
     * @param bulkBytesMax length of an argument; {@link RespLimits#BULK_BYTES_MAX} at most
     */
    RespDecoder(int bulkBytesMax) {
        this.bulkBytesMax = Math.min(bulkBytesMax, RespLimits.BULK_BYTES_MAX);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        boolean more = true;
        while (more && in.isReadable()) {
            more = switch (state) {
                case START -> readStart(in, out);
                case BULK_LENGTH -> readBulkLength(in, out);
                case BULK -> readBulk(in, out);
                case BROKEN -> {
                    in.skipBytes(in.readableBytes());
                    yield false;
                }
            };
        }
    }

    /** False means that more bytes are needed; so in the other steps. */
    private boolean readStart(ByteBuf in, List<Object> out) {
        if (in.getByte(in.readerIndex()) != '*') {
            return readInline(in, out);
        }
        long count = readNumber(in, "too big mbulk count string", out);
        if (count == NOT_WHOLE) {
            return state == State.BROKEN;
        }
        if (count == NO_NUMBER || count > RespLimits.ARGUMENTS_MAX) {
            return broken("invalid multibulk length", out);
        }
        if (count > 0) {
            argumentsLeft = (int) count;
            words = new ArrayList<>((int) Math.min(count, WORDS_AT_ONCE_MAX));
            commandBytes = 0;
            state = State.BULK_LENGTH;
        }
        return true;
    }

    private boolean readInline(ByteBuf in, List<Object> out) {
        ByteBuf line = readLine(in, RespLimits.INLINE_BYTES_MAX, "too big inline request", out);
        if (line == null) {
            return state == State.BROKEN;
        }
        List<Bytes> split = InlineCommand.split(ByteBufUtil.getBytes(line));
        if (split == null) {
            return broken("unbalanced quotes in request", out);
        }
        if (!split.isEmpty()) {
            out.add(Argv.of(split));
        }
        return true;
    }

    private boolean readBulkLength(ByteBuf in, List<Object> out) {
        byte first = in.getByte(in.readerIndex());
        if (first != '$') {
            char shown = first >= ' ' && first <= '~' ? (char) first : '?';
            return broken("expected '$', got '" + shown + "'", out);
        }
        long length = readNumber(in, "too big bulk count string", out);
        if (length == NOT_WHOLE) {
            return state == State.BROKEN;
        }
        if (length < 0 || length > bulkBytesMax) {
            return broken("invalid bulk length", out);
        }
        bulkLength = (int) length;
        commandBytes += bulkLength + RespLimits.ARGUMENT_COST_BYTES;
        if (commandBytes > RespLimits.COMMAND_BYTES_MAX) {
            return broken("too big command", out);
        }
        state = State.BULK;
        return true;
    }

    private boolean readBulk(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < bulkLength + 2) {
            return false;
        }
        byte[] bytes = new byte[bulkLength];
        in.readBytes(bytes);
        // Redis too skips the two bytes behind a bulk string without looking.
        in.skipBytes(2);
        words.add(Bytes.wrap(bytes));
        argumentsLeft--;
        if (argumentsLeft == 0) {
            out.add(Argv.of(words));
            state = State.START;
        } else {
            state = State.BULK_LENGTH;
        }
        return true;
    }

    /** A line without its end, or null: not whole yet, or broken because it is too long. */
    private @Nullable ByteBuf readLine(
            ByteBuf in, int lengthMax, String tooLong, List<Object> out) {
        int searched = Math.min(in.readableBytes(), lengthMax + 1);
        int feed = in.forEachByte(in.readerIndex(), searched, ByteProcessor.FIND_LF);
        if (feed < 0) {
            if (searched > lengthMax) {
                broken(tooLong, out);
            }
            return null;
        }
        int length = feed - in.readerIndex();
        boolean carriage = length > 0 && in.getByte(feed - 1) == '\r';
        ByteBuf line = in.readSlice(carriage ? length - 1 : length);
        in.skipBytes(carriage ? 2 : 1);
        return line;
    }

    /** The number of a line, -1 for all that are negative; or {@link #NOT_WHOLE}, {@link #NO_NUMBER}. */
    private long readNumber(ByteBuf in, String tooLong, List<Object> out) {
        int found = readShortNumber(in);
        if (found >= 0) {
            return found;
        }
        ByteBuf line = readLine(in, RespLimits.NUMBER_LINE_BYTES_MAX, tooLong, out);
        if (line == null) {
            return NOT_WHOLE;
        }
        OptionalLong number = number(line);
        return number.isEmpty() ? NO_NUMBER : Math.max(number.getAsLong(), -1);
    }

    /**
     * The number of a line as nearly all are: a type, one to four digits without a zero in front,
     * CR and LF, all here. Else -1, and nothing is read.
     */
    private static int readShortNumber(ByteBuf in) {
        int from = in.readerIndex() + 1;
        int end = Math.min(in.writerIndex() - 2, from + SHORT_DIGITS_MAX);
        int number = 0;
        int at = from;
        while (at < end) {
            int digit = in.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = 10 * number + digit;
            at++;
        }
        boolean plain = at > from
                && at + 1 < in.writerIndex()
                && in.getByte(at) == '\r'
                && in.getByte(at + 1) == '\n'
                && (at == from + 1 || in.getByte(from) != '0');
        if (!plain) {
            return -1;
        }
        in.readerIndex(at + 2);
        return number;
    }

    /** The number behind the first byte of a line. */
    private static OptionalLong number(ByteBuf line) {
        return Bytes.wrap(ByteBufUtil.getBytes(
                        line, line.readerIndex() + 1, line.readableBytes() - 1))
                .asLong();
    }

    private boolean broken(String text, List<Object> out) {
        out.add(new ProtocolError(text));
        state = State.BROKEN;
        words = new ArrayList<>();
        return true;
    }
}
