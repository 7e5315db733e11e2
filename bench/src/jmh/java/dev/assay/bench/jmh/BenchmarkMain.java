package dev.assay.bench.jmh;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs the suites of this module. The first argument is the file for the results, those behind it
 * are JMH's own ({@code -prof gc}, {@code -f 3}, a pattern of names, ...). A pattern may fit none
 * here: the modules share the arguments.
 */
public final class BenchmarkMain {
    private static final int[] CLIENTS = {1, 20, 50, 100};
    private static final String END_TO_END = Pattern.quote(EndToEndBenchmark.class.getName() + ".");
    /** Of an iteration of a second; what takes longer hangs. */
    private static final TimeValue TIMEOUT = TimeValue.minutes(1);

    private BenchmarkMain() {}

    public static void main(String[] arguments) throws Exception {
        CommandLineOptions given =
                new CommandLineOptions(Arrays.copyOfRange(arguments, 1, arguments.length));
        List<RunResult> results = new ArrayList<>();
        results.addAll(run(settings(given).exclude(END_TO_END)));
        String others = "^(?!" + END_TO_END + ").*";
        if (given.getThreads().hasValue()) {
            results.addAll(run(settings(given).exclude(others)));
        } else {
            for (int clients : CLIENTS) {
                // The annotation's number of threads cannot be a parameter.
                results.addAll(run(settings(given).exclude(others).threads(clients)));
            }
        }
        ResultFormatFactory.getInstance(ResultFormatType.JSON, arguments[0]).writeOut(results);
    }

    private static ChainedOptionsBuilder settings(CommandLineOptions given) {
        OptionsBuilder options = new OptionsBuilder();
        options.parent(given);
        options.shouldFailOnError(true).timeout(TIMEOUT);
        if (given.getProfilers().isEmpty()) {
            options.addProfiler("gc");
        }
        return options;
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        try {
            return new Runner(options.build()).run();
        } catch (NoBenchmarksException e) {
            return List.of();
        }
    }
}
