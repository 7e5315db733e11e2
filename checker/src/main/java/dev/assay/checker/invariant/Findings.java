package dev.assay.checker.invariant;

import dev.assay.checker.verdict.Anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a check found.
 *
 * @param anomalies the first of each name, whole; none if the history is fine
 * @param counts how many there are of each name
 * @param undecided why nothing can be said where no anomaly was found; empty if all was decided
 * @param usedBytes the most that the check held, by its own account
 */
public record Findings(
        List<Anomaly> anomalies, Map<String, Long> counts, String undecided, long usedBytes) {

    /** Of one name so many are kept whole: the next are seldom different. */
    public static final int KEPT_MAX = 8;

    public Findings {
        anomalies = List.copyOf(anomalies);
        counts = Map.copyOf(counts);
    }

    /** Gathers anomalies as they are met. For one thread. */
    public static final class Collector {
        private final List<Anomaly> kept = new ArrayList<>();
        private final Map<String, Long> counts = new TreeMap<>();

        /** Whether the next of this name would be kept whole, and is worth being put into words. */
        public boolean wants(String name) {
            return counts.getOrDefault(name, 0L) < KEPT_MAX;
        }

        /** Counts one that need not be put into words. */
        public void count(String name) {
            counts.merge(name, 1L, Long::sum);
        }

        /** Takes one. */
        public void add(Anomaly anomaly) {
            if (wants(anomaly.name())) {
                kept.add(anomaly);
            }
            count(anomaly.name());
        }

        /** Whether there was any. */
        public boolean isEmpty() {
            return counts.isEmpty();
        }

        /** All of them. */
        public Findings findings(long usedBytes) {
            return new Findings(kept, counts, "", usedBytes);
        }
    }

    /** Nothing was found, and nothing is proved. */
    public static Findings undecided(String why) {
        return new Findings(List.of(), Map.of(), why, 0);
    }
}
