package dev.assay.server.command;

import dev.assay.server.data.Bytes;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a command's keys stand, as COMMAND says it.
 *
 * @param first place of the first key, 0 if there is none
 * @param last place of the last; negative counts from the end
 * @param step from one key to the next
 * @param counted place of the number of keys that stand behind it, 0 if there is none
 */
public record KeyPositions(int first, int last, int step, int counted) {

    public static final KeyPositions NONE = new KeyPositions(0, 0, 0, 0);
    public static final KeyPositions FIRST = of(1, 1, 1);
    public static final KeyPositions ALL = of(1, -1, 1);
    public static final KeyPositions EVERY_SECOND = of(1, -1, 2);

    /** As in {@code ZUNION 2 a b}. */
    public static final KeyPositions COUNTED = new KeyPositions(0, 0, 0, 1);

    /** As in {@code ZUNIONSTORE to 2 a b}. */
    public static final KeyPositions FIRST_AND_COUNTED = new KeyPositions(1, 1, 1, 2);

    public static KeyPositions of(int first, int last, int step) {
        return new KeyPositions(first, last, step, 0);
    }

    /** Whether there is one key, always at the same place. */
    boolean isOne() {
        return first > 0 && first == last && counted == 0;
    }

    /** The keys of a command; what is no number of keys counts as none. */
    public List<Bytes> keysOf(Argv argv) {
        List<Bytes> keys = new ArrayList<>();
        int end = last < 0 ? argv.size() + last : last;
        for (int place = first; first > 0 && place <= end && place < argv.size(); place += step) {
            keys.add(argv.at(place));
        }
        if (counted > 0 && counted < argv.size()) {
            long number = argv.at(counted).asLong().orElse(0);
            for (int place = counted + 1;
                    place <= counted + number && place < argv.size();
                    place++) {
                keys.add(argv.at(place));
            }
        }
        return keys;
    }
}
