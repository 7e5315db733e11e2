package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One server in a process of its own, made from the jars as a user would. */
final class ServerProcess implements AutoCloseable {

    static final Duration READY_MAX = Duration.ofSeconds(60);

    /** An archive of classes holds for paths as they were when it was made. */
    static final Path JAR = Path.of("target", "hraftd.jar").toAbsolutePath();
    /** See {@link ClassArchive}. */
    static final Path CLASSES = Path.of("target", "hraftd.jsa");

    private static final Path MUTANTS = Path.of("target", "hraftd-tests.jar");

    final String name;
    int httpPort;
    int redisPort;
    private int raftPort;
    final Path directory;
    private final Path log;
    private final List<String> mutant;
    private final List<String> jvmFlags = new ArrayList<>();
    private Process process;

    ServerProcess(Path home, String name) {
        this(home, name, List.of());
    }

    /**
     * @param mutant {@code -mutant NAME} for a known-bad server, else empty
     */
    ServerProcess(Path home, String name, List<String> mutant) {
        this.name = name;
        move();
        directory = home.resolve(name);
        log = home.resolve(name + ".log");
        this.mutant = mutant;
    }

    /** Other ports, from the next start on. */
    void move() {
        List<Integer> ports = Ports.free(3);
        httpPort = ports.get(0);
        redisPort = ports.get(1);
        raftPort = ports.get(2);
    }

    Http http() {
        return new Http(httpPort);
    }

    ServerProcess start(String... more) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("-Xmx256m");
        command.add("-XX:TieredStopAtLevel=1");
        if (Files.exists(CLASSES)) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + CLASSES, "-Xlog:cds*=off"));
        }
        command.addAll(jvmFlags);
        if (mutant.isEmpty()) {
            command.addAll(List.of("-jar", JAR.toString()));
        } else {
            command.addAll(List.of(
                    "-cp",
                    JAR + java.io.File.pathSeparator + MUTANTS,
                    "dev.assay.server.mutant.MutantHraftd"));
            command.addAll(mutant);
        }
        command.addAll(List.of(
                "-id", name,
                "-haddr", ":" + httpPort,
                "-raddr", ":" + raftPort,
                "-redisPort", "" + redisPort));
        command.addAll(List.of(more));
        command.add(directory.toString());
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ServerProcess join(ServerProcess member) {
        return start("-join", ":" + member.httpPort);
    }

    ServerProcess awaitReady() {
        await("ready: " + directory.getFileName())
                .atMost(READY_MAX)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    assertThat(process.isAlive()).as(this::log).isTrue();
                    assertThat(http().get("/readyz").status()).as(this::log).isEqualTo(200);
                });
        return this;
    }

    /** For the JVM, from the next start on. */
    void jvmFlag(String flag) {
        jvmFlags.add(flag);
    }

    /** kill -9 of all by one command, so that none sees another die. */
    static void killAll(List<ServerProcess> nodes) {
        List<String> command = new ArrayList<>(List.of("kill", "-9"));
        nodes.forEach(node -> command.add("" + node.process.pid()));
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        nodes.forEach(ServerProcess::awaitExit);
    }

    /** Sends a signal by its name, such as STOP. */
    void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, "" + process.pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGTERM. */
    int stop() {
        process.destroy();
        return awaitExit();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(READY_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("does not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean running() {
        return process != null && process.isAlive();
    }

    JsonNode status() {
        return JsonMapper.builder().build().readTree(http().get("/status").body());
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (running()) {
            kill();
        }
    }
}
