package dev.assay.reports.chart;

import dev.assay.checker.history.EventType;

/** {@link OutcomeCounts} that are still being counted. */
final class OutcomeTally {

    private long ok;
    private long fail;
    private long info;

    /** One more of an outcome; an invocation is none. */
    void add(EventType outcome) {
        switch (outcome) {
            case OK -> ok++;
            case FAIL -> fail++;
            case INFO -> info++;
            case INVOKE -> {}
        }
    }

    OutcomeTally addAll(OutcomeTally other) {
        ok += other.ok;
        fail += other.fail;
        info += other.info;
        return this;
    }

    OutcomeCounts counts() {
        return new OutcomeCounts(ok, fail, info);
    }
}
