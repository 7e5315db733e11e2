package dev.assay.server.data;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link Reply} as bytes for another node: one tag, then fixed-size numbers and counted bytes.
 * Both sides are this class, so there is no versioning here; the peer link has it.
 */
public final class ReplyCodec {

    /** Deeper than any command nests; a frame that goes further is damaged. */
    private static final int DEPTH_MAX = 8;

    private ReplyCodec() {}

    public static void write(ByteBuf out, Reply reply) {
        if (reply instanceof Reply.Status status) {
            out.writeByte('+');
            writeText(out, status.text());
        } else if (reply instanceof Reply.Error error) {
            out.writeByte('-');
            writeText(out, error.text());
        } else if (reply instanceof Reply.Int number) {
            out.writeByte(':').writeLong(number.value());
        } else if (reply instanceof Reply.Bulk bulk) {
            out.writeByte('$');
            writeBytes(out, bulk.bytes().array());
        } else if (reply instanceof Reply.Nil nil) {
            out.writeByte(nil == Reply.Nil.STRING ? '_' : '~');
        } else if (reply instanceof Reply.Array array) {
            out.writeByte('*').writeInt(array.items().size());
            array.items().forEach(item -> write(out, item));
        } else if (reply instanceof Reply.Pairs pairs) {
            out.writeByte('%');
            writePairs(out, pairs.pairs());
        } else if (reply instanceof Reply.Twos twos) {
            out.writeByte('2');
            writePairs(out, twos.pairs());
        } else if (reply instanceof Reply.Members members) {
            out.writeByte('&').writeInt(members.items().size());
            members.items().forEach(item -> write(out, item));
        } else if (reply instanceof Reply.Decimal decimal) {
            out.writeByte(',');
            writeText(out, decimal.text());
        }
    }

    private static void writePairs(ByteBuf out, List<Reply.Pair> pairs) {
        out.writeInt(pairs.size());
        for (Reply.Pair pair : pairs) {
            write(out, pair.key());
            write(out, pair.value());
        }
    }

    /**
     * Reads one reply.
     *
     * @throws CorruptedFrameException if the bytes are not what {@link #write} makes
     * @throws IndexOutOfBoundsException if they end too early
     */
    public static Reply read(ByteBuf in) {
        return read(in, DEPTH_MAX);
    }

    private static Reply read(ByteBuf in, int depthLeft) {
        if (depthLeft == 0) {
            throw new CorruptedFrameException("a reply nests deeper than " + DEPTH_MAX);
        }
        byte tag = in.readByte();
        return switch (tag) {
            case '+' -> new Reply.Status(readText(in));
            case '-' -> new Reply.Error(readText(in));
            case ':' -> new Reply.Int(in.readLong());
            case '$' -> new Reply.Bulk(Bytes.wrap(readBytes(in)));
            case '_' -> Reply.Nil.STRING;
            case '~' -> Reply.Nil.ARRAY;
            case '*' -> new Reply.Array(readItems(in, in.readInt(), depthLeft - 1));
            case '%' -> new Reply.Pairs(readPairs(in, depthLeft - 1));
            case '2' -> new Reply.Twos(readPairs(in, depthLeft - 1));
            case '&' -> new Reply.Members(readItems(in, in.readInt(), depthLeft - 1));
            case ',' -> new Reply.Decimal(readText(in));
            default -> throw new CorruptedFrameException("no reply has the tag " + tag);
        };
    }

    private static List<Reply> readItems(ByteBuf in, int count, int depthLeft) {
        List<Reply> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(read(in, depthLeft));
        }
        return items;
    }

    private static List<Reply.Pair> readPairs(ByteBuf in, int depthLeft) {
        int count = in.readInt();
        List<Reply.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(new Reply.Pair(read(in, depthLeft), read(in, depthLeft)));
        }
        return pairs;
    }

    private static void writeText(ByteBuf out, String text) {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readText(ByteBuf in) {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeBytes(ByteBuf out, byte[] bytes) {
        out.writeInt(bytes.length).writeBytes(bytes);
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
