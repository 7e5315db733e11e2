package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/**
 * What SCAN and its kin are asked: where to go on, and what is wanted.
 *
 * @param type null for any; in lower case
 */
public record ScanOptions(
        long cursor, Glob pattern, long count, @Nullable String type) {

    private static final long HASHES = 1L << 32;
    private static final long COUNT_DEFAULT = 10;
    private static final Glob ALL = Glob.of(Bytes.of("*"));

    /**
     * Reads the cursor at a place and the options behind it.
     *
     * @throws CommandError if they are wrong
     */
    public static ScanOptions parse(Argv argv, int place, boolean typeAllowed) {
        long cursor = cursor(argv.at(place));
        Glob pattern = ALL;
        long count = COUNT_DEFAULT;
        String type = null;
        for (int at = place + 1; at < argv.size(); at += 2) {
            Bytes word = argv.at(at);
            Bytes argument = argv.after(at);
            if (word.is("match")) {
                pattern = Glob.of(argument);
            } else if (word.is("count")) {
                count = argv.number(at + 1);
                if (count < 1) {
                    throw new CommandError(Texts.SYNTAX);
                }
            } else if (word.is("type") && typeAllowed) {
                type = argument.text().toLowerCase(Locale.ROOT);
            } else {
                throw new CommandError(Texts.SYNTAX);
            }
        }
        return new ScanOptions(cursor, pattern, count, type);
    }

    private static long cursor(Bytes bytes) {
        try {
            return Long.parseUnsignedLong(bytes.text());
        } catch (NumberFormatException notANumber) {
            throw new CommandError("ERR invalid cursor");
        }
    }

    public boolean wants(Bytes name) {
        return pattern.matches(name);
    }

    public boolean wants(Bytes name, Value.Type ofType) {
        return (type == null || type.equals(ofType.word())) && wants(name);
    }

    public Reply reply(long nextCursor, List<Reply> found) {
        return new Reply.Array(
                List.of(Reply.bulk(Long.toUnsignedString(nextCursor)), new Reply.Array(found)));
    }

    /** Nothing more comes. */
    public Reply end() {
        return reply(0, List.of());
    }

    /** Whether the cursor is behind all hashes; only a made-up one is. */
    public boolean isPastHashes() {
        return Long.compareUnsigned(cursor, HASHES) >= 0;
    }

    /** Counts what is passed in the order of hashes. */
    public Progress byHash() {
        return new Progress(count);
    }

    /** Stops between two hashes, never among names of the same. */
    public static final class Progress {
        private final long countMax;
        private long passed;
        private int lastHash;
        private boolean stopped;

        private Progress(long countMax) {
            this.countMax = countMax;
        }

        /** Whether the next, of this hash, is still to be looked at. */
        public boolean passes(int hash) {
            if (passed >= countMax && hash != lastHash) {
                stopped = true;
                return false;
            }
            passed++;
            lastHash = hash;
            return true;
        }

        /** Where to go on; 0 for nowhere. */
        public long cursor() {
            return stopped ? Integer.toUnsignedLong(lastHash) + 1 : 0;
        }
    }
}
