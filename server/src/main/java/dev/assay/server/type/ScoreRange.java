package dev.assay.server.type;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;

import java.util.OptionalDouble;

/** Scores from one to another; a bound that is open is not among them. */
public record ScoreRange(double min, boolean minOpen, double max, boolean maxOpen) {

    /**
     * Reads bounds such as {@code 1.5}, {@code (1.5} and {@code +inf}.
     *
     * @throws CommandError if one is no number
     */
    public static ScoreRange parse(Bytes min, Bytes max) {
        boolean minOpen = isOpen(min);
        boolean maxOpen = isOpen(max);
        return new ScoreRange(bound(min, minOpen), minOpen, bound(max, maxOpen), maxOpen);
    }

    private static boolean isOpen(Bytes bound) {
        return bound.length() > 0 && bound.array()[0] == '(';
    }

    private static double bound(Bytes bound, boolean open) {
        OptionalDouble number = Numbers.parseDouble(open ? bound.from(1) : bound);
        return number.orElseThrow(() -> new CommandError("ERR min or max is not a float"));
    }

    boolean isEmpty() {
        return min > max || (min == max && (minOpen || maxOpen));
    }
}
