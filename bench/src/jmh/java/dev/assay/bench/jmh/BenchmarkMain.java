package dev.assay.bench.jmh;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the suites of this module. The first argument is the file for the results, those behind it are
 * JMH's own ({@code -prof gc}, {@code -f 3}, a pattern of names, ...).
 */
public final class BenchmarkMain {
    private static final int[] CLIENTS = {1, 20, 50, 100};
    private static final String END_TO_END = EndToEndBenchmark.class.getName();

    private BenchmarkMain() {}

    public static void main(String[] arguments) throws Exception {
        CommandLineOptions given =
                new CommandLineOptions(Arrays.copyOfRange(arguments, 1, arguments.length));
        List<RunResult> results = new ArrayList<>();
        results.addAll(new Runner(settings(given, 2).exclude(END_TO_END).build()).run());
        for (int clients : CLIENTS) {
            OptionsBuilder options = settings(given, 1);
            if (given.getIncludes().isEmpty()) {
                options.include(END_TO_END);
            }
            // A thread constant of the annotation cannot be a parameter.
            results.addAll(new Runner(options.exclude("CheckerBenchmark|RecordingBenchmark")
                            .threads(clients)
                            .build())
                    .run());
        }
        ResultFormatFactory.getInstance(ResultFormatType.JSON, arguments[0]).writeOut(results);
    }

    private static OptionsBuilder settings(CommandLineOptions given, int forks) {
        OptionsBuilder options = new OptionsBuilder();
        options.parent(given);
        if (!given.getForkCount().hasValue()) {
            options.forks(forks);
        }
        if (!given.getWarmupIterations().hasValue()) {
            options.warmupIterations(2).warmupTime(TimeValue.seconds(1));
        }
        if (!given.getMeasurementIterations().hasValue()) {
            options.measurementIterations(3).measurementTime(TimeValue.seconds(1));
        }
        return options;
    }
}
