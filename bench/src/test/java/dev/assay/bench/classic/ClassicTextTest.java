package dev.assay.bench.classic;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Against what redis-benchmark 7.0.15 printed for latencies like these. */
class ClassicTextTest {
    private static final long NANOS = 1000;

    private final Histogram nanos = new Histogram(3);

    ClassicTextTest() {
        long[][] microsAndCounts = {
            {12, 222}, {20, 777}, {28, 490}, {36, 391}, {44, 31}, {52, 40}, {68, 28}, {76, 3},
            {84, 3}, {100, 3}, {200, 4}, {364, 1}, {404, 2}, {500, 1}, {1580, 1}, {1596, 2},
            {3164, 1},
        };
        for (long[] row : microsAndCounts) {
            nanos.recordValueWithCount(row[0] * NANOS + 500, row[1]);
        }
    }

    @Test
    void the_long_format_is_redis_benchmarks() {
        String text = ClassicText.verbose(
                "PING_MBULK",
                0.022,
                90909.09,
                nanos,
                new ClassicText.Circumstances(
                        5, 3, true, new ServerConfig("", "no"), List.of(), 0));
        assertThat(text).isEqualTo("""
                ====== PING_MBULK ======
                  2000 requests completed in 0.02 seconds
                  5 parallel clients
                  3 bytes payload
                  keep alive: 1
                  host configuration "save": \s
                  host configuration "appendonly": no
                  multi-thread: no

                Latency by percentile distribution:
                0.000% <= 0.015 milliseconds (cumulative count 222)
                50.000% <= 0.031 milliseconds (cumulative count 1489)
                75.000% <= 0.039 milliseconds (cumulative count 1880)
                96.875% <= 0.055 milliseconds (cumulative count 1951)
                98.438% <= 0.071 milliseconds (cumulative count 1979)
                99.219% <= 0.087 milliseconds (cumulative count 1985)
                99.609% <= 0.367 milliseconds (cumulative count 1993)
                99.805% <= 1.583 milliseconds (cumulative count 1997)
                99.902% <= 1.599 milliseconds (cumulative count 1999)
                99.951% <= 3.167 milliseconds (cumulative count 2000)
                100.000% <= 3.167 milliseconds (cumulative count 2000)

                Cumulative distribution of latencies:
                99.400% <= 0.103 milliseconds (cumulative count 1988)
                99.600% <= 0.207 milliseconds (cumulative count 1992)
                99.750% <= 0.407 milliseconds (cumulative count 1995)
                99.800% <= 0.503 milliseconds (cumulative count 1996)
                99.950% <= 1.607 milliseconds (cumulative count 1999)
                100.000% <= 4.103 milliseconds (cumulative count 2000)

                Summary:
                  throughput summary: 90909.09 requests per second
                  latency summary (msec):
                          avg       min       p50       p95       p99       max
                        0.031     0.008     0.031     0.047     0.079     3.167
                """.replace("\"save\":  ", "\"save\": "));
    }

    @Test
    void threads_are_told_only_when_asked_for() {
        String text = ClassicText.verbose(
                "SET",
                1,
                2000,
                nanos,
                new ClassicText.Circumstances(5, 3, false, null, List.of(), 2));
        assertThat(text)
                .contains("  keep alive: 0\n  multi-thread: yes\n  threads: 2\n\nLatency by");
    }

    @Test
    void a_clusters_masters_are_told_before_the_tests_and_in_each() {
        ClusterMaster first = new ClusterMaster("a1", "127.0.0.1", 7001, 0);
        ClusterMaster second = new ClusterMaster("b2", "127.0.0.1", 7002, 8192);
        assertThat(ClassicText.cluster(List.of(first, second))).isEqualTo("""
                Cluster has 2 master nodes:

                Master 0: a1 127.0.0.1:7001
                Master 1: b2 127.0.0.1:7002

                """);
        String text = ClassicText.verbose(
                "SET",
                1,
                2000,
                nanos,
                new ClassicText.Circumstances(
                        5,
                        3,
                        true,
                        null,
                        List.of(
                                Optional.of(new ServerConfig("", "no")),
                                Optional.of(new ServerConfig("60 1", "yes"))),
                        2));
        assertThat(text).contains("""
                  keep alive: 1
                  cluster mode: yes (2 masters)
                  node [0] configuration:
                    save: NONE
                    appendonly: no
                  node [1] configuration:
                    save: 60 1
                    appendonly: yes
                  multi-thread: yes
                """);
    }

    @Test
    void the_short_formats_are_redis_benchmarks() {
        assertThat(ClassicText.quiet("SET", 106951.87, nanos))
                .isEqualTo("SET: 106951.87 requests per second, p50=0.031 msec\n");
        assertThat(ClassicText.csvHeader() + ClassicText.csv("GET", 90909.09, nanos))
                .isEqualTo("\"test\",\"rps\",\"avg_latency_ms\",\"min_latency_ms\","
                        + "\"p50_latency_ms\",\"p95_latency_ms\",\"p99_latency_ms\","
                        + "\"max_latency_ms\"\n"
                        + "\"GET\",\"90909.09\",\"0.031\",\"0.008\",\"0.031\",\"0.047\",\"0.079\","
                        + "\"3.167\"\n");
        assertThat(ClassicText.progress("GET", 36549.8, 145619.0, 0.085, Double.NaN))
                .isEqualTo("GET: rps=36549.8 (overall: 145619.0) avg_msec=0.085 (overall: -nan)");
        assertThat(ClassicText.erase(0)).isEqualTo(" \r");
        assertThat(ClassicText.erase(3)).isEqualTo("   \r");
    }
}
