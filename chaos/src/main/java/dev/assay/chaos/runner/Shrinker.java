package dev.assay.chaos.runner;

import dev.assay.bench.system.SystemCatalog;
import dev.assay.chaos.scenario.Scenario;
import dev.assay.chaos.scenario.Schedule;
import dev.assay.chaos.scenario.Step;
import dev.assay.chaos.timeline.ScenarioFiles;
import dev.assay.checker.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Searches for the smallest scenario that is still judged invalid. Greedy: first halves of the faults
 * are left out, then single ones (Zeller and Hildebrandt's ddmin without its complements), then
 * clients and times are halved; each smaller one is kept if one of some runs is invalid. Since a run
 * repeats draws but not interleaving, what is not invalid may only have been lucky: the result is
 * small, not proven smallest. Used by one thread, {@link #abort} by any.
 */
public final class Shrinker {

    /** Shorter than this no fault has an effect that can be seen. */
    private static final Duration HOLD_MIN = Duration.ofMillis(300);

    private final RunOptions options;
    private final int tries;
    private final int runsMax;
    private volatile @Nullable ScenarioRunner current;
    private volatile boolean aborted;
    private int runs;

    /**
     * @param tries runs of a smaller scenario before it is given up
     * @param runsMax the search ends after so many
     */
    public Shrinker(RunOptions options, int tries, int runsMax) {
        if (tries < 1 || runsMax < 1) {
            throw new IllegalArgumentException(
                    "tries " + tries + ", runs " + runsMax + ": expected both to be 1 or more");
        }
        this.options = options;
        this.tries = tries;
        this.runsMax = runsMax;
    }

    /**
     * What was found.
     *
     * @param failedAgain whether the scenario itself was invalid again; if not, all else is empty
     * @param yaml the smallest scenario, as a file has it
     * @param changes what was made smaller, in words
     * @param confirmed how many of the last runs of it were invalid
     * @param runs how many were made in all
     */
    public record Result(
            boolean failedAgain, String yaml, String changes, int confirmed, int runs) {}

    /** @param confirm how often the result is run for its success rate */
    public Result shrink(Scenario failing, int confirm) throws IOException {
        List<Step> steps = failing.schedule()
                .steps(new SplittableRandom(options.seed()), SystemCatalog.load(failing.system()));
        if (!fails(failing, steps)) {
            return new Result(false, "", "", 0, runs);
        }
        List<Step> smallest = withoutSteps(failing, steps);
        Scenario scenario = fewerClients(failing, smallest);
        smallest = shorter(scenario, smallest, Shrinker::halfHolds);
        smallest = shorter(scenario, smallest, Shrinker::halfRests);
        int confirmed = 0;
        for (int i = 0; i < confirm && !aborted; i++) {
            confirmed += once(scenario, smallest) ? 1 : 0;
        }
        String changes = String.format(
                java.util.Locale.ROOT,
                "faults %d -> %d, clients a node %d -> %d, time of faults %.1f s -> %.1f s",
                steps.size(),
                smallest.size(),
                failing.load().clientsPerNode(),
                scenario.load().clientsPerNode(),
                seconds(steps),
                seconds(smallest));
        return new Result(true, ScenarioFiles.write(scenario, smallest), changes, confirmed, runs);
    }

    private static double seconds(List<Step> steps) {
        return steps.stream()
                .mapToDouble(step -> step.after().plus(step.hold()).toMillis() / 1e3)
                .sum();
    }

    private List<Step> withoutSteps(Scenario scenario, List<Step> steps) throws IOException {
        List<Step> smallest = steps;
        for (int part = (steps.size() + 1) / 2; part >= 1; part = part == 1 ? 0 : (part + 1) / 2) {
            int from = 0;
            while (from < smallest.size() && smallest.size() > 1) {
                List<Step> fewer = new ArrayList<>(smallest);
                fewer.subList(from, Math.min(fewer.size(), from + part)).clear();
                if (!fewer.isEmpty() && fails(scenario, fewer)) {
                    smallest = fewer;
                } else {
                    from += part;
                }
            }
        }
        return smallest;
    }

    private Scenario fewerClients(Scenario scenario, List<Step> steps) throws IOException {
        Scenario smallest = scenario;
        int clients = scenario.load().clientsPerNode();
        while (clients > 1) {
            clients /= 2;
            Scenario fewer = smallest.with(smallest.load().withClientsPerNode(clients));
            if (!fails(fewer, steps)) {
                break;
            }
            smallest = fewer;
        }
        return smallest;
    }

    private List<Step> shorter(Scenario scenario, List<Step> steps, UnaryOperator<Step> half)
            throws IOException {
        List<Step> smallest = steps;
        while (true) {
            List<Step> next = smallest.stream().map(half).toList();
            if (next.equals(smallest) || !fails(scenario, next)) {
                return smallest;
            }
            smallest = next;
        }
    }

    private static Step halfHolds(Step step) {
        Duration half = step.hold().dividedBy(2);
        return half.compareTo(HOLD_MIN) < 0 ? step : new Step(step.after(), step.fault(), half);
    }

    private static Step halfRests(Step step) {
        Duration half = step.after().dividedBy(2);
        return half.compareTo(HOLD_MIN) < 0 ? step : new Step(half, step.fault(), step.hold());
    }

    private boolean fails(Scenario scenario, List<Step> steps) throws IOException {
        for (int i = 0; i < tries && runs < runsMax && !aborted; i++) {
            if (once(scenario, steps)) {
                return true;
            }
        }
        return false;
    }

    private boolean once(Scenario scenario, List<Step> steps) throws IOException {
        ScenarioRunner runner = new ScenarioRunner(scenario.with(Schedule.of(steps)), options);
        current = runner;
        runs++;
        Judged judged = runner.run(0).judge();
        current = null;
        boolean invalid = judged.row().verdict() == Verdict.Word.INVALID;
        options.progress()
                .accept("shrink run " + runs + ": " + steps.size() + " faults, "
                        + scenario.load().clientsPerNode() + " clients a node: "
                        + (invalid ? "still invalid" : "not invalid"));
        return invalid;
    }

    /** Ends the run that is under way, and the search. */
    public void abort() throws IOException {
        aborted = true;
        ScenarioRunner runner = current;
        if (runner != null) {
            runner.abort();
        }
    }
}
