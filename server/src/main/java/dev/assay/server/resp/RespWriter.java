package dev.assay.server.resp;

import dev.assay.server.data.Reply;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;

/** Replies to bytes, in the version that the connection speaks. Pure. */
final class RespWriter {

    private static final byte[] OK = ascii("+OK\r\n");
    private static final byte[] NULL_3 = ascii("_\r\n");
    private static final byte[] NIL_STRING_2 = ascii("$-1\r\n");
    private static final byte[] NIL_ARRAY_2 = ascii("*-1\r\n");
    private static final byte[] END = ascii("\r\n");

    private RespWriter() {}

    static void write(ByteBuf out, Reply reply, int protocol) {
        if (reply == Reply.OK) {
            out.writeBytes(OK);
        } else if (reply instanceof Reply.Bulk bulk) {
            header(out, '$', bulk.bytes().length());
            out.writeBytes(bulk.bytes().array()).writeBytes(END);
        } else if (reply instanceof Reply.Status status) {
            line(out, '+', status.text());
        } else if (reply instanceof Reply.Error error) {
            line(out, '-', error.text());
        } else if (reply instanceof Reply.Int number) {
            header(out, ':', number.value());
        } else if (reply instanceof Reply.Nil nil) {
            out.writeBytes(
                    protocol == 3 ? NULL_3 : nil == Reply.Nil.ARRAY ? NIL_ARRAY_2 : NIL_STRING_2);
        } else if (reply instanceof Reply.Array array) {
            header(out, '*', array.items().size());
            array.items().forEach(item -> write(out, item, protocol));
        } else if (reply instanceof Reply.Members members) {
            header(out, protocol == 3 ? '~' : '*', members.items().size());
            members.items().forEach(item -> write(out, item, protocol));
        } else if (reply instanceof Reply.Decimal decimal) {
            if (protocol == 3) {
                line(out, ',', decimal.text());
            } else {
                header(out, '$', decimal.text().length());
                out.writeCharSequence(decimal.text(), StandardCharsets.US_ASCII);
                out.writeBytes(END);
            }
        } else if (reply instanceof Reply.Twos twos) {
            header(
                    out,
                    '*',
                    protocol == 3 ? twos.pairs().size() : 2L * twos.pairs().size());
            for (Reply.Pair pair : twos.pairs()) {
                if (protocol == 3) {
                    header(out, '*', 2);
                }
                write(out, pair.key(), protocol);
                write(out, pair.value(), protocol);
            }
        } else if (reply instanceof Reply.Pairs pairs) {
            int count = pairs.pairs().size();
            header(out, protocol == 3 ? '%' : '*', protocol == 3 ? count : 2L * count);
            for (Reply.Pair pair : pairs.pairs()) {
                write(out, pair.key(), protocol);
                write(out, pair.value(), protocol);
            }
        }
    }

    private static void line(ByteBuf out, char type, String text) {
        out.writeByte(type).writeBytes(text.getBytes(StandardCharsets.UTF_8)).writeBytes(END);
    }

    private static void header(ByteBuf out, char type, long number) {
        out.writeByte(type);
        if (number >= 0 && number <= 9) {
            out.writeByte('0' + (int) number);
        } else if (number >= 10 && number <= 99) {
            out.writeByte('0' + (int) number / 10).writeByte('0' + (int) number % 10);
        } else {
            out.writeCharSequence(Long.toString(number), StandardCharsets.US_ASCII);
        }
        out.writeBytes(END);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
