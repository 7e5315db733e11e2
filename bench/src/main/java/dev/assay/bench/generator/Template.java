package dev.assay.bench.generator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The same command again and again, as redis-benchmark does it: {@code __rand_int__} within a word
 * becomes a number of 12 digits where there is a key space, and stays as it is where there is none.
 */
public final class Template implements CommandSource {
    /** What is replaced; as long as what replaces it. */
    public static final String RANDOM = "__rand_int__";

    private static final byte[] MARK = RANDOM.getBytes(StandardCharsets.US_ASCII);
    private static final int NONE = -1;

    private final List<String> kinds;
    private final byte[][] words;
    private final int[] marks;
    private final Keys.Chooser chooser;
    private final Command fixed;
    private final boolean random;

    private Template(String kind, Command command, Keys.Chooser chooser, boolean hasKeySpace) {
        this.kinds = List.of(kind);
        this.fixed = command;
        this.words = command.words();
        this.marks = new int[words.length];
        this.chooser = chooser;
        boolean marked = false;
        for (int i = 0; i < words.length; i++) {
            marks[i] = indexOf(words[i], 0);
            marked |= marks[i] != NONE;
        }
        this.random = marked && hasKeySpace && !command.inline();
    }

    /** Without a key space: one key. */
    public static Template fixed(String kind, Command command) {
        return new Template(kind, command, () -> 0, false);
    }

    public static Template random(
            String kind, Command command, Keys keys, SplittableRandom random) {
        return new Template(kind, command, keys.chooser(random), true);
    }

    @Override
    public List<String> kinds() {
        return kinds;
    }

    @Override
    public Command next() {
        if (!random) {
            return fixed;
        }
        byte[][] filled = words.clone();
        for (int i = 0; i < filled.length; i++) {
            int at = marks[i];
            if (at != NONE) {
                byte[] word = words[i].clone();
                while (at != NONE) {
                    writeDigits(chooser.next(), word, at);
                    at = indexOf(word, at + MARK.length);
                }
                filled[i] = word;
            }
        }
        return Command.of(0, filled);
    }

    private static int indexOf(byte[] word, int from) {
        for (int at = from; at + MARK.length <= word.length; at++) {
            if (Arrays.equals(word, at, at + MARK.length, MARK, 0, MARK.length)) {
                return at;
            }
        }
        return NONE;
    }

    /** Twelve decimal digits, zeros in front. */
    static void writeDigits(long number, byte[] to, int at) {
        long left = number;
        for (int i = at + MARK.length - 1; i >= at; i--) {
            to[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
