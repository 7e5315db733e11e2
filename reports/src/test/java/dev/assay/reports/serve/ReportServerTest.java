package dev.assay.reports.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.reports.chart.LiveDigest;
import dev.assay.reports.run.RunFiles;
import dev.assay.reports.run.RunFolder;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunNow;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;
import dev.assay.reports.sample.SampleRun;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the server answers, and to whom. */
class ReportServerTest {

    private static final long MILLISECOND = 1_000_000;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path runs;

    private ReportServer server;

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theOverviewLinksToThePagesAndThePagesAreThere() throws Exception {
        SampleRun.of("a", 1).length(Duration.ofSeconds(2)).write(runs);
        start(runs);
        assertThat(get("").body()).contains("./20261123-224501-a-1/report.html");
        assertThat(get("20261123-224501-a-1/report.html").body())
                .contains(
                        "connect-src &#39;self&#39;", "data-served=\"yes\"", "data-running=\"no\"");
    }

    @Test
    void aRunFolderIsServedToo() throws Exception {
        start(SampleRun.of("a", 1).length(Duration.ofSeconds(2)).write(runs));
        assertThat(get("20261123-224501-a-1/state.json").body()).contains("\"running\":false");
    }

    @Test
    void operationsAreAskedForByTimeAndByWhatTheyAre() throws Exception {
        start(SampleRun.of("a", 1).length(Duration.ofSeconds(12)).write(runs));
        JsonNode all = operations("");
        assertThat(all.path("total").asInt())
                .isGreaterThan(1000)
                .isEqualTo(all.path("lane").size());
        JsonNode second = operations("?from=5&to=6");
        assertThat(second.path("lane").size()).isBetween(50, all.path("lane").size() / 5);
        JsonNode key = operations("?key=k1&outcomes=ok");
        assertThat(key.path("kinds")).isNotEmpty().allSatisfy(kind -> {
            assertThat(kind.path("key").asString()).isEqualTo("k1");
            assertThat(kind.path("outcome").asInt()).isZero();
        });
        assertThat(operations("?text=timeout").path("kinds"))
                .isNotEmpty()
                .allSatisfy(kind ->
                        assertThat(kind.path("error").asString()).containsIgnoringCase("timeout"));
        assertThat(operations("?process=3").path("lanes").size()).isEqualTo(1);
    }

    @Test
    void aRunThatGoesOnIsFollowed() throws Exception {
        RunSpec spec =
                RunSpec.builder("live", 1).duration(Duration.ofSeconds(10)).build();
        try (RunFolderWriter run = RunFolderWriter.create(runs, spec)) {
            start(runs);
            String name = run.folder().getFileName().toString();
            assertThat(get("").body()).contains("Running now", name);
            run.doing("starting 3 nodes of hraftd");
            assertThat(state(name).path("sentence").asString())
                    .isEqualTo("The run begins: starting 3 nodes of hraftd");

            write(run, 0, 100);
            assertThat(state(name).path("tiles").path("ok").asString()).isEqualTo("100");
            write(run, 100, 50);
            JsonNode state = state(name);
            assertThat(state.path("running").asBoolean()).isTrue();
            assertThat(state.path("tiles").path("ok").asString()).isEqualTo("150");
            assertThat(state.path("charts").path("end").asDouble()).isBetween(1.49, 1.51);
            assertThat(operations("/" + name, "").path("total").asInt()).isEqualTo(150);

            run.writeVerdict(RunVerdict.of(List.of(), List.of(), List.of()));
            assertThat(state(name).path("running").asBoolean()).isFalse();
            assertThat(get("").body()).doesNotContain("Running now");
        }
    }

