package dev.assay.reports.run;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * {@code run.json}: what was run, on what, and how to run it again.
 *
 * @param name of the scenario; part of the folder's name, so letters, digits, dots, dashes and
 *     underscores only
 * @param seed that schedule and operations derive from
 * @param options every option that shaped the run, in the order in which to show them
 * @param system name of the system under test
 * @param systemVersion as the system itself tells it; empty when it does not
 * @param nodes names, in the order in which they were started
 * @param durability what an acknowledged write has survived, such as {@code fsync always}
 * @param readLevel such as {@code linearizable}, {@code lease} or {@code stale}
 * @param clients how many act at the same time
 * @param proxy what the links go through, such as {@code embedded twin} or {@code toxiproxy-server
 *     2.12.0}; {@code none} where nothing stands between
 * @param gitRevision of the harness; null outside a repository
 * @param startedAt wall clock at time 0 of the history
 * @param duration how long the load was to run
 * @param replayCommand one line for a shell that runs schedule and operations again
 * @param expectation what the run should be judged
 */
public record RunSpec(
        String name,
        long seed,
        Map<String, String> options,
        String system,
        String systemVersion,
        List<String> nodes,
        String durability,
        String readLevel,
        int clients,
        String proxy,
        Machine machine,
        @Nullable String gitRevision,
        Instant startedAt,
        Duration duration,
        String replayCommand,
        Expectation expectation) {

    /** Longest scenario name: leaves room for time and seed in a file name of 255 bytes. */
    public static final int NAME_LENGTH_LIMIT = 100;

    /** What stands for system, durability or read level when nobody said them. */
    public static final String NOT_STATED = "not stated";

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (NAME_LENGTH_LIMIT - 1) + "}");

    public RunSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(systemVersion, "systemVersion");
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(readLevel, "readLevel");
        Objects.requireNonNull(proxy, "proxy");
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(replayCommand, "replayCommand");
        Objects.requireNonNull(expectation, "expectation");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name '" + name + "': expected letters, digits, dots,"
                            + " dashes and underscores, at most " + NAME_LENGTH_LIMIT);
        }
        if (clients < 0) {
            throw new IllegalArgumentException("clients " + clients + ": expected 0 or more");
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration " + duration + ": expected 0 or more");
        }
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        nodes = List.copyOf(nodes);
    }

    /** Starts a spec with what has no default; the rest is filled in by name. */
    public static Builder builder(String name, long seed) {
        return new Builder(name, seed);
    }

    /** The same, to change some of it: the writer replaces {@code run.json} with the result. */
    public Builder toBuilder() {
        Builder copy = new Builder(name, seed)
                .system(system, systemVersion)
                .nodes(nodes)
                .durability(durability)
                .readLevel(readLevel)
                .clients(clients)
                .proxy(proxy)
                .machine(machine)
                .gitRevision(gitRevision)
                .startedAt(startedAt)
                .duration(duration)
                .replayCommand(replayCommand)
                .expectation(expectation);
        options.forEach(copy::option);
        return copy;
    }

    /** Collects the settings of a {@link RunSpec}. What is not said reads "not stated" on the page. */
    public static final class Builder {

        private final String name;
        private final long seed;
        private final Map<String, String> options = new LinkedHashMap<>();
        private String system = NOT_STATED;
        private String systemVersion = "";
        private List<String> nodes = List.of();
        private String durability = NOT_STATED;
        private String readLevel = NOT_STATED;
        private int clients;
        private String proxy = "none";
        private @Nullable Machine machine;
        private @Nullable String gitRevision;
        private @Nullable Instant startedAt;
        private Duration duration = Duration.ZERO;
        private String replayCommand = "";
        private Expectation expectation = Expectation.VALID;

        private Builder(String name, long seed) {
            this.name = name;
            this.seed = seed;
        }

        public Builder option(String option, Object value) {
            options.put(option, String.valueOf(value));
            return this;
        }

        public Builder system(String systemName, String version) {
            this.system = systemName;
            this.systemVersion = version;
            return this;
        }

        public Builder nodes(List<String> names) {
            this.nodes = names;
            return this;
        }

        public Builder durability(String text) {
            this.durability = text;
            return this;
        }

        public Builder readLevel(String text) {
            this.readLevel = text;
            return this;
        }

        public Builder clients(int count) {
            this.clients = count;
            return this;
        }

        public Builder proxy(String text) {
            this.proxy = text;
            return this;
        }

        /** Default: {@link Machine#current}. */
        public Builder machine(Machine where) {
            this.machine = where;
            return this;
        }

        public Builder gitRevision(@Nullable String revision) {
            this.gitRevision = revision;
            return this;
        }

        /** Default: now. */
        public Builder startedAt(Instant when) {
            this.startedAt = when;
            return this;
        }

        public Builder duration(Duration length) {
            this.duration = length;
            return this;
        }

        public Builder replayCommand(String line) {
            this.replayCommand = line;
            return this;
        }

        public Builder expectation(Expectation expected) {
            this.expectation = expected;
            return this;
        }

        public RunSpec build() {
            return new RunSpec(
                    name,
                    seed,
                    options,
                    system,
                    systemVersion,
                    nodes,
                    durability,
                    readLevel,
                    clients,
                    proxy,
                    machine == null ? Machine.current() : machine,
                    gitRevision,
                    startedAt == null ? Instant.now() : startedAt,
                    duration,
                    replayCommand,
                    expectation);
        }
    }
}
