package dev.assay.bench.cli;

import dev.assay.bench.stats.Difference;
import dev.assay.bench.stats.ResultFile;
import dev.assay.bench.stats.ResultFile.Series;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code assay bench diff A B}: whether B is slower than A. */
@Command(
        name = "diff",
        description = "Compares two results: JMH's JSON, or run folders of a benchmark.",
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing is surely worse by more than the threshold",
            "1:something is, or there is nothing that both measured",
            "64:the call cannot be understood"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DiffCommand implements Callable<Integer> {
    private static final double ALL_PERCENT = 100;

    @Parameters(index = "0", paramLabel = "A", description = "The result before.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B", description = "The result after.")
    private Path after;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            description = "How much worse is too much (default ${DEFAULT-VALUE}); what the 99 %%"
                    + " confidence interval leaves open does not count.",
            defaultValue = "5")
    private double threshold;

    @Option(names = "--help", usageHelp = true, description = "Output this help and exit.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, Series> first = ResultFile.read(before);
        Map<String, Series> second = ResultFile.read(after);
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("measured", "A", "B", "B/A", "99 % confidence", "verdict"));
        boolean worse = false;
        for (Map.Entry<String, Series> entry : first.entrySet()) {
            Series other = second.get(entry.getKey());
            if (other != null) {
                Series one = entry.getValue();
                Difference difference = Difference.of(one.samples(), other.samples());
                boolean red = difference.isRegression(threshold / ALL_PERCENT, one.moreIsBetter());
                worse |= red;
                lines.add(line(entry.getKey(), one, other, difference, red));
            }
        }
        PrintWriter terminal = spec.commandLine().getOut();
        if (lines.size() == 1) {
            terminal.println("nothing was measured in both " + before + " and " + after);
            terminal.flush();
            return BenchCommand.EXIT_RED;
        }
        terminal.print(ResultTable.align(lines));
        tellMissing("only in A", first, second, terminal);
        tellMissing("only in B", second, first, terminal);
        terminal.flush();
        return worse ? BenchCommand.EXIT_RED : 0;
    }

    private static void tellMissing(
            String where, Map<String, Series> of, Map<String, Series> other, PrintWriter terminal) {
        of.keySet().stream()
                .filter(name -> !other.containsKey(name))
                .forEach(name -> terminal.println(where + ": " + name));
    }

    private static List<String> line(
            String name, Series one, Series other, Difference difference, boolean red) {
        boolean open = Double.isNaN(difference.low());
        boolean same = !open && difference.low() <= 1 && difference.high() >= 1;
        boolean better = one.moreIsBetter() ? difference.ratio() > 1 : difference.ratio() < 1;
        return List.of(
                name,
                mean(one),
                mean(other),
                String.format(Locale.ROOT, "%.3f", difference.ratio()),
                open
                        ? "too few samples"
                        : String.format(
                                Locale.ROOT, "%.3f..%.3f", difference.low(), difference.high()),
                red
                        ? "WORSE"
                        : open ? "" : same ? "no difference seen" : better ? "better" : "worse");
    }

    private static String mean(Series series) {
        double mean = series.samples().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        return String.format(Locale.ROOT, mean < 1000 ? "%.3f" : "%,.0f", mean) + series.unit();
    }
}
