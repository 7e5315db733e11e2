package dev.assay.bench.drive;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A load: on what, by what, how much, for how long.
 *
 * @param endpoints connections are spread over them in turn
 * @param connections how many are open at a time
 * @param threads that serve them
 * @param pipeline how many requests a connection may have on their way
 * @param arrivals of an open loop; null in a closed one, where each connection sends when it has been
 *     answered
 * @param requests after so many the load ends; null when time ends it
 * @param time after so long the load ends; null when the count ends it. One of both is there
 * @param requestsPerConnection after so many a connection is closed and opened again; 0: never
 * @param timeout how long a request, or a connection in the making, may take
 * @param stopAtError the first error ends the load, as with redis-benchmark
 * @param followMoved a cluster's MOVED takes a connection to where it points, and CLUSTERDOWN is
 *     waited out: both are errors that do not end the load
 * @param dialect what the servers understand; Jedis speaks one
 */
public record LoadPlan(
        DriverKind driver,
        List<Endpoint> endpoints,
        Greeting greeting,
        int connections,
        int threads,
        int pipeline,
        @Nullable Arrivals arrivals,
        @Nullable Long requests,
        @Nullable Duration time,
        long requestsPerConnection,
        Duration timeout,
        boolean stopAtError,
        boolean followMoved,
        Dialect dialect) {

    /** More sockets than this need limits of the system raised first. */
    public static final int CONNECTIONS_MAX = 10_000;
    /** redis-benchmark's own limit. */
    public static final int THREADS_MAX = 500;
    /** What a connection keeps in mind; more in flight measures the buffers of the kernel. */
    public static final int PIPELINE_MAX = 10_000;

    public LoadPlan {
        Objects.requireNonNull(driver, "driver");
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("endpoints: none, expected one or more");
        }
        require("clients", connections, CONNECTIONS_MAX);
        require("threads", threads, THREADS_MAX);
        require("pipeline", pipeline, PIPELINE_MAX);
        threads = Math.min(threads, connections);
        if ((requests == null) == (time == null)) {
            throw new IllegalArgumentException(
                    "expected a number of requests or a time, and not both");
        }
        if (requests != null && requests < 1) {
            throw new IllegalArgumentException("requests: " + requests + ", expected 1 or more");
        }
        if (time != null && (time.isNegative() || time.isZero())) {
            throw new IllegalArgumentException("time: " + time + ", expected more than 0");
        }
        if (requestsPerConnection < 0) {
            throw new IllegalArgumentException(
                    "requests per connection: " + requestsPerConnection + ", expected 0 or more");
        }
        if (dialect != Dialect.REDIS && driver != DriverKind.NETTY) {
            throw new IllegalArgumentException(
                    "driver " + driver.word() + ": expected netty for what does not speak Redis");
        }
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("time-out: " + timeout + ", expected 1 ms or more");
        }
    }

    private static void require(String what, int number, int max) {
        if (number < 1 || number > max) {
            throw new IllegalArgumentException(what + ": " + number + ", expected 1 to " + max);
        }
    }

    /** The same load, ended by time. */
    public LoadPlan lasting(Duration duration) {
        return with(driver, arrivals, null, duration, followMoved, dialect);
    }

    /** The same load at a rate. */
    public LoadPlan at(Arrivals other) {
        return with(driver, other, requests, time, followMoved, dialect);
    }

    /** The same load on a cluster whose slots move. */
    public LoadPlan followingMoved() {
        return with(driver, arrivals, requests, time, true, dialect);
    }

    /** The same load in another dialect, by the driver that speaks it. */
    public LoadPlan speaking(Dialect other) {
        DriverKind speaker = other == Dialect.REDIS ? driver : DriverKind.NETTY;
        return with(speaker, arrivals, requests, time, followMoved, other);
    }

    private LoadPlan with(
            DriverKind by,
            @Nullable Arrivals rate,
            @Nullable Long count,
            @Nullable Duration duration,
            boolean follow,
            Dialect language) {
        return new LoadPlan(
                by,
                endpoints,
                greeting,
                connections,
                threads,
                pipeline,
                rate,
                count,
                duration,
                requestsPerConnection,
                timeout,
                stopAtError,
                follow,
                language);
    }
}
