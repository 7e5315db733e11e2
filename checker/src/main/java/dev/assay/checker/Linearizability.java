package dev.assay.checker;

import dev.assay.checker.engine.Decision;
import dev.assay.checker.engine.Engine;
import dev.assay.checker.engine.Engines;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.evidence.Evidence;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.history.Operations;
import dev.assay.checker.history.Problem;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Whether a history could have been, had each operation happened at one moment between its
 * invocation and its completion (Herlihy and Wing 1990).
 *
 * <pre>{@code
 * History history = HistoryFiles.read(Path.of("history.jsonl"));
 * CheckResult result = Linearizability.check(history, Models.of("cas-register"), Budget.DEFAULT);
 * }</pre>
 */
public final class Linearizability {

    /** Steps for the first look at each object: well below a second. */
    private static final long QUICK_STEPS = 1 << 17;

    private Linearizability() {}

    /**
     * Checks with {@link Engines#AUTO}.
     *
     * @throws HistoryException if the model does not know the functions or values of the history
     */
    public static <S, A> CheckResult check(History history, Model<S, A> model, Budget budget)
            throws HistoryException {
        return check(history, model, budget, Engines.AUTO);
    }

    /**
     * Checks the objects of the history each on its own, on all cores. Of several that are invalid
     * the one met first gives the evidence, so that the same history has the same answer. Blocks;
     * when the thread is interrupted it answers unknown soon, with the interrupt flag set again.
     *
     * @throws HistoryException if the model does not know the functions or values of the history
     * @throws DisagreementException if the engine asks several others, and they contradict each other
     */
    public static <S, A> CheckResult check(
            History history, Model<S, A> model, Budget budget, Engine engine)
            throws HistoryException {
        long startNanos = System.nanoTime();
        List<Part> parts = parts(history, model);
        int workers =
                Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), parts.size()));
        long bytes = Math.min(budget.bytes(), Runtime.getRuntime().maxMemory() / 4 * 3);
        Deadline deadline = new Deadline(System::nanoTime, budget.time().toNanos(), bytes);
        List<Decision> decisions = decide(parts, model, engine, deadline, workers);
        refuseDisagreement(parts, decisions);
        Verdict verdict = verdict(parts, decisions, model, deadline, budget);
        return new CheckResult(
                "linearizable-" + model.name(),
                verdict,
                history.size(),
                operationsChecked(parts, decisions),
                budget.time(),
                Duration.ofNanos(System.nanoTime() - startNanos),
                budget.bytes(),
                usedBytes(decisions, workers));
    }

    /**
     * Looks at all objects for a short while first: if one is invalid, the hard ones need not be
     * decided. Short is a number of steps and not a time, so that the answer is always the same.
     */
    private static List<Decision> decide(
            List<Part> parts, Model<?, ?> model, Engine engine, Deadline deadline, int workers) {
        Limit quick = deadline.sharedBy(workers).withSteps(QUICK_STEPS);
        List<Decision> decisions = new ArrayList<>(new Workers(workers)
                .map(parts, part -> decide(part, model, engine, quick), deadline));
        if (decisions.stream().anyMatch(Decision.NotLinearizable.class::isInstance)) {
            return decisions;
        }
        List<Integer> hard = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (decisions.get(i) instanceof Decision.Undecided undecided
                    && undecided.cause() == Decision.Cause.STEPS) {
                hard.add(i);
            }
        }
        int few = Math.max(1, Math.min(workers, hard.size()));
        Limit share = deadline.sharedBy(few);
        List<Decision> decided = new Workers(few)
                .map(hard, i -> decide(parts.get(i), model, engine, share), deadline);
        for (int i = 0; i < hard.size(); i++) {
            decisions.set(hard.get(i), decided.get(i));
        }
        return decisions;
    }

    /** A crash is no verdict, and no reason to lose those on other objects. */
    private static Decision decide(Part part, Model<?, ?> model, Engine engine, Limit limit) {
        try {
            return engine.decide(part.operations, model, limit);
        } catch (OutOfMemoryError e) {
            return new Decision.Undecided(Decision.Cause.MEMORY, "", 0, limit.bytes());
        } catch (RuntimeException | StackOverflowError e) {
            return new Decision.Undecided(Decision.Cause.CRASH, e.toString(), 0, 0);
        }
    }

    /** The objects, in the order in which they were met. */
    private static List<Part> parts(History history, Model<?, ?> model) throws HistoryException {
        List<Operation> operations = history.operations();
        List<Problem> problems = new ArrayList<>();
        long problemsFound = 0;
        Map<Object, Integer> numbers = new HashMap<>();
        List<@Nullable String> keys = new ArrayList<>();
        int[] partOf = new int[operations.size()];
        int[] sizes = new int[16];
        for (int i = 0; i < partOf.length; i++) {
            Operation operation = operations.get(i);
            Problem problem = unknown(operation, model);
            if (problem != null) {
                problemsFound++;
                if (problems.size() < HistoryException.PROBLEMS_KEPT_MAX) {
                    problems.add(problem);
                }
                continue;
            }
            Object object = model.partition(operation);
            Integer known = numbers.putIfAbsent(
                    object == null ? Linearizability.class : object, keys.size());
            if (known == null) {
                known = keys.size();
                keys.add(object == null ? null : object.toString());
                sizes = known == sizes.length ? Arrays.copyOf(sizes, 2 * known) : sizes;
            }
            partOf[i] = known;
            sizes[known]++;
        }
        if (!problems.isEmpty()) {
            throw new HistoryException(problems, problemsFound);
        }
        if (keys.size() == 1) {
            return List.of(new Part(keys.get(0), operations));
        }
        int[][] positions = new int[keys.size()][];
        int[] filled = new int[keys.size()];
        for (int part = 0; part < positions.length; part++) {
            positions[part] = new int[sizes[part]];
        }
        for (int i = 0; i < partOf.length; i++) {
            positions[partOf[i]][filled[partOf[i]]++] = i;
        }
        List<Part> parts = new ArrayList<>(positions.length);
        for (int part = 0; part < positions.length; part++) {
            parts.add(new Part(keys.get(part), Operations.pick(operations, positions[part])));
        }
        return parts;
    }

    private static @Nullable Problem unknown(Operation operation, Model<?, ?> model) {
        try {
            model.action(operation);
            return null;
        } catch (IllegalArgumentException e) {
            return new Problem(
                    operation.index() + 1, "model " + model.name() + ": " + e.getMessage());
        }
    }

    private static Verdict verdict(
            List<Part> parts,
            List<Decision> decisions,
            Model<?, ?> model,
            Deadline deadline,
            Budget budget) {
        for (int i = 0; i < parts.size(); i++) {
            if (decisions.get(i) instanceof Decision.NotLinearizable not) {
                Part part = parts.get(i);
                return new Verdict.Invalid(
                        Evidence.of(part.key, part.operations, not.culprits(), model, deadline));
            }
        }
        List<Decision.Undecided> undecided = decisions.stream()
                .filter(Decision.Undecided.class::isInstance)
                .map(Decision.Undecided.class::cast)
                .toList();
        if (parts.isEmpty()) {
            return new Verdict.Unknown("the history is empty: nothing was checked");
        }
        if (undecided.isEmpty()) {
            return new Verdict.Valid();
        }
        String causes = undecided.stream()
                .map(decision -> switch (decision.cause()) {
                    case TIME ->
                        deadline.isCalledOff()
                                ? "interrupted"
                                : "out of time (" + budget.time().toMillis() + " ms)";
                    case STEPS -> "out of steps";
                    case MEMORY -> "out of memory (" + budget.bytes() + " bytes)";
                    case CRASH -> "the checker crashed (" + decision.detail() + ")";
                    case UNAVAILABLE -> decision.detail();
                })
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return new Verdict.Unknown(causes + ": " + undecided.size() + " of " + parts.size()
                + (parts.size() == 1 ? " object" : " objects") + " not decided, "
                + operationsChecked(parts, decisions) + " of "
                + parts.stream().mapToLong(part -> part.operations.size()).sum()
                + " operations checked");
    }

    private static void refuseDisagreement(List<Part> parts, List<Decision> decisions) {
        for (int i = 0; i < parts.size(); i++) {
            if (decisions.get(i) instanceof Decision.Disagreement disagreement) {
                Part part = parts.get(i);
                throw new DisagreementException(
                        part.key, History.ofOperations(part.operations), disagreement.answers());
            }
        }
    }

    private static long operationsChecked(List<Part> parts, List<Decision> decisions) {
        long checked = 0;
        for (int i = 0; i < parts.size(); i++) {
            checked += decisions.get(i) instanceof Decision.Undecided undecided
                    ? undecided.prefix()
                    : parts.get(i).operations.size();
        }
        return checked;
    }

    /** As if the largest had been decided at the same time. */
    private static long usedBytes(List<Decision> decisions, int workers) {
        return decisions.stream()
                .map(Decision::usedBytes)
                .sorted((a, b) -> Long.compare(b, a))
                .limit(workers)
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The operations on one object, in the order of their invocations. */
    private record Part(@Nullable String key, List<Operation> operations) {
        Part {
            Objects.requireNonNull(operations, "operations");
        }
    }
}
