package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;

import org.jspecify.annotations.Nullable;

/**
 * When a key shall end, as a command says it: in so many units from the entry's time on, or at a
 * time. Which time that is, is known only when the entry is applied.
 */
public final class Deadline {

    private static final long MILLIS_PER_SECOND = 1_000;

    private final long millis;
    private final boolean absolute;
    private final String command;

    private Deadline(long millis, boolean absolute, String command) {
        this.millis = millis;
        this.absolute = absolute;
        this.command = command;
    }

    /**
     * @param command named in errors
     * @throws CommandError if the amount does not fit into 64 bits of milliseconds
     */
    public static Deadline of(long amount, boolean seconds, boolean absolute, String command) {
        if (!seconds) {
            return new Deadline(amount, absolute, command);
        }
        try {
            return new Deadline(Math.multiplyExact(amount, MILLIS_PER_SECOND), absolute, command);
        } catch (ArithmeticException beyond64Bits) {
            throw new CommandError(Texts.invalidExpire(command));
        }
    }

    /**
     * Reads {@code EX | PX | EXAT | PXAT} with its number at a place, or gives null if none is
     * there.
     *
     * @throws CommandError if the number is none, or not above zero
     */
    public static @Nullable Deadline option(Argv argv, int place, String command) {
        Bytes word = argv.at(place);
        boolean seconds = word.is("ex") || word.is("exat");
        boolean absolute = word.is("exat") || word.is("pxat");
        if (!seconds && !absolute && !word.is("px")) {
            return null;
        }
        argv.after(place);
        return positive(argv.number(place + 1), seconds, absolute, command);
    }

    /**
     * The same as {@link #of} for what must be above zero.
     *
     * @throws CommandError also if it is not
     */
    public static Deadline positive(
            long amount, boolean seconds, boolean absolute, String command) {
        if (amount <= 0) {
            throw new CommandError(Texts.invalidExpire(command));
        }
        return of(amount, seconds, absolute, command);
    }

    /**
     * In milliseconds since 1970; never 0, which means that a key stays.
     *
     * @throws CommandError if it is beyond 64 bits
     */
    public long at(long nowMillis) {
        if (absolute) {
            return millis == 0 ? -1 : millis;
        }
        try {
            long at = Math.addExact(nowMillis, millis);
            return at == 0 ? -1 : at;
        } catch (ArithmeticException beyond64Bits) {
            throw new CommandError(Texts.invalidExpire(command));
        }
    }
}
