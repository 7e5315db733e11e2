package dev.assay.reports.serve;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.reports.chart.OperationSample;
import dev.assay.reports.chart.OperationSampler;
import dev.assay.reports.chart.Span;
import dev.assay.reports.explore.OperationColumns;
import dev.assay.reports.text.OperationText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * All operations of a run in memory, to be asked for those of a time. Safe for several threads.
 *
 * <p>Operations come in the order of their ends, and are looked for by time in blocks that know when
 * their first began and their last ended: a question about a second of a long run looks at few.
 */
final class WholeHistory {

    /** About a gigabyte; a longer history is explored up to here, and the page says so. */
    static final int OPERATIONS_LIMIT = 4_000_000;

    private static final int BLOCK = 4096;

    private static final class Block {
        private final List<Span> spans = new ArrayList<>(BLOCK);
        private long fromNanos = Long.MAX_VALUE;
        private long toNanos = Long.MIN_VALUE;
    }

    private final int limit;
    private final List<Block> blocks = new ArrayList<>();
    private long total;

    WholeHistory(int limit) {
        this.limit = limit;
    }

    synchronized void add(Span span) {
        total++;
        if (total > limit) {
            return;
        }
        if (blocks.isEmpty() || blocks.get(blocks.size() - 1).spans.size() == BLOCK) {
            blocks.add(new Block());
        }
        Block block = blocks.get(blocks.size() - 1);
        block.spans.add(span);
        block.fromNanos = Math.min(block.fromNanos, span.operation().invokeNanos());
        block.toNanos = Math.max(block.toNanos, span.endNanos());
    }

    /** How many operations there were, also those beyond the limit. */
    synchronized long total() {
        return total;
    }

    /** Whether none was left out. */
    synchronized boolean isWhole() {
        return total <= limit;
    }

    /** Hands over all that are held, in their order. */
    synchronized void forEach(Consumer<Span> spans) {
        blocks.forEach(block -> block.spans.forEach(spans));
    }

    synchronized long held() {
        return Math.min(total, limit);
    }

    /** Those that a query asks for; of more than a page can draw a part that is drawn evenly. */
    synchronized OperationSample find(OperationQuery query, List<Counterexample> evidence) {
        OperationSampler sampler = new OperationSampler(OperationSample.LIMIT, evidence);
        for (Block block : blocks) {
            if (block.toNanos >= query.fromNanos() && block.fromNanos <= query.toNanos()) {
                for (Span span : block.spans) {
                    if (matches(span, query)) {
                        sampler.add(span);
                    }
                }
            }
        }
        return sampler.sample();
    }

    private static boolean matches(Span span, OperationQuery query) {
        Operation operation = span.operation();
        EventType outcome = operation.outcome();
        return span.endNanos() >= query.fromNanos()
                && operation.invokeNanos() <= query.toNanos()
                && (outcome == EventType.OK
                        ? query.ok()
                        : outcome == EventType.FAIL ? query.fail() : query.info())
                && (query.process().isEmpty()
                        || query.process().equals(String.valueOf(operation.process())))
                && is(query.key(), operation.key())
                && is(query.node(), operation.node())
                && is(query.f(), operation.f())
                && (query.text().isEmpty() || contains(operation, query.text()));
    }

    /** The page knows names as it shows them. */
    private static boolean is(String asked, @Nullable String name) {
        return asked.isEmpty() || asked.equals(OperationColumns.name(name));
    }

    private static boolean contains(Operation operation, String text) {
        return OperationText.words(operation).toLowerCase(Locale.ROOT).contains(text)
                || operation.error() != null
                        && operation.error().toLowerCase(Locale.ROOT).contains(text);
    }
}
