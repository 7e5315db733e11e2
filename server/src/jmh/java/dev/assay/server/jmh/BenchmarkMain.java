package dev.assay.server.jmh;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Runs the suites of this module. The first argument is the file for the results, those behind it
 * are JMH's own. A pattern of names may fit none here: the modules share the arguments.
 */
public final class BenchmarkMain {
    /** Of an iteration of a second; what takes longer hangs. */
    private static final TimeValue TIMEOUT = TimeValue.minutes(1);

    private BenchmarkMain() {}

    public static void main(String[] arguments) throws Exception {
        CommandLineOptions given =
                new CommandLineOptions(Arrays.copyOfRange(arguments, 1, arguments.length));
        OptionsBuilder options = new OptionsBuilder();
        options.parent(given);
        options.shouldFailOnError(true).timeout(TIMEOUT);
        if (given.getProfilers().isEmpty()) {
            options.addProfiler("gc");
        }
        Collection<RunResult> results;
        try {
            results = new Runner(options.build()).run();
        } catch (NoBenchmarksException e) {
            results = List.of();
        }
        ResultFormatFactory.getInstance(ResultFormatType.JSON, arguments[0]).writeOut(results);
    }
}
