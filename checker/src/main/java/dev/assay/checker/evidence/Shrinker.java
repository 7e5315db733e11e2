package dev.assay.checker.evidence;

import dev.assay.checker.engine.Decision;
import dev.assay.checker.engine.Engines;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Leaves out operations while the rest is still not linearizable and still {@linkplain Causes
 * complete} (delta debugging, Zeller and Hildebrandt 2002): large pieces first, then smaller ones,
 * then single operations until none can go. For one thread.
 */
final class Shrinker<A> {

    /** Beyond this many operations a stretch before the failure is tried first. */
    private static final int WHOLE_MAX = 512;

    private static final int STRETCH_MIN = 32;

    private final List<Operation> operations;
    private final Operation offending;
    private final Model<?, A> model;
    private final Causes<A> causes;
    private final Limit limit;

    /** Of operations that end with the completion of {@code offending}, which is never left out. */
    Shrinker(List<Operation> operations, Operation offending, Model<?, A> model, Limit limit) {
        this.operations = Part.telling(operations, model);
        this.offending = offending;
        this.model = model;
        this.causes = new Causes<>(this.operations, model, limit);
        this.limit = limit;
    }

    /** The shortest failing part that was found, in the order of the invocations. */
    List<Operation> shortest() {
        BitSet kept = failingStretch();
        int piece = Math.max(kept.cardinality() / 2, 1);
        while (!limit.exhausted()) {
            BitSet shorter = withoutSomePieces(kept, piece);
            if (piece == 1 && shorter.equals(kept)) {
                break;
            }
            kept = shorter;
            piece = Math.max(piece / 2, 1);
        }
        return list(kept);
    }

    private BitSet failingStretch() {
        int count = operations.size();
        for (int length = STRETCH_MIN; count > WHOLE_MAX && length < count; length *= 4) {
            BitSet stretch = new BitSet(count);
            stretch.set(count - length, count);
            stretch.set(position(offending));
            if (causes.complete(stretch) && stretch.cardinality() < count && fails(stretch)) {
                return stretch;
            }
        }
        BitSet all = new BitSet(count);
        all.set(0, count);
        return all;
    }

    private BitSet withoutSomePieces(BitSet whole, int piece) {
        BitSet kept = whole;
        int[] positions = whole.stream().toArray();
        // The latest first: whoever saw a value goes before the one who wrote it.
        for (int to = positions.length; to > 0 && !limit.exhausted(); to -= piece) {
            BitSet shorter = (BitSet) kept.clone();
            for (int i = Math.max(to - piece, 0); i < to; i++) {
                shorter.clear(positions[i]);
            }
            shorter.set(position(offending));
            if (!causes.complete(shorter)) {
                return kept;
            }
            shorter.and(kept);
            if (shorter.cardinality() < kept.cardinality()
                    && causes.isComplete(shorter)
                    && fails(shorter)) {
                kept = shorter;
            }
        }
        return kept;
    }

    private boolean fails(BitSet kept) {
        return Engines.AUTO.decide(list(kept), model, limit) instanceof Decision.NotLinearizable;
    }

    private List<Operation> list(BitSet kept) {
        List<Operation> list = new ArrayList<>(kept.cardinality());
        kept.stream().forEach(position -> list.add(operations.get(position)));
        return list;
    }

    private int position(Operation operation) {
        for (int i = operations.size() - 1; i >= 0; i--) {
            if (operations.get(i).index() == operation.index()) {
                return i;
            }
        }
        throw new IllegalArgumentException("operation " + operation.index() + " is not among the "
                + operations.size() + " to shrink");
    }
}
