package dev.assay.chaos.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.chaos.workload.Workloads;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RedTextTest {
    private static final String AGAIN = "./assay chaos --scenario=halves --seed=7";

    @TempDir
    Path runs;

    @Test
    void an_invalid_run_shows_its_failing_history_and_the_command_that_repeats_it()
            throws IOException {
        List<String> lines =
                judged(op(0, "write", "1", "1") + op(10, "read", "null", "null"), List.of());
        assertThat(lines).first().isEqualTo("linearizable-cas-register:");
        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line).contains("returned nothing, but 1 had been acknowledged"));
        assertThat(lines).last().isEqualTo("again: " + AGAIN);
    }

    @Test
    void an_unknown_run_says_why() throws IOException {
        List<String> lines = judged(
                op(0, "write", "1", "1"), List.of("fault 0 (pause): its effect was not seen"));
        assertThat(lines).first().asString().contains("its effect was not seen");
        assertThat(lines).last().isEqualTo("again: " + AGAIN);
    }

    private List<String> judged(String history, List<String> problems) throws IOException {
        RunSpec spec = RunSpec.builder("halves", 7)
                .system("hraftd", "the bundled server")
                .nodes(List.of("n1"))
                .replayCommand(AGAIN)
                .build();
        try (RunFolderWriter run = RunFolderWriter.create(runs, spec)) {
            run.history().flush();
            Files.writeString(run.folder().resolve("history.jsonl"), history);
            run.writeVerdict(Judge.judge(run.folder(), Workloads.REGISTERS, problems));
            return RedText.of(run.folder());
        }
    }

    private static String op(long time, String f, String argument, String result) {
        String line = "{\"time\":%d,\"process\":0,\"type\":\"%s\",\"f\":\"%s\",\"key\":\"r\","
                + "\"value\":%s,\"node\":\"n1\"}%n";
        return line.formatted(time, "invoke", f, argument)
                + line.formatted(time + 5, "ok", f, result);
    }
}