    @Test
    void theOverviewTellsHowRunsGoOn() throws Exception {
        RunSpec spec =
                RunSpec.builder("live", 1).duration(Duration.ofSeconds(10)).build();
        try (RunFolderWriter run = RunFolderWriter.create(runs, spec)) {
            start(runs);
            String name = run.folder().getFileName().toString();
            run.doing("load of 9 clients");
            write(run, 0, 300);
            JsonNode overview = overview();
            JsonNode row = overview.path("running").path(0);
            assertThat(row.path("link").asString()).isEqualTo("./" + name + "/report.html");
            assertThat(row.path("doing").asString()).isEqualTo("load of 9 clients");
            assertThat(row.path("time").asString()).isEqualTo("3.00 s of 10.0 s");
            assertThat(row.path("share").asDouble()).isBetween(0.29, 0.31);
            assertThat(row.path("ok").asString()).isEqualTo("300");
            assertThat(row.path("rate").asString()).isEqualTo("100 /s");

            run.faultGoesOn(
                    new RunNow.Fault("kill-leader", 2_000_000_000, List.of("n2"), "process gone"));
            write(run, 300, 100);
            row = overview().path("running").path(0);
            assertThat(row.path("doing").asString())
                    .isEqualTo("fault kill-leader on n2 for 2.00 s (process gone)");
            assertThat(row.path("ok").asString()).isEqualTo("400");
            assertThat(state(name).path("sentence").asString())
                    .isEqualTo("4.00 s of 10.0 s: " + row.path("doing").asString());
            assertThat(state(name)
                            .path("charts")
                            .path("bands")
                            .path(0)
                            .path("name")
                            .asString())
                    .isEqualTo("kill-leader");

            write(run, 400, 700);
            assertThat(overview().path("running").path(0).path("time").asString())
                    .isEqualTo("11.0 s, 10.0 s planned");
            assertThat(state(name).path("tiles").path("ok").asString()).isEqualTo("1,100");
            // When a fault is over, nothing is read again.
            Path history = run.folder().resolve(RunFiles.HISTORY);
            Files.move(history, runs.resolve("aside"));
            run.addFault(SampleRun.of("x", 1).faults().get(0));
            assertThat(state(name).path("tiles").path("ok").asString()).isEqualTo("1,100");
            assertThat(state(name).path("tiles").path("faults").asString()).isEqualTo("1");
            Files.move(runs.resolve("aside"), history);
            assertThat(overview().path("running").path(0).path("doing").asString())
                    .isEqualTo("load of 9 clients");

            assertThat(get("").body())
                    .contains("data-runs=\"" + overview.path("runs").asString());
            run.writeVerdict(RunVerdict.of(List.of(), List.of(), List.of()));
            assertThat(overview().path("running").isEmpty()).isTrue();
            assertThat(overview().path("runs")).isNotEqualTo(overview.path("runs"));
        }
    }

    @Test
    void aRunWhoseProcessEndedIsNotRunning() throws Exception {
        Path folder;
        try (RunFolderWriter run =
                RunFolderWriter.create(runs, RunSpec.builder("killed", 1).build())) {
            folder = run.folder();
            run.faultGoesOn(new RunNow.Fault("kill-any", 0, List.of("n1"), null));
            write(run, 0, 3);
        }
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path now = folder.resolve(RunFiles.NOW);
        Files.writeString(
                now,
                "{\"pid\":" + ended.pid() + ",\"processStartedMillis\":1,\"doing\":\"load\","
                        + "\"fault\":{\"name\":\"kill-any\",\"startNanos\":0,\"targets\":[]}}");
        start(runs);
        String name = folder.getFileName().toString();
        // Its process may be in another container, and it wrote a moment ago.
        assertThat(overview().path("running").size()).isEqualTo(1);
        FileTime longAgo = FileTime.from(Instant.now().minusSeconds(40));
        Files.setLastModifiedTime(now, longAgo);
        Files.setLastModifiedTime(folder.resolve(RunFiles.HISTORY), longAgo);
        assertThat(overview().path("running").isEmpty()).isTrue();
        assertThat(get(name + "/report.html").body())
                .contains("data-running=\"no\"", "It ended during the fault kill-any.");
    }

    @Test
    void ofManyRunsAtOnceSomeAreOnlyLinks() throws Exception {
        List<RunFolderWriter> open = new ArrayList<>();
        try {
            for (int i = 0; i < 18; i++) {
                RunFolderWriter run =
                        RunFolderWriter.create(runs, RunSpec.builder("many", i).build());
                open.add(run);
                write(run, 0, 5);
            }
            start(runs);
            JsonNode running = overview().path("running");
            assertThat(running.size()).isEqualTo(18);
            assertThat(running.path(15).path("ok").asString()).isEqualTo("5");
            assertThat(running.path(16).path("doing").asString()).isEqualTo("not followed here");
            open.get(0).close();
            overview();
            assertThat(overview().path("running").path(15).path("ok").asString())
                    .isEqualTo("5");
        } finally {
            for (RunFolderWriter run : open) {
                run.close();
            }
        }
    }

