package dev.assay.bench.client;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a store can be asked: registers, and the operations of {@link Op}. */
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

    /**
     * An operation of a data type.
     *
     * @param size of a value in bytes, where the operation pads it; else 0
     */
    record Call(Op op, String key, @Nullable Object argument, int size) implements Request {

        public Call(Op op, String key, @Nullable Object argument) {
            this(op, key, argument, 0);
        }

        @Override
        public String f() {
            return op.f();
        }
    }

    /** Whether it surely changes nothing. */
    default boolean readOnly() {
        return this instanceof Read || this instanceof Call call && call.op().read();
    }
}
