package dev.assay.reports.form;

import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;
import dev.assay.reports.summary.Figures;
import dev.assay.reports.summary.RunSummary;
import dev.assay.reports.text.EvidenceText;
import dev.assay.reports.text.VisibleText;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What CI servers read: a suite for each run. Its first case says whether the run came out as
 * expected, so that a control that was caught passes; each checker of a run that should be valid is
 * a case too. Unknown is an error, not a failure: nothing was proven.
 */
final class JunitXml {

    private static final int TEXT_LIMIT = 2000;

    private final StringBuilder xml = new StringBuilder();

    private JunitXml() {}

    static String of(List<Run> runs) {
        JunitXml junit = new JunitXml();
        junit.xml.append(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"assay\">\n");
        runs.forEach(junit::suite);
        junit.xml.append("</testsuites>\n");
        return junit.xml.toString();
    }

    private void suite(Run run) {
        RunSummary summary = run.summary();
        boolean control = summary.expectation() == Expectation.INVALID;
        List<CheckResult> checks = control ? List.of() : run.checks();
        boolean unknown = summary.isJudged() && summary.verdict() == Verdict.Word.UNKNOWN;
        long failures = checks.stream()
                        .filter(check -> check.verdict() instanceof Verdict.Invalid)
                        .count()
                + (summary.asExpected() || unknown ? 0 : 1);
        long errors = checks.stream()
                        .filter(check -> check.verdict() instanceof Verdict.Unknown)
                        .count()
                + (unknown ? 1 : 0);
        xml.append("  <testsuite name=\"").append(text(summary.scenario()));
        xml.append("\" tests=\"").append(checks.size() + 1);
        xml.append("\" failures=\"").append(failures).append("\" errors=\"").append(errors);
        xml.append("\" skipped=\"").append(summary.isJudged() ? 0 : 1);
        xml.append("\" time=\"").append(seconds(summary.time()));
        run.folder()
                .spec()
                .map(RunSpec::startedAt)
                .ifPresent(at -> xml.append("\" timestamp=\"").append(at.toString(), 0, 19));
        xml.append("\">\n");
        properties(run);
        whole(run, control);
        checks.forEach(check -> check(summary, check));
        xml.append("    <system-out>").append(text(figures(run))).append("</system-out>\n");
        xml.append("  </testsuite>\n");
    }

    private void properties(Run run) {
        xml.append("    <properties>\n");
        property("folder", run.folder().name());
        run.folder().spec().ifPresent(spec -> {
            property("seed", String.valueOf(spec.seed()));
            property("replay", spec.replayCommand());
            property("system", spec.system());
            property("durability", spec.durability());
            property("readLevel", spec.readLevel());
            property("machine", spec.machine().os() + ", " + spec.machine().cores() + " cores");
        });
        xml.append("    </properties>\n");
    }

    private void property(String name, String value) {
        xml.append("      <property name=\"").append(name);
        xml.append("\" value=\"").append(text(value)).append("\"/>\n");
    }

    private void whole(Run run, boolean control) {
        RunSummary summary = run.summary();
        open(summary.scenario(), control ? "is caught" : "is valid", summary.time());
        String detail = run.why() + "\n" + run.replayCommand();
        if (!summary.isJudged()) {
            xml.append("      <skipped message=\"a benchmark that nobody verified\"/>\n");
        } else if (summary.verdict() == Verdict.Word.UNKNOWN) {
            trouble("error", "unknown", run.why(), detail);
        } else if (!summary.asExpected()) {
            trouble("failure", control ? "not caught" : "invalid", run.why(), detail);
        }
        xml.append("    </testcase>\n");
    }

    private void check(RunSummary summary, CheckResult check) {
        open(summary.scenario(), check.checker(), check.usedTime());
        if (check.verdict() instanceof Verdict.Invalid invalid) {
            trouble(
                    "failure",
                    "invalid",
                    invalid.evidence().explanation(),
                    EvidenceText.of(check.checker(), invalid.evidence()));
        } else if (check.verdict() instanceof Verdict.Unknown unknown) {
            trouble("error", "unknown", unknown.reason(), unknown.reason());
        }
        xml.append("    </testcase>\n");
    }

    private void open(String scenario, String name, Duration time) {
        xml.append("    <testcase classname=\"assay.").append(text(scenario));
        xml.append("\" name=\"").append(text(name));
        xml.append("\" time=\"").append(seconds(time)).append("\">\n");
    }

    private void trouble(String element, String type, String message, String detail) {
        xml.append("      <").append(element).append(" type=\"").append(type);
        xml.append("\" message=\"").append(text(message)).append("\">");
        xml.append(text(detail)).append("</").append(element).append(">\n");
    }

    private static String figures(Run run) {
        String problems = run.folder()
                .verdict()
                .map(RunVerdict::problems)
                .map(lines -> String.join("\n", lines))
                .orElse("");
        return "%s operations, %s ok, %s fail, %s info, %s faults\n%s"
                .formatted(
                        Figures.count(run.summary().outcomes().total()),
                        Figures.count(run.summary().outcomes().ok()),
                        Figures.count(run.summary().outcomes().fail()),
                        Figures.count(run.summary().outcomes().info()),
                        run.summary().faults(),
                        problems);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }

    /** XML 1.0 has no place for most control characters, not even as references. */
    private static String text(String words) {
        return VisibleText.block(words, TEXT_LIMIT)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
