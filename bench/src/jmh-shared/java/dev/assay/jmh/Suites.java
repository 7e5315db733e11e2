package dev.assay.jmh;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Runs the suites of a module; each module with suites compiles this in. The first argument is the
 * file for the results, those behind it are JMH's own ({@code -prof gc}, {@code -f 3}, a pattern of
 * names, ...). A pattern may fit none here: the modules share the arguments.
 */
public final class Suites {

    /** Of an iteration of a second; what takes longer hangs. */
    private static final TimeValue TIMEOUT = TimeValue.minutes(1);

    private Suites() {}

    public static void main(String[] arguments) throws Exception {
        write(arguments, run(settings(given(arguments))));
    }

    /** What is given to JMH. */
    public static CommandLineOptions given(String[] arguments) throws CommandLineOptionException {
        return new CommandLineOptions(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    /** The same with what is ours: an error ends the run, allocation is measured. */
    public static ChainedOptionsBuilder settings(CommandLineOptions given) {
        OptionsBuilder options = new OptionsBuilder();
        options.parent(given);
        options.shouldFailOnError(true).timeout(TIMEOUT);
        if (given.getProfilers().isEmpty()) {
            options.addProfiler("gc");
        }
        return options;
    }

    public static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        try {
            return new Runner(options.build()).run();
        } catch (NoBenchmarksException e) {
            return List.of();
        }
    }

    public static void write(String[] arguments, Collection<RunResult> results) {
        ResultFormatFactory.getInstance(ResultFormatType.JSON, arguments[0]).writeOut(results);
    }
}
