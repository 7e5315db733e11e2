package dev.assay.checker.session;

import dev.assay.checker.engine.Exhausted;
import dev.assay.checker.engine.Limit;
import dev.assay.checker.evidence.AnomalyText;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Check;
import dev.assay.checker.invariant.Findings;
import dev.assay.checker.verdict.Anomaly;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a process may rely on although its reads may be stale (Terry and others 1994); a process is a
 * session. The last two are seen through another process, whose reads must not go back either: a
 * session that changes nodes without a guarantee breaks them, too.
 */
public final class SessionGuarantee implements Check {

    /** The four. */
    public enum Kind {
        /** A process sees what it wrote, or something newer. */
        READ_YOUR_WRITES,
        /** A process sees nothing older than what it saw before. */
        MONOTONIC_READS,
        /** Who sees a write sees what its process wrote before that. */
        MONOTONIC_WRITES,
        /** Who sees a write sees what its process had seen before that. */
        WRITES_FOLLOW_READS;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The word for the command line. */
        public String word() {
            return word;
        }
    }

    private final Set<Kind> kinds;

    /** Of these; at least one. */
    public SessionGuarantee(Set<Kind> kinds) {
        this.kinds = EnumSet.copyOf(kinds);
    }

    @Override
    public String name() {
        return kinds.size() == Kind.values().length
                ? "session"
                : kinds.stream().map(Kind::word).collect(Collectors.joining("+"));
    }

    @Override
    public Findings find(History history, Limit limit) throws HistoryException {
        Registers registers = Registers.of(history, name());
        Findings.Collector found = new Findings.Collector();
        Map<Long, Session> sessions = new HashMap<>();
        for (Operation operation : registers.operations) {
            sessions.computeIfAbsent(operation.process(), fresh -> new Session())
                    .operations
                    .add(operation);
        }
        for (Session session : sessions.values()) {
            session.index(registers);
        }
        for (Session session : sessions.values()) {
            Exhausted.check(limit);
            new Follower(session, sessions, registers, found, limit).run();
        }
        return found.findings(0);
    }

    /** What one process did, in its order. */
    private static final class Session {
        private final List<Operation> operations = new ArrayList<>();

        /** Of each key its writes, and the writes whose values it read, with their places. */
        private final Map<String, List<Step>> writes = new HashMap<>();

        private final Map<String, List<Step>> reads = new HashMap<>();

        private void index(Registers registers) {
            for (Operation operation : operations) {
                boolean read = Registers.isRead(operation);
                Operation write = read ? registers.seen(operation) : operation;
                if (write != null) {
                    (read ? reads : writes)
                            .computeIfAbsent(key(operation), fresh -> new ArrayList<>())
                            .add(new Step(operation, write));
                }
            }
        }
    }

    /** An operation, and the write that it was or saw. */
    private record Step(Operation operation, Operation write) {}

    private static String key(Operation operation) {
        return String.valueOf(operation.key());
    }

    /** The last step before an operation of the same process, or null. */
    private static @Nullable Step before(@Nullable List<Step> steps, long index) {
        if (steps == null) {
            return null;
        }
        int low = 0;
        int high = steps.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps.get(middle).operation.index() < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : steps.get(low - 1);
    }

    /** Goes through one process' reads. */
    private final class Follower {
        private final Session session;
        private final Map<Long, Session> sessions;
        private final Registers registers;
        private final Findings.Collector found;
        private final Limit limit;

        /** Of each process the last of its writes that this one has seen. */
        private final Map<Long, Operation> seenOf = new HashMap<>();

        Follower(
                Session session,
                Map<Long, Session> sessions,
                Registers registers,
                Findings.Collector found,
                Limit limit) {
            this.session = session;
            this.sessions = sessions;
            this.registers = registers;
            this.found = found;
            this.limit = limit;
        }

        void run() {
            for (Operation operation : session.operations) {
                Exhausted.check(limit);
                if (Registers.isRead(operation)) {
                    read(operation);
                }
            }
        }

        private void read(Operation read) {
            Operation seen = registers.seen(read);
            if (seen == null && read.output() != null) {
                found.add(Anomaly.of(
                        "unwritten", who(read) + " saw what nobody wrote", List.of(read)));
                return;
            }
            String key = key(read);
            judge(
                    Kind.READ_YOUR_WRITES,
                    before(session.writes.get(key), read.index()),
                    read,
                    seen,
                    null);
            judge(
                    Kind.MONOTONIC_READS,
                    before(session.reads.get(key), read.index()),
                    read,
                    seen,
                    null);
            for (Operation write : seenOf.values()) {
                Session writer = sessions.get(write.process());
                if (writer != null && write.process() != read.process()) {
                    judge(
                            Kind.MONOTONIC_WRITES,
                            before(writer.writes.get(key), write.index()),
                            read,
                            seen,
                            write);
                    judge(
                            Kind.WRITES_FOLLOW_READS,
                            before(writer.reads.get(key), write.index()),
                            read,
                            seen,
                            write);
                }
            }
            if (seen != null) {
                seenOf.merge(seen.process(), seen, (a, b) -> a.index() >= b.index() ? a : b);
            }
        }

        private void judge(
                Kind kind,
                @Nullable Step due,
                Operation read,
                @Nullable Operation seen,
                @Nullable Operation through) {
            if (due == null
                    || !kinds.contains(kind)
                    || due.write == seen
                    || !Registers.older(seen, due.write)) {
                return;
            }
            if (!found.wants(kind.word)) {
                found.count(kind.word);
                return;
            }
            List<Operation> shown = new ArrayList<>();
            shown.add(due.write);
            if (due.operation != due.write) {
                shown.add(due.operation);
            }
            if (through != null) {
                shown.add(through);
            }
            shown.add(read);
            String why = switch (kind) {
                case READ_YOUR_WRITES -> "after the same process' " + who(due.operation);
                case MONOTONIC_READS -> "after the same process' " + who(due.operation);
                case MONOTONIC_WRITES ->
                    "although the process had seen " + who(through) + ", which process "
                            + due.operation.process() + " did after its " + who(due.operation);
                case WRITES_FOLLOW_READS ->
                    "although the process had seen " + who(through) + ", which process "
                            + due.operation.process() + " did after it had seen "
                            + who(due.operation);
            };
            found.add(Anomaly.of(
                    kind.word,
                    who(read) + " by process " + read.process() + " came " + why
                            + registers.lagText(read),
                    shown));
        }

        private static String who(@Nullable Operation operation) {
            return operation == null
                    ? ""
                    : AnomalyText.label(operation) + " (line " + (operation.index() + 1) + ")";
        }
    }
}
