package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * What was acknowledged, by one writer for each node. A writer sets keys that nobody else sets and
 * counts on a counter of its own, so that every lost write, every write applied twice and every
 * step back can be told.
 */
final class Ledger {

    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(50);

    private final List<String> keys = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();

    private final class Writer {
        final ServerProcess node;
        final Thread thread;
        volatile long attempted;
        volatile long counted;
        volatile String problem = "";

        Writer(ServerProcess node) {
            this.node = node;
            this.thread = new Thread(this::run, "writer-" + node.name);
        }

        String counter() {
            return "counter-" + node.name;
        }

        private void run() {
            long number = 0;
            while (!stop.get() && problem.isEmpty()) {
                try (Jedis jedis = WithNodes.connect(node)) {
                    while (!stop.get()) {
                        number++;
                        String key = "k-" + node.name + "-" + number;
                        jedis.set(key, key);
                        acknowledge(key);
                        attempted++;
                        long count = jedis.incr(counter());
                        if (count <= counted) {
                            problem =
                                    counter() + " was " + counted + ", then INCR answered " + count;
                            return;
                        }
                        if (count > attempted) {
                            problem = counter() + " is " + count + " after " + attempted
                                    + " increments";
                            return;
                        }
                        counted = count;
                    }
                } catch (JedisException ended) {
                    // The node was killed, or says that it cannot: nothing was acknowledged.
                    LockSupport.parkNanos(RECONNECT_PAUSE.toNanos());
                }
            }
        }
    }

    void writeTo(ServerProcess node) {
        Writer writer = new Writer(node);
        writers.add(writer);
        writer.thread.start();
    }

    private synchronized void acknowledge(String key) {
        keys.add(key);
    }

    synchronized int acknowledged() {
        return keys.size();
    }

    private synchronized List<String> newest(int count) {
        return List.copyOf(keys.subList(Math.max(0, keys.size() - count), keys.size()));
    }

    void stop() {
        stop.set(true);
        for (Writer writer : writers) {
            try {
                writer.thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The node has the keys that were acknowledged last, and the counters as far as they were. */
    void verifyNewest(ServerProcess node, int count) {
        verifyCounters(node);
        assertThat(missing(node, newest(count)))
                .as("acknowledged, but missing on %s", node.name)
                .isEmpty();
    }

    /** The node has everything, and no counter is beyond what was attempted. */
    void verifyAll(ServerProcess node) {
        assertThat(missingOn(node))
                .as("acknowledged, but missing on %s", node.name)
                .isEmpty();
        verifyCounters(node);
    }

    List<String> missingOn(ServerProcess node) {
        return missing(node, newest(Integer.MAX_VALUE));
    }

    private void verifyCounters(ServerProcess node) {
        for (Writer writer : writers) {
            long atLeast = writer.counted;
            long found;
            try (Jedis jedis = WithNodes.connect(node)) {
                String text = jedis.get(writer.counter());
                found = text == null ? 0 : Long.parseLong(text);
            }
            assertThat(writer.problem).isEmpty();
            assertThat(found)
                    .as("%s on %s", writer.counter(), node.name)
                    .isBetween(atLeast, writer.attempted);
        }
    }

    private static List<String> missing(ServerProcess node, List<String> expected) {
        List<String> missing = new ArrayList<>();
        try (Jedis jedis = WithNodes.connect(node)) {
            for (int from = 0; from < expected.size(); from += 1_000) {
                List<String> some = expected.subList(from, Math.min(expected.size(), from + 1_000));
                List<String> values = jedis.mget(some.toArray(String[]::new));
                for (int i = 0; i < some.size(); i++) {
                    if (!some.get(i).equals(values.get(i))) {
                        missing.add(some.get(i));
                    }
                }
            }
        }
        return missing;
    }
}
