package dev.assay.server.data;

import java.util.List;
import java.util.Objects;

/**
 * What a command answers, whatever protocol carries it. A reply to a write is made while its log
 * entry is applied, so it must not depend on who asked.
 */
public sealed interface Reply {

    Reply OK = new Status("OK");
    Reply QUEUED = new Status("QUEUED");
    Reply ZERO = new Int(0);
    Reply ONE = new Int(1);

    /** A short text without line breaks, such as OK. */
    record Status(String text) implements Reply {
        public Status {
            Objects.requireNonNull(text, "text");
        }
    }

    /** An error whose first word is its code, such as {@code ERR syntax error}. */
    record Error(String text) implements Reply {
        public Error {
            Objects.requireNonNull(text, "text");
        }
    }

    record Int(long value) implements Reply {}

    record Bulk(Bytes bytes) implements Reply {
        public Bulk {
            Objects.requireNonNull(bytes, "bytes");
        }
    }

    /** No value: RESP2 tells a missing string from a missing array, RESP3 does not. */
    enum Nil implements Reply {
        STRING,
        ARRAY
    }

    record Array(List<Reply> items) implements Reply {
        public Array {
            items = List.copyOf(items);
        }
    }

    /** Pairs in their order; in RESP2 an array of twice the length. */
    record Pairs(List<Pair> pairs) implements Reply {
        public Pairs {
            pairs = List.copyOf(pairs);
        }
    }

    record Pair(Reply key, Reply value) {}

    static Reply bulk(String text) {
        return new Bulk(Bytes.of(text));
    }

    static Reply of(boolean yes) {
        return yes ? ONE : ZERO;
    }
}
