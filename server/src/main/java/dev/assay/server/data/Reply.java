package dev.assay.server.data;

import org.jspecify.annotations.Nullable;

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

    /** Members in no order; in RESP2 an array. */
    record Members(List<Reply> items) implements Reply {
        public Members {
            items = List.copyOf(items);
        }
    }

    /** Twos in their order; in RESP3 an array of arrays, in RESP2 one array of twice the length. */
    record Twos(List<Pair> pairs) implements Reply {
        public Twos {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * A number with a fraction; in RESP2 a string.
     *
     * @param text as it is written
     */
    record Decimal(String text) implements Reply {
        public Decimal {
            Objects.requireNonNull(text, "text");
        }
    }

    record Pair(Reply key, Reply value) {}

    static Reply bulk(String text) {
        return new Bulk(Bytes.of(text));
    }

    static Reply bulk(@Nullable Bytes bytes) {
        return bytes == null ? Nil.STRING : new Bulk(bytes);
    }

    static Reply of(long number) {
        return number == 0 ? ZERO : number == 1 ? ONE : new Int(number);
    }

    static Reply of(boolean yes) {
        return yes ? ONE : ZERO;
    }
}
