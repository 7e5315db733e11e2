package dev.assay.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.generator.Command;
import dev.assay.bench.generator.CommandSource;
import dev.assay.bench.generator.Template;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a load says of a server that does not behave. */
class LoadRunTest {
    private static final Command SET = Command.of(0, word("SET"), word("k"), word("v"));

    private static byte[] word(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static CommandSource sets(int thread) {
        return Template.fixed("SET", SET);
    }

    private static LoadRun run(LoadPlan plan) {
        return new LoadRun(plan, LoadRunTest::sets, new SplittableRandom(1), LoadListener.NONE);
    }

    private static LoadPlan plan(
            DriverKind driver, ScriptedServer server, int connections, @Nullable Long requests) {
        return new LoadPlan(
                driver,
                List.of(server.endpoint()),
                Greeting.NONE,
                connections,
                2,
                1,
                null,
                requests,
                requests == null ? Duration.ofSeconds(2) : null,
                0,
                Duration.ofSeconds(5),
                false,
                false,
                Dialect.REDIS);
    }

    @ParameterizedTest
    @EnumSource
    void a_stall_is_seen_in_response_time_and_hardly_in_service_time(DriverKind driver)
            throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            LoadPlan plan = plan(driver, server, 2, null).at(new Arrivals(1_000, false));
            CompletableFuture<Void> stall = CompletableFuture.runAsync(() -> {
                while (server.answered.get() < 500) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
                server.stalled(() -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)));
            });
            LoadResult result = run(plan).run();
            stall.join();
            assertThat(result.errors()).isEmpty();
            assertThat(result.ok()).as("none left out").isEqualTo(2_000);
            // Two requests were on their way when the server stopped; half of all were due then.
            assertThat(result.service().getCountBetweenValues(millis(800), millis(5_000)))
                    .isBetween(1L, 4L);
            assertThat(result.service().getValueAtPercentile(90)).isLessThan(millis(300));
            assertThat(result.response().getValueAtPercentile(75)).isGreaterThan(millis(300));
            assertThat(result.response().getMaxValue()).isGreaterThan(millis(900));
        }
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @ParameterizedTest
    @EnumSource
    void errors_are_counted_by_kind_and_are_no_throughput(DriverKind driver) throws Exception {
        try (ScriptedServer server = new ScriptedServer().answering("-CLUSTERDOWN no leader\r\n")) {
            LoadResult result = run(plan(driver, server, 4, 100L)).run();
            assertThat(result.ok()).isZero();
            assertThat(result.perSecond()).isZero();
            assertThat(result.errors()).containsExactly(java.util.Map.entry("CLUSTERDOWN", 100L));
            assertThat(result.firstError()).isEqualTo("CLUSTERDOWN no leader");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_connection_is_an_error_and_is_opened_again(DriverKind driver) throws Exception {
        try (ScriptedServer server = new ScriptedServer().droppingAfter(10)) {
            LoadResult result = run(plan(driver, server, 1, 44L)).run();
            assertThat(result.ok()).isEqualTo(40);
            assertThat(result.errors()).containsExactly(java.util.Map.entry("disconnected", 4L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobody_there_is_an_error_and_the_load_ends(DriverKind driver) throws Exception {
        ScriptedServer gone = new ScriptedServer();
        gone.close();
        LoadResult result = run(plan(driver, gone, 2, 6L)).run();
        assertThat(result.ok()).isZero();
        assertThat(result.errors()).containsExactly(java.util.Map.entry("not-connected", 6L));
    }

    @ParameterizedTest
    @EnumSource
    void a_clusters_moved_is_an_error_that_is_followed_when_asked(DriverKind driver)
            throws Exception {
        try (ScriptedServer now = new ScriptedServer();
                ScriptedServer before = new ScriptedServer()
                        .answering("-MOVED 5 " + now.endpoint().text() + "\r\n")) {
            LoadPlan plan = plan(driver, before, 3, 40L);
            LoadResult followed = run(plan.followingMoved()).run();
            assertThat(followed.errors()).containsExactly(java.util.Map.entry("MOVED", 3L));
            assertThat(followed.ok()).isEqualTo(37);
            assertThat(followed.first()).isNull();
            assertThat(run(plan).run().errors()).containsExactly(java.util.Map.entry("MOVED", 40L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void connections_are_churned(DriverKind driver) throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            LoadPlan plan = plan(driver, server, 2, 60L);
            LoadPlan churning = new LoadPlan(
                    driver,
                    plan.endpoints(),
                    Greeting.NONE,
                    2,
                    1,
                    1,
                    null,
                    60L,
                    null,
                    10,
                    plan.timeout(),
                    false,
                    false,
                    Dialect.REDIS);
            LoadResult result = run(churning).run();
            assertThat(result.ok()).isEqualTo(60);
            assertThat(result.errors()).isEmpty();
            assertThat(server.accepted.get()).isBetween(6, 8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_stopped_load_tells_what_it_has(DriverKind driver) throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            LoadRun run = run(plan(driver, server, 2, 100_000_000L));
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
                while (server.answered.get() < 100) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
                run.stop();
            });
            LoadResult result = run.run();
            stop.join();
            assertThat(result.whole()).isFalse();
            assertThat(result.ok()).isGreaterThan(50);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_request_without_an_answer_times_out(DriverKind driver) throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            LoadPlan plan = new LoadPlan(
                    driver,
                    List.of(server.endpoint()),
                    Greeting.NONE,
                    1,
                    1,
                    4,
                    null,
                    4L,
                    null,
                    0,
                    Duration.ofMillis(200),
                    false,
                    false,
                    Dialect.REDIS);
            server.stalled(() -> {
                try {
                    LoadResult result = run(plan).run();
                    assertThat(result.ok()).isZero();
                    assertThat(result.errors()).containsExactly(java.util.Map.entry("timeout", 4L));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }
}
