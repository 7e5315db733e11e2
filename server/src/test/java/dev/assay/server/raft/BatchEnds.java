package dev.assay.server.raft;

import dev.assay.server.data.Outcome;

import java.util.List;

/** Does to a batch what Ratis does, for tests of other packages. */
public final class BatchEnds {

    private BatchEnds() {}

    public static List<byte[]> encoded(Batch batch) {
        return batch.entry().operations().stream().map(Operation::encoded).toList();
    }

    public static void append(Batch batch) {
        batch.appended();
    }

    public static void apply(Batch batch, List<Outcome> outcomes) {
        batch.appended();
        batch.applied(outcomes);
    }
}
