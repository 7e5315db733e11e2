package dev.assay.checker.txn;

import java.util.Objects;

/** What a cycle is to be made of. */
final class Cycle {

    private Cycle() {}

    /** How often and where it may have edges of the kind {@link Graph#RW}. */
    enum Rule {
        /** Any edges. */
        ANY,
        /** One of them is rw. */
        ONE_RW,
        /** No rw comes right after another. */
        NO_TWO_RW
    }

    /** Edges of some kinds, by a rule. */
    record Shape(int kinds, Rule rule) {
        Shape {
            Objects.requireNonNull(rule, "rule");
        }
    }
}
