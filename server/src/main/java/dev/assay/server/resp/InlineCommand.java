package dev.assay.server.resp;

import dev.assay.server.data.Bytes;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A command typed as a line. Words are parted by blanks; double quotes know {@code \n \r \t \b \a},
 * {@code \xHH} and {@code \} before any other character, single quotes only {@code \'}.
 */
final class InlineCommand {

    private final byte[] line;
    private int at;

    private InlineCommand(byte[] line) {
        this.line = line;
    }

    /** The words, or null if a quote is not closed, or something follows a closing one. */
    static @Nullable List<Bytes> split(byte[] line) {
        InlineCommand command = new InlineCommand(line);
        List<Bytes> words = new ArrayList<>();
        while (command.skipBlanks()) {
            Bytes word = command.word();
            if (word == null) {
                return null;
            }
            words.add(word);
        }
        return words;
    }

    private boolean skipBlanks() {
        while (at < line.length && isBlank(line[at])) {
            at++;
        }
        return at < line.length;
    }

    private @Nullable Bytes word() {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        while (at < line.length && !isBlank(line[at])) {
            byte b = line[at++];
            if (b == '"' || b == '\'') {
                boolean closed = b == '"' ? doubleQuoted(word) : singleQuoted(word);
                if (!closed || (at < line.length && !isBlank(line[at]))) {
                    return null;
                }
                break;
            }
            word.write(b);
        }
        return Bytes.wrap(word.toByteArray());
    }

    private boolean doubleQuoted(ByteArrayOutputStream word) {
        while (at < line.length) {
            byte b = line[at++];
            if (b == '"') {
                return true;
            }
            if (b == '\\' && at < line.length) {
                word.write(escaped());
            } else {
                word.write(b);
            }
        }
        return false;
    }

    private int escaped() {
        byte b = line[at++];
        if (b == 'x' && at + 1 < line.length) {
            int high = Character.digit(line[at], 16);
            int low = Character.digit(line[at + 1], 16);
            if (high >= 0 && low >= 0) {
                at += 2;
                return high * 16 + low;
            }
        }
        return switch (b) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 7;
            default -> b;
        };
    }

    private boolean singleQuoted(ByteArrayOutputStream word) {
        while (at < line.length) {
            byte b = line[at++];
            if (b == '\'') {
                return true;
            }
            if (b == '\\' && at < line.length && line[at] == '\'') {
                at++;
                word.write('\'');
            } else {
                word.write(b);
            }
        }
        return false;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r') || b == 0;
    }
}
