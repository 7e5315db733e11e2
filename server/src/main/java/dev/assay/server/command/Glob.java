package dev.assay.server.command;

import dev.assay.server.data.Bytes;

import java.util.Locale;

/**
 * Redis' patterns, by bytes: {@code *}, {@code ?}, {@code [abc]}, {@code [^a]}, {@code [a-z]},
 * {@code \x}.
 */
public final class Glob {

    private final byte[] pattern;
    private final boolean all;

    private Glob(byte[] pattern) {
        this.pattern = pattern;
        this.all = pattern.length == 1 && pattern[0] == '*';
    }

    public static Glob of(Bytes pattern) {
        return new Glob(pattern.array());
    }

    /** For names of settings, whose case does not matter. */
    public static boolean matchesIgnoringCase(Bytes pattern, String name) {
        return of(Bytes.of(pattern.text().toLowerCase(Locale.ROOT)))
                .matches(Bytes.of(name.toLowerCase(Locale.ROOT)));
    }

    public boolean matches(Bytes name) {
        return all || matches(name.array());
    }

    /** Goes back only to the last star, so the time is at most the product of the lengths. */
    private boolean matches(byte[] name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int starName = 0;
        while (n < name.length) {
            if (p < pattern.length && pattern[p] == '*') {
                star = p;
                starName = n;
                p++;
                continue;
            }
            int behind = p < pattern.length ? one(p, name[n]) : -1;
            if (behind > 0) {
                p = behind;
                n++;
            } else if (star >= 0) {
                starName++;
                p = star + 1;
                n = starName;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }

    /** Where the pattern goes on behind one byte that matches, or -1. */
    private int one(int p, byte b) {
        switch (pattern[p]) {
            case '?':
                return p + 1;
            case '[':
                return oneOf(p + 1, b);
            case '\\':
                if (p + 1 < pattern.length) {
                    return pattern[p + 1] == b ? p + 2 : -1;
                }
                return b == '\\' ? p + 1 : -1;
            default:
                return pattern[p] == b ? p + 1 : -1;
        }
    }

    private int oneOf(int start, byte b) {
        int p = start;
        boolean not = p < pattern.length && pattern[p] == '^';
        if (not) {
            p++;
        }
        boolean found = false;
        while (p < pattern.length && pattern[p] != ']') {
            if (pattern[p] == '\\' && p + 1 < pattern.length) {
                p++;
                found |= pattern[p] == b;
                p++;
            } else if (p + 2 < pattern.length && pattern[p + 1] == '-') {
                int from = Math.min(pattern[p] & 0xFF, pattern[p + 2] & 0xFF);
                int to = Math.max(pattern[p] & 0xFF, pattern[p + 2] & 0xFF);
                found |= (b & 0xFF) >= from && (b & 0xFF) <= to;
                p += 3;
            } else {
                found |= pattern[p] == b;
                p++;
            }
        }
        // A bracket that is not closed ends with the pattern, as in Redis.
        int behind = Math.min(p + 1, pattern.length);
        return found != not ? behind : -1;
    }
}
