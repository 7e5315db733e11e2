package dev.assay.checker.invariant;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;

/** A question about a whole history. Without state: one may be asked by several threads. */
public interface Check {

    /** The word for tables and files, with the level or size that it was asked for. */
    String name();

    /**
     * Looks for what must not be. Blocks; asks the limit often, and when it says stop either gives
     * what it found by then or throws {@link dev.assay.checker.engine.Exhausted}.
     *
     * @throws HistoryException with all operations that it cannot work with, by their lines
     */
    Findings find(History history, Limit limit) throws HistoryException;
}
