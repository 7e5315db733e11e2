package dev.assay.checker.cli;

import dev.assay.checker.Budget;
import dev.assay.checker.Checks;
import dev.assay.checker.DisagreementException;
import dev.assay.checker.Linearizability;
import dev.assay.checker.engine.Engine;
import dev.assay.checker.engine.Engines;
import dev.assay.checker.format.HistoryFiles;
import dev.assay.checker.format.HistoryFormat;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.invariant.Check;
import dev.assay.checker.knossos.KnossosEngine;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code assay check FILE...}: a line a file, and the exit code of the worst. */
@Command(
        name = "check",
        description = "Checks recorded histories for linearizability, or for what --check names.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = CheckCommand.BAD_CALL,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all valid",
            "1:one is invalid",
            "2:one is unknown, none invalid",
            "64:a bad call",
            "65:one cannot be read, none invalid",
            "70:engines contradict each other",
            "73:what was asked for cannot be written, none invalid"
        })
public final class CheckCommand implements Callable<Integer> {

    /** Exit code: all histories are valid. */
    public static final int VALID = 0;

    /** Exit code: a history is invalid. */
    public static final int INVALID = 1;

    /** Exit code: a history could not be decided within the budget. */
    public static final int UNKNOWN = 2;

    /** Exit code: options or arguments that make no sense (EX_USAGE). */
    public static final int BAD_CALL = 64;

    /** Exit code: a file that is no well-formed history (EX_DATAERR). */
    public static final int UNREADABLE = 65;

    /** Exit code: two engines contradict each other, which is a defect of one (EX_SOFTWARE). */
    public static final int DISAGREEMENT = 70;

    /** Exit code: a page or test that was asked for cannot be written (EX_CANTCREAT). */
    public static final int UNWRITABLE = 73;

    /** From good to bad. */
    private static final List<Integer> SEVERITY =
            List.of(VALID, UNKNOWN, UNREADABLE, UNWRITABLE, INVALID, DISAGREEMENT);

    private static final String ALL_ENGINES = "all";

    private static final String AUTO = "auto";

