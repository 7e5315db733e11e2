package dev.assay.bench.client;

/** An operation of a data type, with its function's name in the words of the checker's models. */
public enum Op {
    /** {@code INCRBY}; the argument is what is added, the result the sum. */
    COUNTER_INCR("incr", false),
    /** {@code GET}; 0 where nothing is. */
    COUNTER_READ("read", true),
    /** {@code SADD} of one element. */
    SET_ADD("add", false),
    /** {@code SMEMBERS}. */
    SET_READ("read", true),
    /** {@code RPUSH} of one element. */
    LIST_APPEND("append", false),
    /** {@code LRANGE} of all. */
    LIST_READ("read", true),
    /** {@code RPUSH} of one element. */
    QUEUE_ENQUEUE("enqueue", false),
    /** {@code LPOP}; null from an empty queue. */
    QUEUE_DEQUEUE("dequeue", false),
    /** {@code BLPOP}; null when nothing came in time, for which the queue was empty at some moment. */
    QUEUE_BLOCKING_POP("dequeue", false),
    /** {@code SET} of a number followed by padding; the argument is number and length in bytes. */
    BIG_WRITE("write", false),
    /** {@code GET} of such a value; the result is the number, or what is wrong with the padding. */
    BIG_READ("read", true),
    /** {@code SET} with {@code PX}; the argument is value and time to live in milliseconds. */
    EXPIRING_WRITE("set-px", false),
    /** {@code DEL}: to a register, a write of nothing. */
    DELETE("write", false),
    /**
     * Over HTTP: a {@code POST} of all pairs where each step writes, a {@code GET} where the only one
     * reads. Over Redis: {@code MULTI}, a {@code GET} or {@code SET} for each step, {@code EXEC}.
     */
    TXN("txn", false),
    /** {@code MULTI}, a {@code LRANGE} of all or {@code RPUSH} for each step, {@code EXEC}. */
    LIST_TXN("txn", false),
    /** {@code MGET}; the argument is the keys, the result their values. */
    READ_ALL("read-all", true),
    /** {@code WATCH}, {@code GET} twice, {@code MULTI}, {@code SET} twice, {@code EXEC}. */
    TRANSFER("transfer", false),
    /** {@code GET} on a connection that said {@code READONLY}: may be old, must not go back. */
    STALE_READ("read", true);

    private final String f;
    private final boolean read;

    Op(String f, boolean read) {
        this.f = f;
        this.read = read;
    }

    /** The function's name in a history. */
    public String f() {
        return f;
    }

    /** Whether it surely changes nothing, so that a lost answer means that nothing happened. */
    public boolean read() {
        return read;
    }
}
