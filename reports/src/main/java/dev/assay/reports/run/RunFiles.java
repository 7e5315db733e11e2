package dev.assay.reports.run;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The names in a run folder: the contract between those who write one and those who read it. */
public final class RunFiles {

    public static final String RUN = "run.json";
    public static final String HISTORY = "history.jsonl";
    public static final String FAULTS = "faults.jsonl";
    public static final String LEADERS = "leaders.jsonl";
    public static final String LATENCY = "latency.hlog";
    public static final String VERDICT = "verdict.json";
    public static final String BENCH = "bench.json";
    public static final String NODES = "nodes";

    /** There only while the run goes on. */
    public static final String NOW = "now.json";

    public static final String PAGE = "report.html";

    /** Other forms of the page, on request. */
    public static final String MARKDOWN = "report.md";

    public static final String JUNIT = "junit.xml";
    public static final String FIGURES = "report.json";
    public static final String PROMETHEUS = "report.prom";
    public static final String CHARTS = "charts";

    /** In the folder above: the overview of its runs. */
    public static final String INDEX = "index.html";

    static final String LOG_SUFFIX = ".log";
    static final String STATUS_SUFFIX = ".status.json";

    private RunFiles() {}

    /** A node may be called {@code 127.0.0.1:6389}, or something that would leave the folder. */
    static String fileNameOf(String node) {
        return URLEncoder.encode(node, StandardCharsets.UTF_8);
    }

    static String nodeOf(String fileName, String suffix) {
        String stem = fileName.substring(0, fileName.length() - suffix.length());
        return URLDecoder.decode(stem, StandardCharsets.UTF_8);
    }
}
