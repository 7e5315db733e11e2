package dev.assay.bench.drive;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Finds where replies end, in RESP2 and RESP3, without decoding what they hold. Bytes may be cut
 * anywhere. Only the text of a top-level error is kept. Used by one thread.
 */
final class ReplyScanner {
    /** Longest line; a simple string or an error is not longer. */
    static final int LINE_MAX = 64 * 1024;
    /** Deeper nesting is no reply of any server. */
    static final int DEPTH_MAX = 32;

    private final StringBuilder line = new StringBuilder();
    private final long[] left = new long[DEPTH_MAX];
    private int depth;
    private long skip;
    private boolean inLine;
    private boolean pushed;
    private @Nullable String error;

    /** What came is not RESP. */
    static final class BadReply extends Exception {
        private static final long serialVersionUID = 1;

        BadReply(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** Text of the error, when the reply that ended last was one. */
    @Nullable
    String error() {
        return error;
    }

    /** Consumes bytes up to the end of one reply; false when more are needed. Pushes do not count. */
    boolean next(ByteBuf bytes) throws BadReply {
        while (bytes.isReadable()) {
            if (skip > 0) {
                int some = (int) Math.min(skip, bytes.readableBytes());
                bytes.skipBytes(some);
                skip -= some;
                if (skip == 0 && ended()) {
                    return true;
                }
            } else if (readLine(bytes) && header()) {
                return true;
            }
        }
        return false;
    }

    private boolean readLine(ByteBuf bytes) throws BadReply {
        int end = bytes.bytesBefore((byte) '\n');
        int length = end < 0 ? bytes.readableBytes() : end;
        if (line.length() + length > LINE_MAX) {
            throw new BadReply("a line of more than " + LINE_MAX + " bytes");
        }
        if (!inLine) {
            line.setLength(0);
        }
        for (int i = 0; i < length; i++) {
            line.append((char) (bytes.readByte() & 0xff));
        }
        inLine = end < 0;
        if (!inLine) {
            bytes.skipBytes(1);
        }
        return !inLine;
    }

    /** Whether the line ends a whole reply. */
    private boolean header() throws BadReply {
        int last = line.length() - 1;
        if (last < 1 || line.charAt(last) != '\r') {
            throw new BadReply("a line that does not end in CR LF: '" + line + "'");
        }
        if (depth == 0) {
            error = null;
            pushed = false;
        }
        char type = line.charAt(0);
        switch (type) {
            case '+', ':', ',', '#', '(', '_' -> {
                return ended();
            }
            case '-' -> {
                if (depth == 0) {
                    byte[] latin = line.substring(1, last).getBytes(StandardCharsets.ISO_8859_1);
                    error = new String(latin, StandardCharsets.UTF_8);
                }
                return ended();
            }
            case '$', '=', '!' -> {
                long length = number(last);
                if (type == '!' && depth == 0) {
                    error = "blob error";
                }
                if (length < 0) {
                    return ended();
                }
                skip = length + 2;
                return false;
            }
            case '*', '~', '>' -> {
                if (type == '>' && depth == 0) {
                    pushed = true;
                }
                return aggregate(number(last));
            }
            case '%' -> {
                return aggregate(2 * number(last));
            }
            case '|' -> throw new BadReply("attributes are not asked for");
            default -> throw new BadReply("a reply that begins with '" + type + "'");
        }
    }

    private long number(int end) throws BadReply {
        try {
            return Long.parseLong(line, 1, end, 10);
        } catch (NumberFormatException e) {
            throw new BadReply("not a length: '" + line + "'");
        }
    }

    private boolean aggregate(long elements) throws BadReply {
        if (elements <= 0) {
            return ended();
        }
        if (depth == DEPTH_MAX) {
            throw new BadReply("nested more than " + DEPTH_MAX + " deep");
        }
        left[depth++] = elements;
        return false;
    }

    /** An element ended: whether the outermost one did, and is a reply. */
    private boolean ended() {
        while (depth > 0 && --left[depth - 1] == 0) {
            depth--;
        }
        return depth == 0 && !pushed;
    }
}