    @Test
    void aLineThatIsHalfWrittenWaits() throws Exception {
        Path folder;
        try (RunFolderWriter run =
                RunFolderWriter.create(runs, RunSpec.builder("live", 1).build())) {
            folder = run.folder();
            write(run, 0, 3);
            start(runs);
            String name = folder.getFileName().toString();
            assertThat(state(name).path("tiles").path("ok").asString()).isEqualTo("3");
        }
        Path history = folder.resolve("history.jsonl");
        String more = "{\"time\":100000000,\"process\":1,\"type\":\"invoke\",\"f\":\"read\"}\n"
                + "{\"time\":110000000,\"process\":1,\"type\":\"ok\",\"f\":\"read\"}\n";
        append(history, more.substring(0, more.length() - 10));
        String name = folder.getFileName().toString();
        assertThat(state(name).path("tiles").path("ok").asString()).isEqualTo("3");
        append(history, more.substring(more.length() - 10));
        assertThat(state(name).path("tiles").path("ok").asString()).isEqualTo("4");
    }

    @Test
    void onlyThisMachineIsAnswered() throws Exception {
        SampleRun.of("a", 1).length(Duration.ofSeconds(1)).write(runs);
        start(runs);
        assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("20261123");
        assertThat(raw("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + server.address().getPort()
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
    }

    @Test
    void nothingOutsideOfTheRunsIsRead() throws Exception {
        SampleRun.of("a", 1).length(Duration.ofSeconds(1)).write(runs.resolve("runs"));
        start(runs.resolve("runs"));
        for (String path : List.of(
                "../",
                "..%2f",
                "%2e%2e/report.html",
                "20261123-224501-a-1/run.json",
                "etc/passwd",
                "20261123-224501-a-1/../../x",
                "x/report.html")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aQuestionThatMakesNoSenseIsRefused() throws Exception {
        start(SampleRun.of("a", 1).length(Duration.ofSeconds(1)).write(runs));
        HttpResponse<String> answer = get("20261123-224501-a-1/operations.json?from=soon");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("time 'soon': expected seconds");
        assertThatThrownBy(() -> OperationQuery.parse("x".repeat(5_000)))
                .hasMessageContaining("expected at most");
    }

    @Test
    void aHistoryBeyondTheLimitIsCountedAndNotHeld() throws Exception {
        WholeHistory history = new WholeHistory(10);
        try (RunFolderWriter run =
                RunFolderWriter.create(runs, RunSpec.builder("x", 1).build())) {
            write(run, 0, 50);
            new LiveDigest(RunFolder.read(run.folder()), history::add).update();
        }
        assertThat(history.total()).isEqualTo(50);
        assertThat(history.find(OperationQuery.ALL, List.of()).operations()).hasSize(10);
    }

    private void start(Path folder) throws Exception {
        server = ReportServer.start(folder, 0);
    }

    private static void append(Path file, String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private static void write(RunFolderWriter run, int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            long at = i * 10 * MILLISECOND;
            run.history().append(event(at, EventType.INVOKE));
            run.history().append(event(at + 9 * MILLISECOND, EventType.OK));
        }
        run.history().flush();
    }

    private static Event event(long nanos, EventType type) {
        return new Event(nanos, 1, type, "read", "k", null, "n1", null);
    }

    private JsonNode state(String run) throws Exception {
        return JsonMapper.shared().readTree(get(run + "/state.json").body());
    }

    private JsonNode overview() throws Exception {
        return JsonMapper.shared().readTree(get("state.json").body());
    }

    private JsonNode operations(String query) throws Exception {
        return operations("/20261123-224501-a-1", query);
    }

    private JsonNode operations(String run, String query) throws Exception {
        return JsonMapper.shared()
                .readTree(get(run.substring(1) + "/operations.json" + query).body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
