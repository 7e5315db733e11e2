package dev.assay.bench.cli;

import picocli.CommandLine;

/** {@code assay bench} as a process of its own, to be interrupted. */
final class BenchMain {
    private BenchMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }
}
