package dev.assay.bench.cli;

import dev.assay.bench.drive.Arrivals;
import dev.assay.bench.drive.Dialect;
import dev.assay.bench.drive.DriverKind;
import dev.assay.bench.drive.Endpoint;
import dev.assay.bench.drive.Greeting;
import dev.assay.bench.drive.LoadPlan;
import dev.assay.bench.generator.Keys;
import dev.assay.bench.generator.Sizes;
import dev.assay.bench.generator.Workload;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;

/** How much, how many at a time, how fast: redis-benchmark's options and ours. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LoadOptions {
    static final long DEFAULT_REQUESTS = 100_000;

    @Option(
            names = "-c",
            paramLabel = "<clients>",
            description = "Number of parallel connections (default 50)")
    int clients = 50;

    @Option(
            names = "-n",
            paramLabel = "<requests>",
            description = "Total number of requests (default 100000)")
    @Nullable
    Long requests;

    @Option(
            names = "-d",
            paramLabel = "<size>",
            description = "Data size of SET/GET value in bytes (default 3)")
    int valueBytes = 3;

    @Option(
            names = "-r",
            paramLabel = "<keyspacelen>",
            description = "Use random keys: __rand_int__ becomes a number of 12 digits from 0 to"
                    + " keyspacelen-1. Without it all commands use the same key.")
    @Nullable
    Long keySpace;

    @Option(
            names = "-k",
            paramLabel = "<boolean>",
            description = "1=keep alive 0=reconnect (default 1)")
    int keepAlive = 1;

    @Option(
            names = "-P",
            paramLabel = "<numreq>",
            description = "Pipeline <numreq> requests. Default 1 (no pipeline).")
    int pipeline = 1;

    @Option(names = "--threads", paramLabel = "<num>", description = "Enable multi-thread mode.")
    int threads;

    @Option(
            names = "--driver",
            paramLabel = "jedis|netty",
            description = "What speaks to the server: jedis (default), or netty for rates that"
                    + " Jedis cannot reach.")
    DriverKind driver = DriverKind.JEDIS;

    @Option(
            names = "--rate",
            paramLabel = "N[:constant|:poisson]",
            description = "Open loop: so many requests a second whatever the server does; latency"
                    + " counts from when a request was meant to start.")
    @Nullable
    String rate;

    @Option(
            names = "--workload",
            paramLabel = "a..f|READS:UPDATES",
            description = "A mix instead of a test: ycsb-a to ycsb-f, or percentages.")
    @Nullable
    String workload;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "Records that a mix finds, stored before it begins (default 1000).")
    long records = 1000;

    @Option(
            names = "--keys",
            paramLabel = "DISTRIBUTION",
            description = "uniform:N, zipfian:N[:CONSTANT], hot:N:PERCENT or sequential:N"
                    + " (default of a mix: zipfian over its records).")
    @Nullable
    String keys;

    @Option(
            names = "--value-size",
            paramLabel = "SIZES",
            description = "Of a mix: BYTES, FROM..TO or BYTES=WEIGHT,BYTES=WEIGHT (default 100).")
    @Nullable
    String valueSize;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "End by time instead of by number.")
    @Nullable
    Double seconds;

    @Option(
            names = "--churn",
            paramLabel = "N",
            description = "Close and open a connection again after so many requests.")
    long churn;

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            description = "How long a request may take (default ${DEFAULT-VALUE}).",
            defaultValue = "5000")
    long timeoutMs;

    /** Options that redis-benchmark does not have, and that ask for more than its output can say. */
    boolean honest() {
        return rate != null || workload != null || seconds != null || churn > 0;
    }

    @Nullable
    Keys keys() {
        if (keys != null) {
            return Keys.parse(keys);
        }
        return keySpace == null || keySpace == 0 ? null : new Keys.Uniform(keySpace);
    }

    @Nullable
    Workload mix() {
        return workload == null ? null : Workload.parse(workload);
    }

    Sizes sizes() {
        return Sizes.parse(
                valueSize != null
                        ? valueSize
                        : workload == null ? Integer.toString(valueBytes) : "100");
    }

    LoadPlan plan(List<Endpoint> endpoints, Greeting greeting, boolean stopAtError) {
        if (requests != null && seconds != null) {
            throw new IllegalArgumentException("-n and --time exclude each other");
        }
        if (keepAlive != 0 && keepAlive != 1) {
            throw new IllegalArgumentException("-k " + keepAlive + ": expected 0 or 1");
        }
        Long count = seconds != null ? null : requests == null ? DEFAULT_REQUESTS : requests;
        return new LoadPlan(
                driver,
                endpoints,
                greeting,
                clients,
                Math.max(1, threads),
                pipeline,
                rate == null ? null : Arrivals.parse(rate),
                count,
                seconds == null ? null : Duration.ofNanos((long) (seconds * 1e9)),
                keepAlive == 0 ? 1 : churn,
                Duration.ofMillis(timeoutMs),
                stopAtError,
                false,
                Dialect.REDIS);
    }
}
