package dev.assay.bench.client;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a register can be asked. */
public sealed interface Request {
    String key();

    /** The function's name in a history. */
    String f();

    /** The argument in a history: null, a Long, or a list of two. */
    @Nullable
    Object argument();

    record Read(String key) implements Request {
        @Override
        public String f() {
            return "read";
        }

        @Override
        public @Nullable Object argument() {
            return null;
        }
    }

    record Write(String key, long value) implements Request {
        @Override
        public String f() {
            return "write";
        }

        @Override
        public Object argument() {
            return value;
        }
    }

    /** Sets {@code to} if the register holds {@code from}. */
    record Cas(String key, long from, long to) implements Request {
        @Override
        public String f() {
            return "cas";
        }

        @Override
        public Object argument() {
            return List.of(from, to);
        }
    }
}
