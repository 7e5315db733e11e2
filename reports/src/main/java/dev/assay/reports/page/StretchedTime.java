package dev.assay.reports.page;

import dev.assay.checker.history.Operation;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where on a drawing each begin and end of some operations lies: in the order of time, and so far
 * apart that each operation has room for its label.
 */
final class StretchedTime {

    /** Between two ends that follow each other, so that their order can be seen. */
    private static final int SMALLEST_GAP = 16;

    /** Shared out by real distance on top of that, so that a long wait looks longer. */
    private static final int STRETCH = 560;

    /** Room beyond the last end for operations that have none. */
    static final int OPEN_END = 46;

    private final SortedMap<Long, Integer> places;

    private StretchedTime(SortedMap<Long, Integer> places) {
        this.places = places;
    }

    /** Places the ends of operations, of which there is at least one, from {@code left} on. */
    static StretchedTime of(List<Operation> operations, int left) {
        SortedSet<Long> times = new TreeSet<>();
        for (Operation operation : operations) {
            times.add(operation.invokeNanos());
            if (operation.returnNanos() != Operation.NEVER) {
                times.add(operation.returnNanos());
            }
        }
        double span = Math.max(1, times.last() - times.first());
        SortedMap<Long, Integer> places = new TreeMap<>();
        long previous = times.first();
        int x = left - SMALLEST_GAP;
        for (long time : times) {
            x += SMALLEST_GAP + (int) (STRETCH * ((time - previous) / span));
            x = Math.max(x, roomFor(operations, time, places));
            places.put(time, x);
            previous = time;
        }
        long last = times.last();
        places.put(last, Math.max(x, roomFor(operations, Operation.NEVER, places) - OPEN_END));
        return new StretchedTime(places);
    }

    /** The least place of an end that gives those who end there room for their labels. */
    private static int roomFor(
            List<Operation> operations, long end, SortedMap<Long, Integer> places) {
        int least = 0;
        for (Operation operation : operations) {
            Integer begin = places.get(operation.invokeNanos());
            if (operation.returnNanos() == end && begin != null) {
                least = Math.max(least, begin + HistoryDrawing.labelWidth(operation));
            }
        }
        return least;
    }

    int begin(Operation operation) {
        return placeOf(operation.invokeNanos());
    }

    int end(Operation operation) {
        return operation.returnNanos() == Operation.NEVER
                ? right() + OPEN_END
                : placeOf(operation.returnNanos());
    }

    private int placeOf(long time) {
        Integer place = places.get(time);
        if (place == null) {
            throw new IllegalArgumentException(
                    "time " + time + " ns: expected one of " + places.keySet());
        }
        return place;
    }

    /** The time of the first begin, in nanoseconds. */
    long first() {
        return places.firstKey();
    }

    /** The place of the last end. */
    int right() {
        return placeOf(places.lastKey());
    }

    /** Times and their places, in order. */
    Iterable<Map.Entry<Long, Integer>> entries() {
        return places.entrySet();
    }
}
