package dev.assay.bench.cli;

import picocli.CommandLine.Model.CommandSpec;

import java.util.List;

/** The command line that repeats a run. */
final class Again {

    private Again() {}

    /**
     * @param name what is run, behind {@code assay}
     * @param spec of the command that runs; what was given to it, without the names that lead to it
     */
    static String command(String name, CommandSpec spec) {
        int names = 0;
        for (CommandSpec at = spec; at.parent() != null; at = at.parent()) {
            names++;
        }
        List<String> given = spec.commandLine().getParseResult().originalArgs();
        StringBuilder line = new StringBuilder("./assay ").append(name);
        given.stream().skip(names).forEach(word -> line.append(' ').append(Shell.quoted(word)));
        return line.toString();
    }
}
