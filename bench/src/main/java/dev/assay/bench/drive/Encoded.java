package dev.assay.bench.drive;

import dev.assay.bench.generator.Command;

import org.jspecify.annotations.Nullable;

/** A command as bytes for one server; the last one is kept, since it often comes again. */
final class Encoded {
    private final Dialect dialect;
    private final String host;
    private @Nullable Command last;
    private byte[] bytes = {};

    Encoded(Dialect dialect, String host) {
        this.dialect = dialect;
        this.host = host;
    }

    byte[] of(Command command) {
        if (command != last) {
            bytes = dialect.encode(command, host);
            last = command;
        }
        return bytes;
    }
}
