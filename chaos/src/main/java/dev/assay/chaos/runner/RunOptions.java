package dev.assay.chaos.runner;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How scenarios are run.
 *
 * @param runs folder for the run folders
 * @param seed everything that is drawn derives from it and from the scenario's name
 * @param toxiproxy which proxies stand on the links
 * @param system description that takes the place of the scenario's own; null for none
 * @param scenarioFile what {@code --scenario} named, where that is a file; null for shipped scenarios
 * @param gitRevision of the harness, for the report
 * @param replayOptions options that {@code assay chaos} needs beside scenario and seed to run the same
 * @param early whether to check while the load goes on and to end a run when it is caught: for
 *     controls
 * @param progress lines for the terminal
 */
public record RunOptions(
        Path runs,
        long seed,
        ToxiproxyChoice toxiproxy,
        @Nullable String system,
        @Nullable String scenarioFile,
        @Nullable String gitRevision,
        String replayOptions,
        boolean early,
        Consumer<String> progress) {}
