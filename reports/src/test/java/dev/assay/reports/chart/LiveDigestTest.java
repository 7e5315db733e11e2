package dev.assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.sample.SampleRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class LiveDigestTest {

    @TempDir
    Path runs;

    @Test
    void faultsAndAVerdictThatComeLaterChangeNothingButWhatIsAboutThem() throws Exception {
        Path run = SampleRun.of("late", 7)
                .length(Duration.ofSeconds(4))
                .judged(Verdict.Word.INVALID)
                .write(runs);
        RunDigest whole = RunDigest.of(RunFolder.read(run));
        Path aside = Files.createDirectory(runs.resolve("aside"));
        for (String late : List.of(RunFiles.FAULTS, RunFiles.VERDICT)) {
            Files.move(run.resolve(late), aside.resolve(late));
        }
        List<Span> spans = new ArrayList<>();
        LiveDigest live = new LiveDigest(RunFolder.read(run), spans::add);
        live.update();
        assertThat(live.digest().silences()).isEmpty();

        for (String late : List.of(RunFiles.FAULTS, RunFiles.VERDICT)) {
            Files.move(aside.resolve(late), run.resolve(late));
        }
        Files.delete(run.resolve(RunFiles.HISTORY)); // it is not read again
        live.use(RunFolder.read(run), spans::forEach);
        live.end();

        RunDigest digest = live.digest();
        assertThat(digest.silences()).isNotEmpty().isEqualTo(whole.silences());
        assertThat(digest.availability()).isEqualTo(whole.availability());
        assertThat(digest.sample()).isEqualTo(whole.sample());
        assertThat(digest.total()).isEqualTo(whole.total());
        assertThat(digest.outcomes()).isEqualTo(whole.outcomes());
    }
}
