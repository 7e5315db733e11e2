package dev.assay.chaos.workload;

import dev.assay.bench.client.Op;
import dev.assay.bench.client.Request;
import dev.assay.bench.generator.Generator;
import dev.assay.bench.system.SystemDescription;
import dev.assay.checker.Budget;
import dev.assay.checker.Linearizability;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.CheckResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Values that end by themselves. When exactly is the system's affair (its clock may jump), but it is
 * one moment for everybody: who reads after somebody saw the value gone must not see it again. And it
 * comes: no read may see a value long after its time.
 *
 * <p>For the check every write brings an operation of its own, which takes the value away if it is
 * still there, at one moment between the write's beginning and the latest end. So it is
 * linearizability, of an {@link ExpiringRegister}.
 *
 * @param life how long a value lives
 * @param late a read that begins so long after a value's time must not see it; more than any
 *     election takes
 */
public record ExpiryWorkload(String name, String summary, Duration life, Duration late)
        implements Workload {

    private static final int KEYS = 8;
    private static final int ALL = 1_000;
    private static final long VALUES_PER_CLIENT = 10_000_000L;

    /** So few that on a key seldom more than a few ends are open, each of which the check has to try. */
    private static final int WRITES = 15;

    @Override
    public Map<String, String> settings(SystemDescription system) {
        return Map.of(
                "a value lives", life.toMillis() + " ms",
                "writes", WRITES + " of " + ALL,
                "latest end", late.toMillis() + " ms after its time");
    }

    @Override
    public Generator generator(int client, SplittableRandom random, SystemDescription system) {
        return new Generator() {
            private long value = client * VALUES_PER_CLIENT;

            @Override
            public Request next() {
                String key = key(random.nextInt(KEYS));
                if (random.nextInt(ALL) >= WRITES) {
                    return new Request.Read(key);
                }
                value++;
                return new Request.Call(Op.EXPIRING_WRITE, key, List.of(value, life.toMillis()));
            }

            @Override
            public List<Request> last() {
                return IntStream.range(0, KEYS)
                        .<Request>mapToObj(i -> new Request.Read(key(i)))
                        .toList();
            }
        };
    }

    private String key(int number) {
        return name + "-" + number;
    }

    @Override
    public CheckResult check(History history, Budget budget) throws HistoryException {
        return Linearizability.check(withEnds(history), new ExpiringRegister(), budget);
    }

    private History withEnds(History history) throws HistoryException {
        List<Event> events = new ArrayList<>(history.events());
        long process = events.stream().mapToLong(Event::process).max().orElse(0);
        long last = events.isEmpty() ? 0 : events.get(events.size() - 1).timeNanos();
        for (Operation write : history.operations()) {
            if (!write.f().equals(Op.EXPIRING_WRITE.f()) || write.outcome() == EventType.FAIL) {
                continue;
            }
            process++;
            Object value = ((List<?>) Objects.requireNonNull(write.input())).get(0);
            events.add(event(write.invokeNanos(), process, EventType.INVOKE, write, value));
            // A write of unknown outcome may come late, and its value's end with it.
            if (write.outcome() == EventType.OK) {
                long end = write.returnNanos() + life.plus(late).toNanos();
                if (end <= last) {
                    events.add(event(end, process, EventType.OK, write, value));
                }
            }
        }
        events.sort(Comparator.comparingLong(Event::timeNanos));
        return History.of(events);
    }

    private static Event event(
            long nanos, long process, EventType type, Operation write, Object value) {
        return new Event(
                nanos, process, type, ExpiringRegister.EXPIRE, write.key(), value, null, null);
    }

    @Override
    public List<String> assumptions() {
        return List.of("a value may end at any moment from its write to "
                + life.plus(late).toMillis()
                + " ms after it was acknowledged, but for all readers at once");
    }
}
