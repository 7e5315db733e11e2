package dev.assay.reports.sample;

import dev.assay.checker.Budget;
import dev.assay.checker.Checks;
import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.format.HistoryFormat;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Counterexample;
import dev.assay.checker.verdict.DeadEnd;
import dev.assay.checker.verdict.Verdict;
import dev.assay.reports.run.Expectation;
import dev.assay.reports.run.FaultRecord;
import dev.assay.reports.run.LatencyInterval;
import dev.assay.reports.run.LatencyKind;
import dev.assay.reports.run.Machine;
import dev.assay.reports.run.RunFolderWriter;
import dev.assay.reports.run.RunSpec;
import dev.assay.reports.run.RunVerdict;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A run of three nodes and some clients that looks like a real one: three faults, during which
 * operations fail, stay unknown and take long.
 */
public final class SampleRun {

    private static final long SECOND = 1_000_000_000;
    private static final long MILLISECOND = 1_000_000;
    private static final List<String> NODES = List.of("n1", "n2", "n3");

    private static final Instant STARTED = Instant.parse("2026-11-23T22:45:01Z");
    private static final int LOG_LINES = 300;
    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String name;
    private final long seed;
    private final Random random;
    private int clients = 8;
    private long lengthNanos = 40 * SECOND;
    private boolean responseTimes;
    private Expectation expectation = Expectation.VALID;
    private Verdict.Word verdict = Verdict.Word.VALID;
    private boolean transactions;

    private SampleRun(String name, long seed) {
        this.name = name;
        this.seed = seed;
        this.random = new Random(seed);
    }

    public static SampleRun of(String name, long seed) {
        return new SampleRun(name, seed);
    }

    public SampleRun clients(int count) {
        clients = count;
        return this;
    }

    public SampleRun length(Duration length) {
        lengthNanos = length.toNanos();
        return this;
    }

    public SampleRun expecting(Expectation expected) {
        expectation = expected;
        return this;
    }

    public SampleRun judged(Verdict.Word word) {
        verdict = word;
        return this;
    }

    /** Judged by the transactions of {@link #writeSkew} too. */
    public SampleRun withWriteSkew() {
        transactions = true;
        return this;
    }

    /** Writes {@code latency.hlog} too, with service and response times. */
    public SampleRun withResponseTimes() {
        responseTimes = true;
        return this;
    }

    /** The spec of the run. */
    public RunSpec spec() {
        return RunSpec.builder(name, seed)
                .option("rate", "400 per second")
                .option("keys", 5)
                .option("mix", "read 50 %, write 30 %, cas 20 %")
                .option("election-timeout", "300 ms to 600 ms")
                .system("assay-server", "0.1.0")
                .nodes(NODES)
                .durability("fsync always")
                .readLevel("linearizable")
                .clients(clients)
                .proxy("embedded twin")
                .machine(new Machine("Linux 6.1 amd64", 2, 4_096_000_000L, "17.0.15 (Debian)"))
                .gitRevision("b221cfb")
                .startedAt(STARTED)
                .duration(Duration.ofNanos(lengthNanos))
                .replayCommand("./assay chaos --scenario " + name + " --seed " + seed)
                .expectation(expectation)
                .build();
    }

    /** Three faults at a fifth, a half and three quarters of the run. */
    public List<FaultRecord> faults() {
        return List.of(
                new FaultRecord(
                        "leader-isolated",
                        lengthNanos / 5,
                        lengthNanos * 7 / 20,
                        List.of("n1->n2", "n2->n1", "n1->n3", "n3->n1"),
                        Map.of("cut", "black hole"),
                        "41.2 KiB dropped; n2 led after 612 ms",
                        1834,
                        true,
                        null),
                new FaultRecord(
                        "latency",
                        lengthNanos / 2,
                        lengthNanos * 3 / 5,
                        List.of("n2->n3", "n3->n2"),
                        new TreeMap<>(Map.of("delay", "80 ms", "jitter", "20 ms")),
                        "median round trip 81 ms",
                        1520,
                        true,
                        null),
                new FaultRecord(
                        "kill-restart",
                        lengthNanos * 3 / 4,
                        lengthNanos * 17 / 20,
                        List.of("n2"),
                        Map.of("signal", "KILL"),
                        "process 4711 gone; rejoined after 2.9 s",
                        1411,
                        true,
                        null));
    }

