package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.cluster.Firewall;
import dev.assay.bench.cluster.HostCommand;
import dev.assay.bench.cluster.Interposer;
import dev.assay.bench.system.SystemCatalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a test needs of the machine. Where an expectation in the environment says that it must be
 * there, as CI does, the test fails without it; elsewhere it is skipped, and says what is missing.
 */
public final class Needed {

    private static final String REDIS = "ASSAY_EXPECT_REDIS";
    private static final String ETCD = "ASSAY_EXPECT_ETCD";
    private static final String FIREWALL = "ASSAY_EXPECT_FIREWALL";
    private static final String INTERPOSERS = "ASSAY_EXPECT_INTERPOSERS";

    private Needed() {}

    public static void redisServer() {
        require(REDIS, missingPrograms("redis-server"));
    }

    /** And a redis-server for it to ask. */
    public static void redisBenchmark() {
        require(REDIS, missingPrograms("redis-server", "redis-benchmark"));
    }

    public static void etcd() {
        require(ETCD, Cluster.missing(SystemCatalog.load("etcd")));
    }

    /** libfaketime and libfiu. */
    public static void interposers() {
        require(
                INTERPOSERS,
                Stream.of(Interposer.values())
                        .map(Interposer::missing)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** iptables in networks of other processes. */
    public static void firewall() {
        require(FIREWALL, Firewall.missing().stream().toList());
    }

    private static List<String> missingPrograms(String... programs) {
        return Stream.of(programs)
                .filter(program -> HostCommand.find(program).isEmpty())
                .map(program -> program + " is not on the PATH")
                .toList();
    }

    private static void require(String expectation, List<String> missing) {
        if (System.getenv(expectation) != null) {
            assertThat(missing).as("%s is set", expectation).isEmpty();
        }
        assumeTrue(missing.isEmpty(), () -> "skipped: " + String.join(", ", missing));
    }
}
