package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;

import java.util.List;

/**
 * Keys behind their number, as in {@code ZUNION 2 a b}.
 *
 * @param behind place of the word behind the keys
 */
public record Keynum(List<Bytes> keys, int behind) {

    /**
     * Reads the number at a place and the keys behind it.
     *
     * @throws CommandError if it is not above zero, or there are fewer keys
     */
    public static Keynum parse(Argv argv, int place) {
        long number = argv.at(place).asLong().orElse(0);
        if (number <= 0) {
            throw new CommandError("ERR numkeys should be greater than 0");
        }
        return keys(argv, place, number);
    }

    /**
     * The same with the texts of ZUNION and its kin.
     *
     * @param name of the command
     */
    public static Keynum parseInput(Argv argv, int place, String name) {
        long number = argv.number(place);
        if (number <= 0) {
            throw new CommandError("ERR at least 1 input key is needed for '" + name + "' command");
        }
        return keys(argv, place, number);
    }

    private static Keynum keys(Argv argv, int place, long number) {
        int first = place + 1;
        if (number > argv.size() - first) {
            throw new CommandError(Texts.SYNTAX);
        }
        int behind = first + (int) number;
        return new Keynum(argv.from(first).subList(0, (int) number), behind);
    }

    /**
     * Reads {@code [COUNT count]}, all that may be from a place on; 1 if it is not there.
     *
     * @throws CommandError if something else is there
     */
    public static long countOption(Argv argv, int place) {
        if (place == argv.size()) {
            return 1;
        }
        if (!argv.at(place).is("count") || argv.size() != place + 2) {
            throw new CommandError(Texts.SYNTAX);
        }
        long count = argv.at(place + 1).asLong().orElse(0);
        if (count <= 0) {
            throw new CommandError("ERR count should be greater than 0");
        }
        return count;
    }
}
