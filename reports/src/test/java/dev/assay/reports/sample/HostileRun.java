package dev.assay.reports.sample;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.DeadEnd;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run in which every text tries to leave its place on the page. */
public final class HostileRun {

    /** Sets an attribute on the page's root, if it ever runs. */
    public static final String SCRIPT =
            "</script></style></title><script>document.documentElement.dataset.pwned='yes'</script>";

    /** Would set it from an attribute. */
    public static final String ATTRIBUTE =
            "\"'><img src=x onerror=\"document.documentElement.dataset.pwned='yes'\">";

    /** Nothing of it may reach the page as it is. */
    public static final String CONTROLS = "\u0000\u0007\u001b[31m\u202e\u2028\ud800-end";

    private static final String ALL = SCRIPT + ATTRIBUTE + CONTROLS + "<!--";

    private HostileRun() {}

    /** Makes the run folder. */
    public static Path write(Path runs) throws IOException {
        RunSpec spec = RunSpec.builder("hostile", -1)
                .option(ALL, ALL)
                .system(ALL, ALL)
                .nodes(List.of(ALL))
                .durability(ALL)
                .readLevel(ALL)
                .proxy(ALL)
                .gitRevision(ALL)
                .startedAt(Instant.EPOCH)
                .replayCommand(ALL)
                .build();
        try (RunFolderWriter run = RunFolderWriter.create(runs, spec)) {
            long t = 0;
            for (String text : List.of(ALL, "x".repeat(1_000_000))) {
                for (EventType type : List.of(EventType.OK, EventType.FAIL, EventType.INFO)) {
                    long process = t;
                    run.history()
                            .append(new Event(
                                    t++, process, EventType.INVOKE, text, text, text, text, null));
                    run.history()
                            .append(new Event(t++, process, type, text, text, text, text, text));
                }
            }
            run.addFault(new FaultRecord(
                    ALL, 0, t, List.of(ALL, ALL), Map.of(ALL, ALL), ALL, 1, false, ALL));
            String log = ALL + "\n" + "y".repeat(100_000) + "\n";
            Files.write(run.nodeLog("n1"), log.getBytes(StandardCharsets.UTF_8));
            run.writeNodeStatus("n1", ALL);
            run.writeVerdict(verdict());
            return run.folder();
        }
    }

    private static RunVerdict verdict() {
        String megabyte = "v".repeat(1_000_000);
        Operation long1 = operation(0, 0, 5, megabyte);
        Operation offending = operation(1, 2, Operation.NEVER, ALL);
        Counterexample evidence = new Counterexample(
                ALL,
                offending,
                List.of(long1, offending),
                List.of(long1),
                List.of(new DeadEnd(List.of(long1), ALL, List.of(offending))),
                ALL);
        return RunVerdict.of(
                List.of(
                        check(new Verdict.Invalid(evidence)),
                        check(new Verdict.Unknown(ALL)),
                        check(new Verdict.Unknown(megabyte))),
                List.of(ALL),
                List.of(ALL));
    }

    private static Operation operation(long index, long from, long to, String text) {
        return new Operation(
                index,
                index,
                text,
                text,
                text,
                text,
                from,
                to,
                to == Operation.NEVER ? EventType.INFO : EventType.OK,
                text,
                text);
    }

    private static CheckResult check(Verdict verdict) {
        return new CheckResult(ALL, verdict, 1, 1, Duration.ZERO, Duration.ZERO, 0, 0);
    }
}
