package dev.assay.server.command;

import dev.assay.server.data.CommandError;
import dev.assay.server.store.Chance;

import java.util.SortedSet;
import java.util.TreeSet;

/** What HRANDFIELD, SRANDMEMBER and ZRANDMEMBER share. */
public final class RandomPick {

    /** Beyond so many picks, all of a hash or a sorted set is read once, and picked from. */
    public static final int ONE_BY_ONE_MAX = 8;

    /** No reply of so many elements that it would hold everything else up. */
    private static final long COUNT_MAX = 1024 * 1024;

    private RandomPick() {}

    /**
     * A count as these commands take it: so many different ones, or if below zero, so many picks.
     *
     * @throws CommandError if it is no number, or more than can be answered
     */
    public static long count(Argv argv, int place) {
        long count = argv.number(place);
        if (count < -COUNT_MAX) {
            throw new CommandError("ERR value is out of range");
        }
        return count;
    }

    /** So many different numbers below a size, ascending; all of them if there are no more. */
    public static SortedSet<Long> places(Chance chance, long count, long size) {
        SortedSet<Long> places = new TreeSet<>();
        boolean most = count > size / 2;
        long wanted = most ? Math.max(size - count, 0) : count;
        while (places.size() < wanted) {
            places.add(chance.below(size));
        }
        if (!most) {
            return places;
        }
        SortedSet<Long> others = new TreeSet<>();
        for (long place = 0; place < size; place++) {
            if (!places.contains(place)) {
                others.add(place);
            }
        }
        return others;
    }
}
