package dev.assay.reports.chart;

import dev.assay.checker.history.EventType;

/** How many operations came out how. */
public record OutcomeCounts(long ok, long fail, long info) {

    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0);

    public OutcomeCounts {
        if (ok < 0 || fail < 0 || info < 0) {
            throw new IllegalArgumentException(
                    "ok " + ok + ", fail " + fail + ", info " + info + ": expected 0 or more each");
        }
    }

    public long total() {
        return ok + fail + info;
    }

    /** One more of an outcome; an invocation is none. */
    public OutcomeCounts plus(EventType outcome) {
        return switch (outcome) {
            case OK -> new OutcomeCounts(ok + 1, fail, info);
            case FAIL -> new OutcomeCounts(ok, fail + 1, info);
            case INFO -> new OutcomeCounts(ok, fail, info + 1);
            case INVOKE -> this;
        };
    }

    public OutcomeCounts plus(OutcomeCounts other) {
        return new OutcomeCounts(ok + other.ok, fail + other.fail, info + other.info);
    }
}
