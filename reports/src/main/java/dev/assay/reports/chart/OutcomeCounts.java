package dev.assay.reports.chart;

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
}
