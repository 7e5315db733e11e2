package dev.assay.chaos.workload;

import dev.assay.bench.client.Op;
import dev.assay.bench.generator.RegisterMix;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The shipped workloads, by name. */
public final class Workloads {

    /** A few registers, with reads, writes and compare-and-set. */
    public static final Workload REGISTERS = new RegisterWorkload(
            "registers", "five registers: reads, writes, compare-and-set", mix(5, 45, 20));

    /** Few keys and many reads: the next reader of an old value is never far. */
    public static final Workload READERS = new RegisterWorkload(
            "readers", "two registers, mostly read, some compare-and-set", mix(2, 60, 10));

    /**
     * More keys: what was lost at one moment is seen unless the first that is asked of every key
     * afterwards is a write.
     */
    public static final Workload MORE_READERS = new RegisterWorkload(
            "more-readers", "twelve registers, mostly read, some compare-and-set", mix(12, 60, 10));

    /**
     * Writes so rare that a read has nearly always confirmed the last one: Ratis' shortcut is open
     * only while no write has been committed since the last confirmed read.
     */
    public static final Workload RARE_WRITES =
            new RegisterWorkload("rare-writes", "two registers, hardly written", mix(2, 98, 0));

    /** Everybody at one key. */
    public static final Workload HOT_KEY =
            new RegisterWorkload("hot-key", "one register for all clients", mix(1, 40, 40));

    /** So many keys that hardly two clients meet. */
    public static final Workload MANY_KEYS =
            new RegisterWorkload("many-keys", "thousands of registers", mix(4_000, 40, 20));

    public static final Workload LEDGER = new LedgerWorkload(
            "ledger", "a key for each write; no acknowledged one may be missing");

    public static final Workload COUNTER = new TypeWorkload(
            "counter",
            "counters: INCRBY tells the sum",
            "counter",
            Op.COUNTER_INCR,
            Op.COUNTER_READ,
            4,
            50,
            0,
            0);

    public static final Workload SET = new TypeWorkload(
            "set", "sets: SADD, SMEMBERS", "set", Op.SET_ADD, Op.SET_READ, 3, 50, 60, 0);

    public static final Workload APPEND = new TypeWorkload(
            "append",
            "lists: RPUSH, LRANGE of all",
            "append-list",
            Op.LIST_APPEND,
            Op.LIST_READ,
            3,
            50,
            60,
            0);

    public static final Workload QUEUE = new TypeWorkload(
            "queue",
            "queues: RPUSH, LPOP",
            "fifo-queue",
            Op.QUEUE_ENQUEUE,
            Op.QUEUE_DEQUEUE,
            6,
            55,
            0,
            0);

    /** Few keys and more pops than pushes: pops wait, and are served in their order. */
    public static final Workload BLOCKING_QUEUE = new TypeWorkload(
            "blocking-queue",
            "queues: RPUSH, BLPOP",
            "fifo-queue",
            Op.QUEUE_ENQUEUE,
            Op.QUEUE_BLOCKING_POP,
            6,
            45,
            0,
            0);

    public static final Workload BIG_VALUES = new TypeWorkload(
            "big-values",
            "registers of 64 KiB, compared to the last byte",
            "register",
            Op.BIG_WRITE,
            Op.BIG_READ,
            3,
            40,
            0,
            64 << 10);

    public static final Workload TRANSACTIONS = new TransactionWorkload(
            "transactions", "MULTI/EXEC over three registers, strictly serializable", 3);

    public static final Workload BANK = new BankWorkload(
            "bank", "transfers under WATCH; the sum of all accounts never changes", 5, 100);

    public static final Workload SESSION =
            new SessionWorkload("session", "stale reads that must not go back in time", 3);

    /** A quarter of a second to live; whoever leads then has ended it four seconds later. */
    public static final Workload EXPIRY = new ExpiryWorkload(
            "expiry",
            "values that end by themselves, for all readers at one moment",
            Duration.ofMillis(250),
            Duration.ofSeconds(4));

    /** So many keys that what comes back by mistake is read before it is written again. */
    public static final Workload DELETES =
            new DeletesWorkload("deletes", "registers that come and go: SET, DEL, GET", 300);

    public static final Workload POSTS = new PostsWorkload(
            "posts", "HTTP POST of two keys at once, GET of one: no half of it is seen", 2);

    public static final Workload LIST_TRANSACTIONS = new ListTransactionsWorkload(
            "list-transactions",
            "MULTI/EXEC that append to lists and read them, without a cycle of dependencies",
            3);

    private static final List<Workload> ALL = List.of(
            REGISTERS,
            READERS,
            MORE_READERS,
            RARE_WRITES,
            HOT_KEY,
            MANY_KEYS,
            LEDGER,
            COUNTER,
            SET,
            APPEND,
            QUEUE,
            BLOCKING_QUEUE,
            BIG_VALUES,
            TRANSACTIONS,
            BANK,
            SESSION,
            EXPIRY,
            DELETES,
            POSTS,
            LIST_TRANSACTIONS);

    private Workloads() {}

    private static RegisterMix mix(int keys, int readPercent, int casPercent) {
        return new RegisterMix(keys, readPercent, casPercent);
    }

    /** All, registers first. */
    public static List<Workload> all() {
        return ALL;
    }

    /** The workload of a name. */
    public static Optional<Workload> find(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }
}