    /** Makes the run folder. */
    public Path write(Path runs) throws IOException {
        try (RunFolderWriter run = RunFolderWriter.create(runs, spec())) {
            List<Event> events = events();
            for (Event event : events) {
                run.history().append(event);
            }
            for (FaultRecord fault : faults()) {
                run.addFault(fault);
            }
            if (responseTimes) {
                writeLatencies(run, events);
            }
            for (String node : NODES) {
                Files.write(run.nodeLog(node), log(node));
                run.writeNodeStatus(
                        node, """
                        {
                          "id" : "%s",
                          "role" : "%s",
                          "term" : 4,
                          "applied" : 12873
                        }""".formatted(node, node.equals("n3") ? "LEADER" : "FOLLOWER"));
            }
            run.writeVerdict(runVerdict(events.size() / 2));
            return run.folder();
        }
    }

    /** The history, in the order of time. */
    public List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            run(client, events);
        }
        events.sort(Comparator.comparingLong(Event::timeNanos));
        return events;
    }

    private void run(int client, List<Event> events) {
        String node = NODES.get(client % NODES.size());
        List<FaultRecord> faults = faults();
        long process = client;
        long now = random.nextInt(20) * MILLISECOND;
        while (now < lengthNanos) {
            String f = List.of(
                            "read", "read", "read", "read", "read", "write", "write", "write",
                            "cas", "cas")
                    .get(random.nextInt(10));
            String key = "k" + random.nextInt(5);
            Object value = switch (f) {
                case "read" -> null;
                case "write" -> (long) random.nextInt(100);
                default -> List.of((long) random.nextInt(100), (long) random.nextInt(100));
            };
            events.add(new Event(now, process, EventType.INVOKE, f, key, value, node, null));
            int fault = faultAt(now, faults);
            double base = (f.equals("read") ? 0.8 : 2.2) * Math.exp(random.nextGaussian() * 0.45);
            double slow = fault == 1 && !node.equals("n1") ? 82 + random.nextGaussian() * 9 : 0;
            boolean cut = fault == 0 && node.equals("n1");
            boolean electing = fault >= 0
                    && fault != 1
                    && now - faults.get(fault).startNanos() < 620 * MILLISECOND;
            boolean dead = fault == 2 && node.equals("n2");
            long took = (long) ((base + Math.max(0, slow)) * MILLISECOND);
            EventType type = EventType.OK;
            Object result = f.equals("read") ? (Object) (long) random.nextInt(100) : value;
            String error = null;
            if (dead) {
                type = EventType.FAIL;
                error = "connection refused";
                took = MILLISECOND / 2;
            } else if (cut || electing) {
                type = random.nextInt(3) == 0 || f.equals("read") ? EventType.FAIL : EventType.INFO;
                error = type == EventType.FAIL
                        ? "CLUSTERDOWN no leader"
                        : "TIMEOUT no answer in 500 ms";
                took = type == EventType.FAIL ? 40 * MILLISECOND : 500 * MILLISECOND;
            } else if (f.equals("cas") && random.nextInt(3) == 0) {
                type = EventType.FAIL;
                error = "value differs";
            }
            now += took;
            events.add(new Event(
                    now,
                    process,
                    type,
                    f,
                    key,
                    type == EventType.OK ? result : value,
                    node,
                    error));
            if (type == EventType.INFO) {
                process += clients;
            }
            now += (long) (Math.max(1, 19 + random.nextGaussian() * 6) * MILLISECOND);
        }
    }

    private static int faultAt(long timeNanos, List<FaultRecord> faults) {
        for (int i = 0; i < faults.size(); i++) {
            if (timeNanos >= faults.get(i).startNanos()
                    && timeNanos < faults.get(i).endNanos()) {
                return i;
            }
        }
        return -1;
    }

    private void writeLatencies(RunFolderWriter run, List<Event> events) throws IOException {
        Map<Long, Event> open = new TreeMap<>();
        Map<Long, Map<LatencyKind, Histogram>> seconds = new TreeMap<>();
        for (Event event : events) {
            if (event.type() == EventType.INVOKE) {
                open.put(event.process(), event);
            } else if (event.type() == EventType.OK) {
                long took = event.timeNanos() - open.get(event.process()).timeNanos();
                Map<LatencyKind, Histogram> second =
                        seconds.computeIfAbsent(event.timeNanos() / SECOND, s -> new TreeMap<>());
                second.computeIfAbsent(LatencyKind.service(event.f()), k -> new Histogram(3))
                        .recordValue(took);
                second.computeIfAbsent(LatencyKind.response(event.f()), k -> new Histogram(3))
                        .recordValue(took + (long) (random.nextDouble() * 3 * MILLISECOND));
            }
        }
        for (Map.Entry<Long, Map<LatencyKind, Histogram>> second : seconds.entrySet()) {
            for (Map.Entry<LatencyKind, Histogram> kind : second.getValue().entrySet()) {
                run.latency()
                        .add(new LatencyInterval(
                                kind.getKey(),
                                second.getKey() * SECOND,
                                (second.getKey() + 1) * SECOND,
                                kind.getValue()));
            }
        }
    }

    /** Lines from the run's start to its end. */
    private List<String> log(String node) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LOG_LINES; i++) {
            Instant time =
                    STARTED.plusNanos((long) ((i + random.nextDouble()) * lengthNanos / LOG_LINES));
            lines.add("%s INFO  %s raft: appended entry %d in term %d"
                    .formatted(LOG_TIME.format(time), node, i * 43, 1 + i / 100));
        }
        return lines;
    }

    private RunVerdict runVerdict(long operations) {
        CheckResult registers = new CheckResult(
                "linearizable-cas-register",
                switch (verdict) {
                    case VALID -> new Verdict.Valid();
                    case INVALID -> new Verdict.Invalid(staleRead());
                    case UNKNOWN -> new Verdict.Unknown("the time budget ran out on key k3");
                },
                operations,
                verdict == Verdict.Word.UNKNOWN ? operations / 3 : operations,
                Duration.ofSeconds(60),
                verdict == Verdict.Word.UNKNOWN ? Duration.ofSeconds(60) : Duration.ofMillis(812),
                512L << 20,
                verdict == Verdict.Word.UNKNOWN ? 400L << 20 : 23L << 20);
        CheckResult unique = new CheckResult(
                "no-lost-write",
                new Verdict.Valid(),
                operations,
                operations,
                Duration.ofSeconds(60),
                Duration.ofMillis(31),
                512L << 20,
                3L << 20);
        return RunVerdict.of(
                transactions ? List.of(writeSkew(), registers, unique) : List.of(registers, unique),
                List.of(
                        "each process has at most one operation open",
                        "the JVM's clock does not go back"),
                List.of());
    }

    /** Two transactions that each did not see what the other appended, as the checker found it. */
    public static CheckResult writeSkew() {
        String history = """
                {"time":11000000000,"process":1,"type":"invoke","f":"txn","value":[["r","x",null],["append","y",1]],"node":"n1"}
                {"time":11100000000,"process":2,"type":"invoke","f":"txn","value":[["r","y",null],["append","x",1]],"node":"n2"}
                {"time":11200000000,"process":1,"type":"ok","f":"txn","value":[["r","x",[]],["append","y",1]],"node":"n1"}
                {"time":11250000000,"process":2,"type":"ok","f":"txn","value":[["r","y",[]],["append","x",1]],"node":"n2"}
                """;
        try {
            return Checks.check(
                    HistoryFiles.parse(history, HistoryFormat.JSONL),
                    Checks.of("list-append"),
                    Budget.DEFAULT);
        } catch (HistoryException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A read at the isolated leader that misses what the new leader has acknowledged. */
    public static Counterexample staleRead() {
        long t = 9_412_300_000L;
        Operation w1 = write(1840, 3, 17, t, t + 2_400_000, "n2");
        Operation lost = new Operation(
                1841,
                8,
                "write",
                "k2",
                64L,
                null,
                t + 900_000,
                Operation.NEVER,
                EventType.INFO,
                "n1",
                "TIMEOUT no answer in 500 ms");
        Operation cas = new Operation(
                1843,
                5,
                "cas",
                "k2",
                List.of(17L, 42L),
                List.of(17L, 42L),
                t + 3_100_000,
                t + 6_000_000,
                EventType.OK,
                "n3",
                null);
        Operation fresh = read(1846, 4, 42, t + 6_600_000, t + 7_500_000, "n2");
        Operation stale = read(1849, 6, 17, t + 8_200_000, t + 9_000_000, "n1");
        return new Counterexample(
                "k2",
                stale,
                List.of(w1, lost, cas, fresh, stale),
                List.of(w1, cas, fresh),
                List.of(new DeadEnd(List.of(w1, cas, fresh), "42", List.of(stale))),
                "Process 6 read 17 at n1, though process 5 had changed 17 to 42 and process 4 had"
                        + " already read 42.");
    }

    private static Operation write(
            long index, long process, long value, long from, long to, String node) {
        return new Operation(
                index, process, "write", "k2", value, value, from, to, EventType.OK, node, null);
    }

    private static Operation read(
            long index, long process, long value, long from, long to, String node) {
        return new Operation(
                index, process, "read", "k2", null, value, from, to, EventType.OK, node, null);
    }
}
