package dev.assay.reports.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless browser that opens a page and tells what became of it. */
final class Chromium {

    /** A page opens in a second; a machine that is busy with other builds is slower. */
    private static final long SECONDS_LIMIT = 60;

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /**
     * @param dom the document after its scripts have run
     * @param console what was logged to the browser's console
     */
    record Opened(String dom, List<String> console) {

        /** The tag of the document's root, where the scripts leave their notes. */
        String root() {
            int start = dom.indexOf("<html");
            return start < 0 ? dom : dom.substring(start, dom.indexOf('>', start) + 1);
        }
    }

    private final Path program;
    private final Path work;

    private Chromium(Path program, Path work) {
        this.program = program;
        this.work = work;
    }

    /** The browser found on the PATH, if there is one; {@code work} is a folder of its own. */
    static Optional<Chromium> onPath(Path work) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Chromium(program, work));
    }

    Opened open(Path page, String... more) throws IOException, InterruptedException {
        Path dom = work.resolve("dom.html");
        Path log = work.resolve("log.txt");
        List<String> command = Stream.of(
                        Stream.of(
                                program.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--host-resolver-rules=MAP * ~NOTFOUND",
                                "--user-data-dir=" + work.resolve("profile"),
                                "--virtual-time-budget=5000",
                                "--enable-logging=stderr",
                                "--v=0",
                                "--dump-dom"),
                        Stream.of(more),
                        Stream.of(page.toUri().toString()))
                .flatMap(part -> part)
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS_LIMIT, TimeUnit.SECONDS)) {
                throw new IOException(String.join(" ", command) + ": no end after " + SECONDS_LIMIT
                        + " s; it said:\n" + Files.readString(log));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        List<String> console = Files.readAllLines(log).stream()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Opened(Files.readString(dom), console);
    }
}
