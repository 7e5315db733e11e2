package dev.assay.bench.generator;

import org.jspecify.annotations.Nullable;

/**
 * One command of a load, ready to be sent. Not changed after it was made; a source may hand out the
 * same one again, which a driver may then encode once.
 */
public final class Command {
    private final int kind;
    private final byte[][] words;
    private final boolean inline;
    private final @Nullable Command then;

    private Command(int kind, byte[][] words, boolean inline, @Nullable Command then) {
        this.kind = kind;
        this.words = words;
        this.inline = inline;
        this.then = then;
    }

    /** @param kind index of its kind in {@link CommandSource#kinds} */
    public static Command of(int kind, byte[]... words) {
        return new Command(kind, words, false, null);
    }

    /** Sent as a bare line, as by telnet. */
    public static Command inline(int kind, byte[] line) {
        return new Command(kind, new byte[][] {line}, true, null);
    }

    /** This one first, then the other on the same connection: together they count as one request. */
    public Command then(Command next) {
        return new Command(kind, words, inline, next);
    }

    public int kind() {
        return kind;
    }

    /** Not to be changed. */
    public byte[][] words() {
        return words;
    }

    public boolean inline() {
        return inline;
    }

    /** What is sent once this one is answered. */
    public @Nullable Command next() {
        return then;
    }
}
