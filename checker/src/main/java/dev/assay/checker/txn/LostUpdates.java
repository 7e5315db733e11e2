package dev.assay.checker.txn;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pairs of transactions that read the same version of a key and then both wrote that key. */
final class LostUpdates {

    private LostUpdates() {}

    /** Such a pair. */
    record Pair(int key, int one, int other) {}

    static List<Pair> of(Txns txns, Limit limit) {
        List<Pair> pairs = new ArrayList<>();
        Map<Long, Integer> updaters = new HashMap<>();
        for (int txn = 0; txn < txns.count(); txn++) {
            Exhausted.check(limit, txn);
            if (!txns.isOk(txn)) {
                continue;
            }
            for (int step = txns.firstStep(txn); step < txns.untilStep(txn); step++) {
                if (updates(txns, txn, step)) {
                    int key = txns.stepKey(step);
                    long version = (long) key << Integer.SIZE | txns.cell(step) & 0xFFFF_FFFFL;
                    Integer before = updaters.putIfAbsent(version, txn);
                    if (before != null && before != txn) {
                        pairs.add(new Pair(key, before, txn));
                    }
                }
            }
        }
        return pairs;
    }

    /** Whether it is the first step on its key, a read that is known, and a put to it follows. */
    private static boolean updates(Txns txns, int txn, int step) {
        if (!txns.isRead(step) || txns.cell(step) == Txns.UNKNOWN) {
            return false;
        }
        int key = txns.stepKey(step);
        for (int before = txns.firstStep(txn); before < step; before++) {
            if (txns.stepKey(before) == key) {
                return false;
            }
        }
        for (int after = step + 1; after < txns.untilStep(txn); after++) {
            if (txns.stepKey(after) == key && !txns.isRead(after)) {
                return true;
            }
        }
        return false;
    }
}
