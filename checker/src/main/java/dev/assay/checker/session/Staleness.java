package dev.assay.checker.session;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.evidence.AnomalyText;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Check;
import dev.assay.checker.invariant.Findings;
import dev.assay.checker.verdict.Anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** No read is further behind than so many versions, or so much time; the worst are shown. */
public final class Staleness implements Check {

    private final long versionsMax;
    private final long nanosMax;

    /**
     * @param versionsMax newer values that a read may miss
     * @param nanosMax how long the first of them may have been there
     */
    public Staleness(long versionsMax, long nanosMax) {
        this.versionsMax = versionsMax;
        this.nanosMax = nanosMax;
    }

    @Override
    public String name() {
        return "staleness";
    }

    private record Late(Operation read, Registers.Lag lag) {}

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Registers registers = Registers.of(history, name());
        List<Late> late = new ArrayList<>();
        for (Operation read : registers.operations) {
            Exhausted.check(limit);
            Registers.Lag lag = Registers.isRead(read) ? registers.lag(read) : null;
            if (lag != null && (lag.versions() > versionsMax || lag.nanos() > nanosMax)) {
                late.add(new Late(read, lag));
            }
        }
        late.sort(Comparator.comparingLong((Late each) -> -each.lag.nanos()));
        Findings.Collector found = new Findings.Collector();
        for (Late each : late) {
            found.add(Anomaly.of(
                    "stale",
                    AnomalyText.label(each.read) + " by process " + each.read.process()
                            + " in line " + (each.read.index() + 1) + " is "
                            + Registers.text(each.lag) + " behind: "
                            + AnomalyText.label(each.lag.first()) + " had returned",
                    List.of(each.lag.first(), each.read)));
        }
        return found.findings(0);
    }
}
