package dev.assay.chaos.cli;

import dev.assay.bench.measure.GitRevision;
import dev.assay.chaos.runner.RunOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Options that all commands which run something share. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunMixin {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder for the run folders (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--toxiproxy",
            paramLabel = "auto|embedded|PROGRAM|HOST:PORT",
            defaultValue = "auto",
            description = "The proxies on the links; see 'assay chaos --help'.")
    private String toxiproxy;

    Path out() {
        return out;
    }

    /** Options of runs that check while they go on, if {@code early}. */
    RunOptions options(long seed, @Nullable String system, boolean early, Consumer<String> progress)
            throws InterruptedException {
        return new RunOptions(
                out,
                seed,
                ToxiproxyArgument.parse(toxiproxy),
                system,
                null,
                GitRevision.ofWorkingFolder(),
                (system == null ? "" : " --system=" + system)
                        + (toxiproxy.equals("auto") ? "" : " --toxiproxy=" + toxiproxy),
                early,
                progress);
    }

    /** Lines of progress, indented. */
    static Consumer<String> progress(PrintWriter terminal) {
        return line -> {
            terminal.println("   " + line);
            terminal.flush();
        };
    }
}
