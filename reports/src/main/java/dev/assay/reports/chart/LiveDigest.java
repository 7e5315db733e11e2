package dev.assay.reports.chart;

import dev.assay.reports.run.FileProblem;
import dev.assay.reports.run.HistoryTail;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunVerdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A run that goes on, in figures as of now: each update reads only what was written since the last.
 * Operations that are still open are not counted yet. For one thread.
 */
public final class LiveDigest {

    private RunFolder folder;
    private final HistoryTail tail;
    private final HistoryDigest history;

    /** @param spans receives each completed operation too, for who keeps them all */
    public LiveDigest(RunFolder folder, Consumer<Span> spans) {
        this.folder = folder;
        this.tail = new HistoryTail(folder.path());
        this.history = new HistoryDigest(
                folder.faults(),
                folder.verdict().map(RunVerdict::evidence).orElse(List.of()),
                spans);
    }

    /** Goes on with the same folder, read again: only its history must be the same so far. */
    public void use(RunFolder readAgain) {
        folder = readAgain;
    }

    /**
     * Goes on with the same folder, read again, whose faults or verdict are others now. Reads nothing
     * again.
     *
     * @param again hands over every operation that was handed over so far, in the same order
     */
    public void use(RunFolder readAgain, Consumer<Consumer<Span>> again) {
        folder = readAgain;
        history.use(
                folder.faults(),
                folder.verdict().map(RunVerdict::evidence).orElse(List.of()),
                again);
    }

    /** Reads on, and says whether there was anything. */
    public boolean update() throws IOException {
        return tail.read(history::add);
    }

    /** Says that nothing will come any more: what is still open has an unknown outcome. */
    public void end() {
        history.end();
    }

    public RunDigest digest() {
        List<FileProblem> problems = new ArrayList<>();
        if (tail.damaged() > 0) {
            problems.add(new FileProblem(
                    RunFiles.HISTORY, tail.damaged() + " lines cannot be read and are left out"));
        }
        return RunDigest.of(folder, history, problems);
    }
}
