package dev.assay.chaos.runner;

import dev.assay.bench.cluster.DirectConnections;
import dev.assay.chaos.workload.Workload;
import dev.assay.checker.Budget;
import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.RunVerdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a recorded run, from its folder alone. A run that proved nothing is unknown, not valid: too
 * few operations, a fault without an effect, a history that cannot be read.
 */
public final class Judge {
    /** Fewer successful operations than this in a whole run prove nothing. */
    static final long OK_MIN = 200;

    private Judge() {}

    /** @param problems that came up while the run was made */
    public static RunVerdict judge(Path folder, Workload workload, List<String> problems)
            throws IOException {
        List<String> all = new ArrayList<>(problems);
        List<CheckResult> checks = new ArrayList<>();
        try {
            History history = HistoryFiles.read(folder.resolve("history.jsonl"));
            checks.add(workload.check(history, Budget.DEFAULT));
            long ok = history.operations().stream()
                    .filter(operation -> operation.outcome() == EventType.OK)
                    .count();
            if (ok < OK_MIN) {
                all.add(ok + " operations succeeded, expected " + OK_MIN + " or more");
            }
        } catch (HistoryException e) {
            all.add("the history breaks its own rules: " + e.getMessage());
        }
        if (checks.isEmpty()) { // then the problems say more than that nothing was checked
            return new RunVerdict(
                    Verdict.Word.UNKNOWN,
                    String.join("; ", all),
                    checks,
                    assumptions(workload),
                    all);
        }
        return RunVerdict.of(checks, assumptions(workload), all);
    }

    private static List<String> assumptions(Workload workload) {
        List<String> assumptions = new ArrayList<>(workload.assumptions());
        assumptions.addAll(List.of(
                "times are taken before a request is sent and after its reply was read, by one clock",
                "after an unknown outcome a client goes on as a new process on a new connection",
                DirectConnections.visible()
                        ? "no connection between nodes goes past the proxies: looked at in this run"
                        : "no connection between nodes goes past the proxies: not looked at here, since"
                                + " only Linux lets one see them"));
        return assumptions;
    }
}
