package dev.assay.checker.cli;

import dev.assay.checker.DisagreementException;
import dev.assay.checker.evidence.CounterexampleText;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** What is printed of each file, a line or a JSON object; each tells the exit code that it stands for. */
final class Answers {

    private final PrintWriter out;
    private final boolean json;

    Answers(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    int of(Path file, CheckResult result) {
        out.print(json ? ResultJson.of(file.toString(), result) + "\n" : text(file, result));
        return switch (result.verdict().word()) {
            case VALID -> CheckCommand.VALID;
            case INVALID -> CheckCommand.INVALID;
            case UNKNOWN -> CheckCommand.UNKNOWN;
        };
    }

    int unreadable(Path file, Exception e) {
        without(
                "unreadable",
                file,
                e instanceof HistoryException ? String.valueOf(e.getMessage()) : e.toString());
        return CheckCommand.UNREADABLE;
    }

    /** A verdict would be a lie; what shows the defect is kept. */
    int disagreement(Path file, DisagreementException e) {
        String reason = String.valueOf(e.getMessage());
        try {
            reason += "; the history is in " + Exports.writeDisagreement(file, e.history());
        } catch (IOException unwritable) {
            reason += "; the history cannot be written: " + unwritable;
        }
        without("disagreement", file, reason);
        return CheckCommand.DISAGREEMENT;
    }

    private void without(String word, Path file, String reason) {
        out.print(
                json
                        ? ResultJson.without(word, file.toString(), reason) + "\n"
                        : word + "  " + file + "  " + reason + "\n");
    }

    private static String text(Path file, CheckResult result) {
        String word = result.verdict().word().name().toLowerCase(Locale.ROOT);
        String line = String.format(
                Locale.ROOT,
                "%-10s  %s  %d operations  %s  %.3f s%n",
                word,
                file,
                result.operations(),
                result.checker(),
                result.usedTime().toNanos() / 1e9);
        if (result.verdict() instanceof Verdict.Invalid invalid) {
            return line + CounterexampleText.of(invalid.evidence()).indent(2);
        }
        return result.verdict() instanceof Verdict.Unknown unknown
                ? line + "  " + unknown.reason() + "\n"
                : line;
    }
}
