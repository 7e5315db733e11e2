package dev.assay.checker.evidence;

import dev.assay.checker.engine.Limit;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * What a part of a history must not lack. If the writer of a value is left out, a read of that value
 * fails for no other reason than that, and the part says nothing about the whole. A part is
 * <em>complete</em> if it has, for each of its operations, all that may explain its result; leaving
 * the others out of a legal order of the whole then leaves a legal order of the part, so that a
 * complete part that fails proves that the whole does.
 *
 * <p>A cause may be missing where it cannot have been the last word before the operation that it
 * would explain: because it came after it, or because a third one, in the part, came between them
 * in real time and overwrote it.
 */
final class Causes<A> {

    private final List<Operation> operations;
    private final List<A> actions = new ArrayList<>();
    private final Model<?, A> model;
    private final Limit limit;
    private final BitSet mutators = new BitSet();
    private final BitSet overwriters = new BitSet();

    Causes(List<Operation> telling, Model<?, A> model, Limit limit) {
        this.operations = telling;
        this.model = model;
        this.limit = limit;
        for (int i = 0; i < telling.size(); i++) {
            A action = Objects.requireNonNull(model.action(telling.get(i)), "telling");
            actions.add(action);
            mutators.set(i, !model.readOnly(action));
            overwriters.set(
                    i, model.overwrites(action) && telling.get(i).outcome() != EventType.INFO);
        }
    }

    /** Adds what is missing, until nothing is; false if the limit was reached before. */
    boolean complete(BitSet kept) {
        BitSet unseen = (BitSet) kept.clone();
        while (!unseen.isEmpty()) {
            BitSet missing = new BitSet();
            for (int effect = unseen.nextSetBit(0);
                    effect >= 0;
                    effect = unseen.nextSetBit(effect + 1)) {
                if (limit.exhausted()) {
                    return false;
                }
                missing.or(missing(effect, kept));
            }
            missing.andNot(kept);
            kept.or(missing);
            unseen = missing;
        }
        return true;
    }

    /** Whether nothing is missing. */
    boolean isComplete(BitSet kept) {
        return kept.stream()
                .allMatch(effect -> !limit.exhausted() && missing(effect, kept).isEmpty());
    }

    private BitSet missing(int effect, BitSet kept) {
        BitSet missing = new BitSet();
        Operation seen = operations.get(effect);
        for (int cause = mutators.nextSetBit(0);
                cause >= 0 && operations.get(cause).invokeNanos() <= seen.returnNanos();
                cause = mutators.nextSetBit(cause + 1)) {
            if (!kept.get(cause)
                    && model.explains(actions.get(cause), actions.get(effect))
                    && !overwritten(operations.get(cause), seen, kept)) {
                missing.set(cause);
            }
        }
        return missing;
    }

    private boolean overwritten(Operation cause, Operation effect, BitSet kept) {
        for (int i = overwriters.nextSetBit(0);
                i >= 0 && operations.get(i).invokeNanos() < effect.invokeNanos();
                i = overwriters.nextSetBit(i + 1)) {
            Operation between = operations.get(i);
            if (kept.get(i)
                    && cause.returnNanos() < between.invokeNanos()
                    && between.returnNanos() < effect.invokeNanos()) {
                return true;
            }
        }
        return false;
    }
}
