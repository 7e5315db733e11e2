package dev.assay.chaos.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.chaos.workload.Workloads;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.RunVerdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class JudgeTest {
    @TempDir
    Path folder;

    @Test
    void a_long_enough_history_without_a_flaw_is_valid() throws IOException {
        assertThat(judged(writesAndReads(300), List.of()).word()).isEqualTo(Verdict.Word.VALID);
    }

    @Test
    void a_late_old_value_is_invalid_whatever_else_went_wrong() throws IOException {
        String stale = writesAndReads(300) + op(9_000_000, 0, "read", "null", "1");
        assertThat(judged(stale, List.of()).word()).isEqualTo(Verdict.Word.INVALID);
        assertThat(judged(stale, List.of("a fault had no effect")).word())
                .isEqualTo(Verdict.Word.INVALID);
    }

    @Test
    void a_run_that_proved_nothing_is_unknown() throws IOException {
        RunVerdict short_ = judged(writesAndReads(3), List.of());
        assertThat(short_.word()).isEqualTo(Verdict.Word.UNKNOWN);
        assertThat(short_.why()).contains("6 operations succeeded, expected 200 or more");
        assertThat(judged(writesAndReads(300), List.of("fault 0: its effect was not seen"))
                        .word())
                .isEqualTo(Verdict.Word.UNKNOWN);
    }

    @Test
    void a_history_that_breaks_its_own_rules_is_unknown_and_says_where() throws IOException {
        String twice = line(1, 0, "invoke", "read", "null") + line(2, 0, "invoke", "read", "null");
        RunVerdict verdict = judged(writesAndReads(300) + twice, List.of());
        assertThat(verdict.word()).isEqualTo(Verdict.Word.UNKNOWN);
        assertThat(verdict.why()).contains("breaks its own rules");
    }

    private RunVerdict judged(String history, List<String> problems) throws IOException {
        Files.writeString(folder.resolve("history.jsonl"), history);
        return Judge.judge(folder, Workloads.REGISTERS, problems);
    }

    private static String writesAndReads(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append(op(i * 4_000L, 0, "write", Integer.toString(i), Integer.toString(i)));
            lines.append(op(i * 4_000L + 2_000, 0, "read", "null", Integer.toString(i)));
        }
        return lines.toString();
    }

    private static String op(long time, int process, String f, String argument, String result) {
        return line(time, process, "invoke", f, argument)
                + line(time + 1_000, process, "ok", f, result);
    }

    private static String line(long time, int process, String type, String f, String value) {
        return "{\"time\":" + time + ",\"process\":" + process + ",\"type\":\"" + type
                + "\",\"f\":\"" + f + "\",\"key\":\"x\",\"value\":" + value + "}\n";
    }
}
