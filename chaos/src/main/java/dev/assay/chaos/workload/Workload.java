package dev.assay.chaos.workload;

import dev.assay.bench.client.Request;
import dev.assay.bench.generator.Generator;
import dev.assay.bench.system.Protocol;
import dev.assay.bench.system.SystemDescription;
import dev.assay.checker.Budget;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.verdict.CheckResult;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** What clients ask, and how the answers are judged. Immutable; generators are drawn from it. */
public interface Workload {

    /** The word for the command line, tables and files. */
    String name();

    /** One line for tables. */
    String summary();

    /** Settings for the report, in the order in which to show them. */
    Map<String, String> settings(SystemDescription system);

    /** The protocols over which it can be asked. */
    default Set<Protocol> protocols() {
        return Set.of(Protocol.REDIS);
    }

    /** What one client asks before the load, once it is known to be served; mostly nothing. */
    default List<Request> first() {
        return List.of();
    }

    /** A client's requests. */
    Generator generator(int client, SplittableRandom random, SystemDescription system);

    /** Judges a history; also the beginning of one, whose open operations are of unknown outcome. */
    CheckResult check(History history, Budget budget) throws HistoryException;

    /** What the check takes for granted. */
    List<String> assumptions();
}
