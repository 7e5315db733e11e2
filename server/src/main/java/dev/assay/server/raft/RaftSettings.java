package dev.assay.server.raft;

import java.time.Duration;

/**
 * Times of the election.
 *
 * @param electionMin a follower that hears nothing for this long may stand for election; half of
 *     it is the pace of heartbeats
 * @param electionMax and after this long surely does; also how long a leader leads without hearing
 *     from a majority
 */
public record RaftSettings(Duration electionMin, Duration electionMax) {

    /** New leader well under 2 s after a kill, and quiet with three JVMs on two busy cores. */
    public static final RaftSettings DEFAULT =
            new RaftSettings(Duration.ofMillis(400), Duration.ofMillis(800));

    public RaftSettings {
        if (electionMin.isNegative()
                || electionMin.isZero()
                || electionMax.compareTo(electionMin) <= 0) {
            throw new IllegalArgumentException(
                    "election time-outs must grow: min " + electionMin + ", max " + electionMax);
        }
    }
}
