package dev.assay.checker.engine;

import dev.assay.checker.history.Operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an engine found out about the operations on one object. */
public sealed interface Decision {

    /** The most bytes that the engine held, by its own account. */
    long usedBytes();

    /**
     * There is a legal order.
     *
     * @param order one of them; operations of unknown outcome that are not in it did not happen.
     *     Empty if the engine knows that there is one, but none.
     */
    record Linearizable(List<Operation> order, long usedBytes) implements Decision {}

    /**
     * There is no legal order.
     *
     * @param culprits some of the operations that have no legal order by themselves, whatever else
     *     there is, in the order of their invocations; empty if the engine knows no such few
     */
    record NotLinearizable(List<Operation> culprits, long usedBytes) implements Decision {

        /** Without culprits. */
        public NotLinearizable(long usedBytes) {
            this(List.of(), usedBytes);
        }
    }

    /**
     * Not decided.
     *
     * @param cause why
     * @param detail more for people; empty if there is none
     * @param prefix this many operations, in the order of their completions, have a legal order
     */
    record Undecided(Cause cause, String detail, int prefix, long usedBytes) implements Decision {}

    /**
     * Asked the same, one engine said yes and another no.
     *
     * @param answers by the name of the engine, in the order in which they were asked
     */
    record Disagreement(Map<String, Decision> answers) implements Decision {
        public Disagreement {
            answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        }

        @Override
        public long usedBytes() {
            return answers.values().stream()
                    .mapToLong(Decision::usedBytes)
                    .max()
                    .orElse(0);
        }
    }

    /** Why nothing was decided. */
    enum Cause {
        /** The limit said stop. */
        TIME,
        /** The limit's steps were used up. */
        STEPS,
        /** The limit's bytes were used up. */
        MEMORY,
        /** The model or the engine threw. */
        CRASH,
        /** The engine does not know such objects or histories, or is not there. */
        UNAVAILABLE
    }
}
