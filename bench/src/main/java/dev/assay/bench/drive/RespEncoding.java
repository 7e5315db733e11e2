package dev.assay.bench.drive;

import dev.assay.bench.generator.Command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A command in RESP. */
final class RespEncoding {
    private RespEncoding() {}

    static byte[] of(Command command) {
        return command.inline() ? command.words()[0] : encode(command.words());
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
