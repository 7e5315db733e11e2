package dev.assay.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.Needed;
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
        Needed.redisServer();
        String said = compare(
                "--systems redis-everysec,redis-none -t set --time 0.5 --repeats 2 --warmup 0 -c 4");
        assertThat(said).contains("fsync every second", "none (memory)", "valid");
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
            assertThat(verified.bench().orElseThrow().rows())
                    .extracting(BenchRow::verdict)
                    .containsOnly(Verdict.Word.VALID);
            assertThat(verified.problems()).isEmpty();
            assertThat(verified.verdict().orElseThrow().checks().get(0).operationsChecked())
                    .isGreaterThan(200);
        });
    }

    @Test
    void etcd_is_loaded_and_verified_over_its_gateway() throws Exception {
        Needed.redisServer();
        Needed.etcd();
        String said = compare(
                "--systems redis-none,etcd -t set,get,lpush --time 1 --repeats 1 --warmup 0.5 -c 4");
        BenchResult result = RunFolder.read(folder("-compare-[0-9]+")).bench().orElseThrow();
        assertThat(result.rows())
                .filteredOn(row -> row.system().equals("etcd"))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.driver()).isEqualTo("netty");
                    assertThat(row.nodes()).isEqualTo(3);
                    assertThat(row.medianPerSecond()).isGreaterThan(10);
                    assertThat(row.repeats().get(0).errors()).isEmpty();
                    assertThat(row.verdict()).isEqualTo(Verdict.Word.VALID);
                });
        assertThat(result.notes()).containsExactly("etcd has no LPUSH");
    }

    @Test
    void nobody_verifies_when_nobody_is_asked_to() throws Exception {
        Needed.redisServer();
        String said =
                compare("--systems redis-none -t get -n 1000 --repeats 2 --warmup 0 --no-verdict");
        assertThat(said).contains("unverified");
        BenchRow row = RunFolder.read(folder("-compare-[0-9]+"))
                .bench()
                .orElseThrow()
                .rows()
                .get(0);
        assertThat(row.verdict()).isNull();
    }

    /** Runs the command with arguments that have no spaces, and returns what it said. */
    private String compare(String arguments) {
        StringWriter said = new StringWriter();
        int exit = new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute((arguments + " --out " + runs).split(" "));
        assertThat(exit).as(said.toString()).isZero();
        return said.toString();
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
