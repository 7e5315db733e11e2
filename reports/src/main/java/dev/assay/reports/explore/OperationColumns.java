package dev.assay.reports.explore;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.reports.chart.OperationSample;
import dev.assay.reports.chart.Span;
import dev.assay.reports.text.OperationText;
import dev.assay.reports.text.VisibleText;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations as columns of numbers, which JSON holds in a third of the room that objects take, and
 * which a script searches without making any. What repeats is looked up by its number.
 *
 * @param total how many operations there are, of which these are a part
 * @param lanes one for each process, in the order of their numbers
 * @param kinds what many operations have in common
 * @param words what each says, such as {@code w 3}
 * @param lane of each operation, a number in {@code lanes}; operations are in the order of their
 *     invocations
 * @param start of each, in microseconds, as the distance to the one before
 * @param length of each, in microseconds
 * @param kind of each, a number in {@code kinds}
 * @param word of each, a number in {@code words}
 * @param failing numbers of the operations of which the failing part of the history consists
 * @param offending numbers of those that cannot be placed
 */
public record OperationColumns(
        long total,
        List<Lane> lanes,
        List<Kind> kinds,
        List<String> words,
        List<Integer> lane,
        List<Long> start,
        List<Long> length,
        List<Integer> kind,
        List<Integer> word,
        List<Integer> failing,
        List<Integer> offending) {

    /** A process, and the node that it asked first. */
    public record Lane(long process, String node) {}

    /** @param outcome 0 for ok, 1 for fail, 2 for info */
    public record Kind(String f, String key, int outcome, String node, String error) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final long NANOS_PER_MICRO = 1000;

    /** What a bar has room for; the whole value is in the history. */
    private static final int WORDS_LIMIT = 60;

    private static final int NAME_LIMIT = 60;

    private static final int ERROR_LIMIT = 120;

    /** All operations of a sample, with those marked that the evidence is about. */
    public static OperationColumns of(OperationSample sample, List<Counterexample> evidence) {
        Marks marks = new Marks(evidence);
        Lookup<Kind> kinds = new Lookup<>();
        Lookup<String> words = new Lookup<>();
        Lanes lanes = new Lanes(sample.operations());
        List<Integer> lane = new ArrayList<>();
        List<Long> start = new ArrayList<>();
        List<Long> length = new ArrayList<>();
        List<Integer> kind = new ArrayList<>();
        List<Integer> word = new ArrayList<>();
        List<Integer> failing = new ArrayList<>();
        List<Integer> offending = new ArrayList<>();
        long before = 0;
        for (Span span : sample.operations()) {
            Operation operation = span.operation();
            if (marks.isFailing(operation)) {
                failing.add(lane.size());
            }
            if (marks.isOffending(operation)) {
                offending.add(lane.size());
            }
            long from = operation.invokeNanos() / NANOS_PER_MICRO;
            lane.add(lanes.numberOf(operation.process()));
            start.add(from - before);
            length.add(span.endNanos() / NANOS_PER_MICRO - from);
            kind.add(kinds.numberOf(kindOf(operation)));
            word.add(words.numberOf(VisibleText.line(OperationText.words(operation), WORDS_LIMIT)));
            before = from;
        }
        return new OperationColumns(
                sample.total(),
                lanes.lanes(),
                kinds.values(),
                words.values(),
                lane,
                start,
                length,
                kind,
                word,
                failing,
                offending);
    }

    private static Kind kindOf(Operation operation) {
        return new Kind(
                VisibleText.line(operation.f(), NAME_LIMIT),
                text(operation.key(), NAME_LIMIT),
                operation.outcome() == EventType.OK
                        ? 0
                        : operation.outcome() == EventType.FAIL ? 1 : 2,
                text(operation.node(), NAME_LIMIT),
                text(operation.error(), ERROR_LIMIT));
    }

    /** A key, node or function as the page shows it, and so as it asks for it; null is empty. */
    public static String name(@Nullable String name) {
        return text(name, NAME_LIMIT);
    }

    static String text(@Nullable String text, int limit) {
        return text == null ? "" : VisibleText.line(text, limit);
    }

    /** Fit for a script element: no {@code <} can end it, whatever a name in it says. */
    public String toJson() {
        return JSON.writeValueAsString(this).replace("<", "\\u003c");
    }

    /** The same in at most so many bytes: the longest sample that fits, with the evidence whole. */
    public static String json(
            OperationSample sample, List<Counterexample> evidence, int bytesLimit) {
        OperationSample shown = sample;
        while (true) {
            String json = of(shown, evidence).toJson();
            int bytes = json.getBytes(StandardCharsets.UTF_8).length;
            if (bytes <= bytesLimit || shown.operations().size() < 2) {
                return json;
            }
            double share = Math.min(0.9, 0.95 * bytesLimit / bytes);
            shown = shown.thinned((int) (shown.operations().size() * share), evidence);
        }
    }
}
