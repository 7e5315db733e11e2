package dev.assay.bench.drive;

import dev.assay.bench.generator.Command;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A command as bytes of RESP; the last one is kept, since it often comes again. */
final class Encoded {
    private @Nullable Command last;
    private byte[] bytes = {};

    byte[] of(Command command) {
        if (command != last) {
            bytes = command.inline() ? command.words()[0] : encode(command.words());
            last = command;
        }
        return bytes;
    }

    private static byte[] encode(byte[][] words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        header(out, '*', words.length);
        for (byte[] word : words) {
            header(out, '$', word.length);
            out.writeBytes(word);
            out.write('\r');
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static void header(ByteArrayOutputStream out, char type, int number) {
        out.write(type);
        out.writeBytes(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
        out.write('\r');
        out.write('\n');
    }
}
