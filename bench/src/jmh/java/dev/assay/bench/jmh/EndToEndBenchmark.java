package dev.assay.bench.jmh;

import dev.assay.bench.cluster.AddressPlan;
import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.ProcessReaper;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import redis.clients.jedis.Jedis;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Jedis for each thread, as programs have it, against the bundled server; {@link BenchmarkMain}
 * runs it with 1, 20, 50 and 100 threads. An error reply throws, so it is no throughput.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class EndToEndBenchmark {

    /** Longer than the server's own deadline, which answers an error. */
    private static final int TIMEOUT_MS = 15_000;

    /** The cluster of a trial. */
    @State(Scope.Benchmark)
    public static class Servers {
        @Param({"hraftd-single", "hraftd-speed"})
        String system;

        final AtomicInteger clients = new AtomicInteger();
        private ProcessReaper reaper;
        private AddressPlan addresses;
        private Cluster cluster;
        private SystemDescription description;

        @Setup
        public void start() throws Exception {
            description = SystemCatalog.load(system);
            Path logs = Files.createTempDirectory("assay-jmh");
            reaper = ProcessReaper.start();
            addresses = AddressPlan.claim(false);
            cluster = new Cluster(description, addresses, reaper, logs);
            cluster.start();
        }

        @TearDown
        public void stop() throws Exception {
            cluster.close();
            addresses.close();
            reaper.close();
        }

        Jedis connect() {
            List<String> nodes = description.clientNodeNames();
            String node = nodes.get(clients.getAndIncrement() % nodes.size());
            InetSocketAddress at = addresses.client(node, description.port(Protocol.REDIS));
            return new Jedis(at.getHostString(), at.getPort(), TIMEOUT_MS);
        }
    }

    /** The connection of a thread. */
    @State(Scope.Thread)
    public static class Client {
        Jedis jedis;

        @Setup
        public void connect(Servers servers) {
            jedis = servers.connect();
            jedis.set("key", "xxx");
        }

        @TearDown
        public void close() {
            jedis.close();
        }
    }

    @Benchmark
    public String set(Client client) {
        return client.jedis.set("key", "xxx");
    }

    @Benchmark
    public String get(Client client) {
        return client.jedis.get("key");
    }
}