    private static final String LINEARIZABLE = "linearizable";

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "History files, run folders, or folders of these.")
    private List<Path> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description = "auto, jsonl, edn, etcd or kv; auto looks at each file.")
    private String format = "auto";

    @Option(
            names = "--check",
            paramLabel = "NAME[:DETAIL]",
            defaultValue = LINEARIZABLE,
            description = {
                "linearizable (the default; --model says of what), or",
                "list-append, rw-register: transactions, with the level read-committed,"
                        + " snapshot-isolation, serializable or strict-serializable (the default)"
                        + " behind the colon;",
                "sequential (each key), session (all of read-your-writes, monotonic-reads,"
                        + " monotonic-writes, writes-follow-reads, which can be asked for alone),"
                        + " staleness[:VERSIONS|TIME];",
                "Jepsen's set, set-full[:linearizable], counter, queue, total-queue, unique-ids,"
                        + " bank[:SUM[,negative]], long-fork or monotonic."
            })
    private String check = LINEARIZABLE;

    @Option(
            names = "--model",
            paramLabel = "NAME[:INITIAL]",
            description = "register, cas-register, cas-register-lax (a failed cas says nothing),"
                    + " cas-register-knossos (and a read of nothing neither), multi-register,"
                    + " counter, set, fifo-queue, unordered-queue, stack, mutex, append-list or"
                    + " string-append; by default the first that knows all functions.")
    private @Nullable String model;

    @Option(names = "--independent", description = "In EDN, each value is a [key value] pair.")
    private boolean independent;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "auto",
            description =
                    "auto, monitor, wgl, jit, knossos (where it is on the class path), or all:"
                            + " each of these but auto, and an error if they contradict each other.")
    private String engine = "auto";

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Quantities.Time.class,
            description = "Time for each file (default: ${DEFAULT-VALUE}).")
    private Duration time = Budget.DEFAULT.time();

    @Option(
            names = "--memory",
            paramLabel = "BYTES",
            defaultValue = "2g",
            converter = Quantities.Memory.class,
            description = "Memory for the search (default: ${DEFAULT-VALUE}).")
    private long memory = Budget.DEFAULT.bytes();

    @Option(names = "--json", description = "Print a JSON object a file.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Draw the history and its order into this file; of several histories,"
                    + " each into a file of this folder.")
    private @Nullable Path html;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write the failing part as a JUnit test into this file; of several"
                    + " histories, each into a file of this folder.")
    private @Nullable Path junit;

    @Spec
    private @Nullable CommandSpec spec;

    /** Engines beside those that come with Assay. */
    private final List<Engine> more;

    /** With the engines that there are. */
    public CheckCommand() {
        this(List.of());
    }

    CheckCommand(List<Engine> more) {
        this.more = List.copyOf(more);
    }

    /** Runs it alone. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new CheckCommand()).execute(args));
    }

    /** What holds for all files of a call. */
    private record Call(
            @Nullable HistoryFormat format,
            Budget budget,
            Answers answers,
            Exports exports,
            CommandLine commandLine) {}

    @Override
    public Integer call() {
        CommandLine commandLine = Objects.requireNonNull(spec, "spec").commandLine();
        HistoryFormat chosenFormat = chosenFormat(commandLine);
        Model<?, ?> chosenModel = chosenModel(commandLine);
        Check asked = chosenCheck(commandLine);
        Budget budget = new Budget(time, memory);
        List<Path> histories = histories(commandLine);
        Call call = new Call(
                chosenFormat,
                budget,
                new Answers(commandLine.getOut(), json),
                new Exports(html, junit, histories, budget.bytes()),
                commandLine);
        if (asked != null) {
            int worst = VALID;
            for (Path file : histories) {
                worst = worse(worst, check(file, asked, call));
                commandLine.getOut().flush();
            }
            return worst;
        }
        return checkLinearizability(histories, chosenModel, call);
    }

    private int checkLinearizability(
            List<Path> histories, @Nullable Model<?, ?> chosenModel, Call call) {
        CommandLine commandLine = call.commandLine();
        int worst = VALID;
        try (KnossosEngine knossos = new KnossosEngine(call.budget().bytes())) {
            Engine asked = chosenEngine(knossos, commandLine);
            boolean asksKnossos = asked == knossos || engine.equals(ALL_ENGINES);
            boolean warned = false;
            for (Path file : histories) {
                // Before each, since a check that ran out of time has cost Knossos its life.
                Optional<String> missing = asksKnossos ? knossos.prepare() : Optional.empty();
                if (missing.isPresent() && !warned) {
                    commandLine.getErr().println("knossos is unavailable: " + missing.get());
                    commandLine.getErr().flush();
                    warned = true;
                }
                worst = worse(worst, check(file, chosenModel, asked, call));
                commandLine.getOut().flush();
            }
        }
        return worst;
    }

    /** Null for linearizability. */
    private @Nullable Check chosenCheck(CommandLine commandLine) {
        if (check.equals(LINEARIZABLE)) {
            return null;
        }
        if (model != null || !engine.equals(AUTO) || junit != null) {
            throw new ParameterException(
                    commandLine,
                    "--model, --engine and --junit belong to --check linearizable, not to --check "
                            + check);
        }
        try {
            return Checks.of(check);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, "--" + e.getMessage(), e);
        }
    }

    private int check(Path file, Check asked, Call call) {
        try {
            History history = HistoryFiles.read(file, call.format(), independent);
            CheckResult result = Checks.check(history, asked, call.budget());
            int code = call.answers().of(file, result);
            return worse(
                    code,
                    export(file, call.commandLine(), () -> call.exports().write(file, result)));
        } catch (HistoryException | IOException e) {
            return call.answers().unreadable(file, e);
        }
    }

    private Engine chosenEngine(KnossosEngine knossos, CommandLine commandLine) {
        try {
            List<Engine> beside = new ArrayList<>(more);
            beside.add(knossos);
            return Engines.of(engine, beside);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, "--" + e.getMessage(), e);
        }
    }

    private List<Path> histories(CommandLine commandLine) {
        try {
            return HistoryPaths.of(files);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, String.valueOf(e.getMessage()), e);
        }
    }

    private static int worse(int one, int other) {
        return SEVERITY.indexOf(other) > SEVERITY.indexOf(one) ? other : one;
    }

    private int check(Path file, @Nullable Model<?, ?> chosenModel, Engine asked, Call call) {
        try {
            History history = HistoryFiles.read(file, call.format(), independent);
            Model<?, ?> known = chosenModel == null ? modelFor(history) : chosenModel;
            CheckResult result = Linearizability.check(history, known, call.budget(), asked);
            int code = call.answers().of(file, result);
            String name = model == null ? known.name() : model;
            return worse(
                    code,
                    export(
                            file,
                            call.commandLine(),
                            () -> call.exports().write(file, history, known, name, result)));
        } catch (DisagreementException e) {
            return call.answers().disagreement(file, e);
        } catch (HistoryException | IOException e) {
            return call.answers().unreadable(file, e);
        }
    }

    /** Writes files, and says which. */
    private interface Writing {
        List<Path> write() throws IOException;
    }

    /** Names on standard error what was written, and what could not be. */
    private static int export(Path file, CommandLine commandLine, Writing writing) {
        PrintWriter err = commandLine.getErr();
        try {
            writing.write().forEach(written -> err.println("wrote " + written));
            return VALID;
        } catch (IOException | IllegalArgumentException e) {
            err.println("cannot write what was found out about " + file + ": "
                    + (e instanceof IOException ? e.toString() : e.getMessage()));
            return UNWRITABLE;
        } finally {
            err.flush();
        }
    }

    private static Model<?, ?> modelFor(History history) throws IOException {
        Set<String> functions =
                history.operations().stream().map(Operation::f).collect(Collectors.toSet());
        Model<?, ?> known = Models.knowing(functions);
        if (known == null) {
            throw new IOException("no model knows all of the functions " + functions
                    + "; there are " + String.join(", ", Models.NAMES));
        }
        return known;
    }

    private @Nullable HistoryFormat chosenFormat(CommandLine commandLine) {
        if (format.equals("auto")) {
            return null;
        }
        return Stream.of(HistoryFormat.values())
                .filter(known -> known.word().equals(format))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        commandLine,
                        "--format " + format + ": expected auto, jsonl, edn, etcd or kv"));
    }

    private @Nullable Model<?, ?> chosenModel(CommandLine commandLine) {
        try {
            return model == null ? null : Models.of(model);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, "--" + e.getMessage(), e);
        }
    }
}
