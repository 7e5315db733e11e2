package dev.assay.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict.Word;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Porcupine's corpus: histories of etcd and of a key-value store with the verdicts of Porcupine's
 * own test suite. It is read from the folder {@code shared/corpora} beside the checkout, or from
 * {@code -Dassay.corpora}; where it is absent the tests are skipped, but not in CI.
 */
class CorpusTest {

    /** Porcupine needs up to 0.3 s for one; ten times that is a hang. */
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(3), 256L << 20);

    private static final Set<Integer> ETCD_VALID = Set.of(
            2, 5, 7, 18, 25, 31, 38, 45, 48, 49, 51, 53, 56, 67, 75, 76, 80, 87, 92, 98, 100, 101,
            102);

    /** The cluster failed to start: an empty file. */
    private static final int ETCD_EMPTY = 95;

    static IntStream etcdLogs() {
        return IntStream.rangeClosed(0, 102);
    }

    @ParameterizedTest(name = "etcd {0}")
    @MethodSource("etcdLogs")
    void decidesEtcdLogs(int number) throws IOException, HistoryException {
        Path file = corpus().resolve(String.format(Locale.ROOT, "etcd/etcd_%03d.log", number));
        Word expected = ETCD_VALID.contains(number) ? Word.VALID : Word.INVALID;

        CheckResult result =
                Linearizability.check(HistoryFiles.read(file), Models.of("cas-register"), BUDGET);

        assertThat(result.verdict().word())
                .as("%s", result)
                .isEqualTo(number == ETCD_EMPTY ? Word.UNKNOWN : expected);
    }

    @ParameterizedTest
    @CsvSource({
        "c01-ok, 58, VALID",
        "c01-bad, 38, INVALID",
        "c10-ok, 337, VALID",
        "c10-bad, 405, INVALID",
        "c50-ok, 1712, VALID",
        "c50-bad, 2024, INVALID"
    })
    void decidesKvHistories(String name, int operations, Word expected)
            throws IOException, HistoryException {
        History history = HistoryFiles.read(corpus().resolve("kv/" + name + ".txt"));

        CheckResult result = Linearizability.check(history, Models.of("string-append"), BUDGET);

        assertThat(history.size()).isEqualTo(operations);
        assertThat(result.verdict().word()).as("%s", result).isEqualTo(expected);
    }

    private static Path corpus() {
        Path found = find();
        boolean present = found != null && Files.isDirectory(found);
        if (!present && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no corpora in shared/corpora beside the checkout"
                    + " (or in -Dassay.corpora): CI must check them");
        }
        Assumptions.assumeTrue(
                present,
                "skipped: no corpora in shared/corpora beside the checkout, nor in"
                        + " -Dassay.corpora");
        return found.resolve("porcupine");
    }

    private static Path find() {
        String given = System.getProperty("assay.corpora");
        if (given != null) {
            return Path.of(given);
        }
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path corpora = folder.resolve("shared/corpora");
            if (Files.isDirectory(corpora)) {
                return corpora;
            }
        }
        return null;
    }
}
