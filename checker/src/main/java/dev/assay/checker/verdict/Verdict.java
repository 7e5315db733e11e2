package dev.assay.checker.verdict;

import java.util.Objects;

/** Three-valued truth. Combining takes the worst: invalid, then unknown, then valid. */
public sealed interface Verdict {

    /** The word in tables and in {@code verdict.json}. */
    Word word();

    /** The three words, the worst last. */
    enum Word {
        VALID,
        UNKNOWN,
        INVALID
    }

    /** The worse of the two; of two equally bad ones, this. */
    default Verdict and(Verdict other) {
        return other.word().compareTo(word()) > 0 ? other : this;
    }

    /** Holds for every operation that was checked. */
    record Valid() implements Verdict {
        @Override
        public Word word() {
            return Word.VALID;
        }
    }

    /** Broken, and here is the proof. */
    record Invalid(Counterexample evidence) implements Verdict {
        public Invalid {
            Objects.requireNonNull(evidence, "evidence");
        }

        @Override
        public Word word() {
            return Word.INVALID;
        }
    }

    /** Not decided: out of time or memory, a crash of the checker, or a run that proved nothing. */
    record Unknown(String reason) implements Verdict {
        public Unknown {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Word word() {
            return Word.UNKNOWN;
        }
    }
}
