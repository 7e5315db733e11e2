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
 * @param gitRevision of the harness, for the report
 * @param replayOptions options that {@code assay chaos} needs beside scenario and seed to run the same
 * @param progress lines for the terminal
 */
public record RunOptions(
        Path runs,
        long seed,
        ToxiproxyChoice toxiproxy,
        @Nullable String system,
        @Nullable String gitRevision,
        String replayOptions,
        Consumer<String> progress) {}
