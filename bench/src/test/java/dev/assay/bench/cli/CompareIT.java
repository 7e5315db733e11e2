package dev.assay.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.bench.cluster.Cluster;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.BenchResult;
import dev.assay.reports.run.BenchRow;
import dev.assay.reports.run.RunFolder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Against real redis-servers; skipped where there are none. */
class CompareIT {
    @TempDir
    Path runs;

    @Test
    void rows_carry_ratio_durability_and_the_verdict_of_clients_that_worked_beside_the_load()
            throws Exception {
        if (System.getenv("ASSAY_EXPECT_REDIS") == null) {
            assumeThat(Cluster.missing(SystemCatalog.load("redis-none"))).isEmpty();
        }
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(
                        "--systems",
                        "redis-everysec,redis-none",
                        "-t",
                        "set",
                        "--time",
                        "0.5",
                        "--repeats",
                        "2",
                        "--warmup",
                        "0",
                        "-c",
                        "4",
                        "--out",
                        runs.toString());
        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString()).contains("fsync every second", "none (memory)", "valid");
        BenchResult result = RunFolder.read(folder("-compare-[0-9]+")).bench().orElseThrow();
        assertThat(result.whole()).isTrue();
        assertThat(result.rows())
                .extracting(BenchRow::system)
                .containsExactly("redis-everysec", "redis-none");
        assertThat(result.rows()).allSatisfy(row -> {
            assertThat(row.verdict()).isEqualTo(Verdict.Word.VALID);
            assertThat(row.repeats()).hasSize(2);
            assertThat(row.medianPerSecond()).isPositive();
            RunFolder verified = RunFolder.read(runs.resolve(row.run()));
            assertThat(verified.problems()).isEmpty();
            assertThat(verified.verdict().orElseThrow().checks().get(0).operationsChecked())
                    .isGreaterThan(200);
        });
    }

    private Path folder(String pattern) throws Exception {
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(
                            f -> f.getFileName().toString().matches("[0-9]+-[0-9]+" + pattern))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
