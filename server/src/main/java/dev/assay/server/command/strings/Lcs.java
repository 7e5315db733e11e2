package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code LCS key1 key2 [LEN | IDX [MINMATCHLEN length] [WITHMATCHLEN]]}: the longest common
 * subsequence of two strings.
 */
public final class Lcs {

    public static final CommandSpec SPEC = CommandSpec.read(
                    "lcs",
                    -3,
                    "string",
                    "Returns the longest common subsequence of two strings.",
                    Lcs::parse)
            .keyed(KeyPositions.of(1, 2, 1));

    /** The table that is filled has the product of both lengths; this many are 64 MiB. */
    private static final long CELLS_MAX = 16 * 1024 * 1024;

    private record Options(boolean length, boolean places, boolean matchLengths, long matchMin) {}

    /** Equal parts: inclusive from and to in both strings. */
    private record Match(int fromA, int toA, int fromB, int toB) {
        int length() {
            return toA - fromA + 1;
        }
    }

    private Lcs() {}

    private static Command.ReadMany parse(Argv argv) {
        Bytes first = argv.at(1);
        Bytes second = argv.at(2);
        Options options = options(argv);
        return keys -> execute(string(keys.get(first)), string(keys.get(second)), options);
    }

    private static Options options(Argv argv) {
        boolean length = false;
        boolean places = false;
        boolean matchLengths = false;
        long matchMin = 0;
        for (int place = 3; place < argv.size(); place++) {
            Bytes word = argv.at(place);
            if (word.is("len")) {
                length = true;
            } else if (word.is("idx")) {
                places = true;
            } else if (word.is("withmatchlen")) {
                matchLengths = true;
            } else if (word.is("minmatchlen")) {
                argv.after(place);
                place++;
                matchMin = argv.number(place);
            } else {
                throw new CommandError(Texts.SYNTAX);
            }
        }
        if (length && places) {
            throw new CommandError(
                    "ERR If you want both the length and indexes, please just use" + " IDX.");
        }
        return new Options(length, places, matchLengths, matchMin);
    }

    private static byte[] string(@Nullable Value value) {
        if (value != null && value.type() != Value.Type.STRING) {
            throw new CommandError("ERR The specified keys must contain string values");
        }
        return StringValues.orEmpty(value).array();
    }

    private static Reply execute(byte[] a, byte[] b, Options options) {
        if ((a.length + 1L) * (b.length + 1L) > CELLS_MAX) {
            throw new CommandError("ERR Insufficient memory, transient memory for LCS exceeds "
                    + CELLS_MAX * Integer.BYTES + " bytes");
        }
        int[][] lengths = lengths(a, b);
        int length = lengths[a.length][b.length];
        if (options.length()) {
            return Reply.of(length);
        }
        byte[] common = new byte[length];
        List<Match> matches = new ArrayList<>();
        walk(a, b, lengths, common, matches);
        return options.places()
                ? places(matches, length, options)
                : new Reply.Bulk(Bytes.wrap(common));
    }

    /** How long the longest is for each two beginnings. */
    private static int[][] lengths(byte[] a, byte[] b) {
        int[][] lengths = new int[a.length + 1][b.length + 1];
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                lengths[i][j] = a[i - 1] == b[j - 1]
                        ? lengths[i - 1][j - 1] + 1
                        : Math.max(lengths[i - 1][j], lengths[i][j - 1]);
            }
        }
        return lengths;
    }

    /** Goes back from the end, and gathers what is common, and the runs in which it lies. */
    private static void walk(
            byte[] a, byte[] b, int[][] lengths, byte[] common, List<Match> matches) {
        int i = a.length;
        int j = b.length;
        int left = common.length;
        Match run = null;
        while (i > 0 && j > 0) {
            if (a[i - 1] == b[j - 1]) {
                left--;
                common[left] = a[i - 1];
                boolean goesOn = run != null && run.fromA() == i && run.fromB() == j;
                if (run != null && !goesOn) {
                    matches.add(run);
                }
                run = run != null && goesOn
                        ? new Match(i - 1, run.toA(), j - 1, run.toB())
                        : new Match(i - 1, i - 1, j - 1, j - 1);
                i--;
                j--;
            } else if (lengths[i - 1][j] > lengths[i][j - 1]) {
                i--;
            } else {
                j--;
            }
        }
        if (run != null) {
            matches.add(run);
        }
    }

    private static Reply places(List<Match> matches, int length, Options options) {
        List<Reply> found = new ArrayList<>();
        for (Match match : matches) {
            if (match.length() >= options.matchMin()) {
                List<Reply> parts = new ArrayList<>();
                parts.add(range(match.fromA(), match.toA()));
                parts.add(range(match.fromB(), match.toB()));
                if (options.matchLengths()) {
                    parts.add(Reply.of(match.length()));
                }
                found.add(new Reply.Array(parts));
            }
        }
        return new Reply.Pairs(List.of(
                new Reply.Pair(Reply.bulk("matches"), new Reply.Array(found)),
                new Reply.Pair(Reply.bulk("len"), Reply.of(length))));
    }

    private static Reply range(int from, int to) {
        return new Reply.Array(List.of(Reply.of(from), Reply.of(to)));
    }
}
