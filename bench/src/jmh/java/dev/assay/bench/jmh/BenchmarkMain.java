package dev.assay.bench.jmh;

import dev.assay.jmh.Suites;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.CommandLineOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@link Suites} of this module: those from end to end once for each number of clients. */
public final class BenchmarkMain {
    private static final int[] CLIENTS = {1, 20, 50, 100};
    private static final String END_TO_END = Pattern.quote(EndToEndBenchmark.class.getName() + ".");

    private BenchmarkMain() {}

    public static void main(String[] arguments) throws Exception {
        CommandLineOptions given = Suites.given(arguments);
        List<RunResult> results = new ArrayList<>();
        results.addAll(Suites.run(Suites.settings(given).exclude(END_TO_END)));
        String others = "^(?!" + END_TO_END + ").*";
        if (given.getThreads().hasValue()) {
            results.addAll(Suites.run(Suites.settings(given).exclude(others)));
        } else {
            for (int clients : CLIENTS) {
                // The annotation's number of threads cannot be a parameter.
                results.addAll(Suites.run(Suites.settings(given).exclude(others).threads(clients)));
            }
        }
        Suites.write(arguments, results);
    }
}
