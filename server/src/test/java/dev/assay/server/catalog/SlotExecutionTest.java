package dev.assay.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.command.Argv;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.CommandTable;
import dev.assay.server.command.Execution;
import dev.assay.server.command.GroupExecution;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.SlotExecution;
import dev.assay.server.command.Slots;
import dev.assay.server.command.Transaction;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.raft.Operation;
import dev.assay.server.read.ReadLevel;
import dev.assay.server.write.Writes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Commands where the keys are divided among groups, each with a store of its own. */
class SlotExecutionTest {

    private static final int GROUPS = 3;
    private static final String CROSS_SLOT =
            "CROSSSLOT Keys in request don't hash to the same slot";

    private final CommandTable table = Catalog.table();
    private final List<StoreKeys> stores = new ArrayList<>();
    private final Map<Integer, Failure> failing = new HashMap<>();
    private Execution execution;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        List<Execution> groups = new ArrayList<>();
        for (int number = 0; number < GROUPS; number++) {
            StoreKeys store = new StoreKeys(directory.resolve("db-" + number));
            stores.add(store);
            int group = number;
            Writes writes = new Writes() {
                @Override
                public void submit(Operation operation, Consumer<Outcome> ended) {
                    Failure failure = failing.get(group);
                    ended.accept(
                            failure == null
                                    ? new Outcome.Done(store.entry(operation::apply), 1)
                                    : new Outcome.Failed(failure));
                }

                @Override
                public void submitForwarded(Operation operation, Consumer<Outcome> ended) {
                    throw new AssertionError("nothing is forwarded here");
                }
            };
            groups.add(new GroupExecution(
                    table,
                    store.store(),
                    (level, waiter) -> {
                        Failure failure = failing.get(group);
                        if (failure == null) {
                            waiter.pass(1);
                        } else {
                            waiter.fail(failure);
                        }
                    },
                    writes,
                    store::nowMillis));
        }
        execution = new SlotExecution(table, groups);
    }

    @AfterEach
    void close() {
        stores.forEach(StoreKeys::close);
    }

    private Outcome outcome(String command) {
        Outcome[] ended = new Outcome[1];
        execution.run(
                Argv.of(command.split(" ")), ReadLevel.LINEARIZABLE, outcome -> ended[0] = outcome);
        return ended[0];
    }

    private Reply run(String command) {
        return outcome(command).reply();
    }

    private Reply exec(Map<Bytes, Long> watched, String... commands) {
        List<Argv> queued = new ArrayList<>();
        for (String command : commands) {
            queued.add(Argv.of(command.split(" ")));
        }
        Outcome[] ended = new Outcome[1];
        execution.start(
                Argv.of("exec"),
                new Transaction(watched, queued, table),
                ReadLevel.LINEARIZABLE,
                outcome -> ended[0] = outcome);
        return ended[0].reply();
    }

    @Test
    void each_key_is_in_the_group_of_its_slot() {
        for (int i = 0; i < 300; i++) {
            assertThat(run("set key" + i + " " + i)).isEqualTo(Reply.OK);
        }
        for (int i = 0; i < 300; i++) {
            Bytes key = Bytes.of("key" + i);
            int group = Slots.of(key) * GROUPS / Slots.COUNT;
            for (int number = 0; number < GROUPS; number++) {
                assertThat(stores.get(number).store().get(key) != null)
                        .as("%s in group %d", key, number)
                        .isEqualTo(number == group);
            }
            assertThat(run("get key" + i)).isEqualTo(Reply.bulk("" + i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mset a 1 b 2",
                "mget a b",
                "del a b",
                "exists a b",
                "rename a b",
                "sinterstore a b c",
                "zunionstore a 2 {a}1 b",
                "lmpop 2 a b left",
                "lmove a b left left",
            })
    void keys_of_several_slots_are_refused(String command) {
        assertThat(run(command)).isEqualTo(new Reply.Error(CROSS_SLOT));
        assertThat(run("dbsize")).isEqualTo(Reply.ZERO);
    }

    @Test
    void keys_of_one_slot_may_be_several() {
        assertThat(run("mset {a}1 x {a}2 y a z")).isEqualTo(Reply.OK);
        assertThat(run("exists {a}1 {a}2 a")).isEqualTo(Reply.of(3));
    }

    @Test
    void transactions_are_in_one_slot_with_what_they_watch() {
        assertThat(exec(Map.of(), "set {a}1 x", "set {a}2 y"))
                .isEqualTo(new Reply.Array(List.of(Reply.OK, Reply.OK)));
        assertThat(exec(Map.of(), "set a x", "set b y")).isEqualTo(new Reply.Error(CROSS_SLOT));
        assertThat(exec(Map.of(Bytes.of("b"), 0L), "set a x"))
                .isEqualTo(new Reply.Error(CROSS_SLOT));
        assertThat(exec(Map.of(), "set a x", "dbsize"))
                .isInstanceOfSatisfying(
                        Reply.Error.class,
                        error -> assertThat(error.text()).startsWith("ERR a command about all"));
        assertThat(exec(Map.of())).isEqualTo(new Reply.Array(List.of()));
        assertThat(run("get a")).isEqualTo(Reply.Nil.STRING);
    }

    @Test
    void all_keys_are_those_of_all_groups() {
        assertThat(run("randomkey")).isEqualTo(Reply.Nil.STRING);
        Set<Reply> expected = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            run("set key" + i + " " + i);
            expected.add(Reply.bulk("key" + i));
        }
        assertThat(run("dbsize")).isEqualTo(Reply.of(100));
        assertThat(((Reply.Array) run("keys *")).items())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(expected).contains(run("randomkey"));

        List<Reply> scanned = new ArrayList<>();
        String cursor = "0";
        int pages = 0;
        do {
            Reply.Array page = (Reply.Array) run("scan " + cursor + " count 7");
            cursor = ((Reply.Bulk) page.items().get(0)).bytes().text();
            scanned.addAll(((Reply.Array) page.items().get(1)).items());
            pages++;
        } while (!cursor.equals("0"));
        assertThat(scanned).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(pages).isGreaterThan(100 / 7);
        assertThat(run("scan " + (5L << 33)))
                .isEqualTo(new Reply.Array(List.of(Reply.bulk("0"), new Reply.Array(List.of()))));

        assertThat(run("FlushAll")).isEqualTo(Reply.OK);
        assertThat(run("dbsize")).isEqualTo(Reply.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        // What was done in one group and not in another is not known to be done.
        "NO_LEADER,,, TIMEOUT",
        "TIMEOUT,,, TIMEOUT",
        "NO_LEADER, NO_LEADER, NO_LEADER, NO_LEADER",
        "NO_LEADER, TIMEOUT, NO_LEADER, TIMEOUT",
    })
    void a_flush_that_failed_anywhere(Failure a, Failure b, Failure c, Failure expected) {
        List<Failure> each = java.util.Arrays.asList(a, b, c);
        for (int group = 0; group < GROUPS; group++) {
            if (each.get(group) != null) {
                failing.put(group, each.get(group));
            }
        }
        assertThat(outcome("flushall")).isEqualTo(new Outcome.Failed(expected));
    }

    @Test
    void a_read_of_all_fails_where_one_group_does() {
        failing.put(1, Failure.NOT_CONFIRMED);
        assertThat(outcome("dbsize")).isEqualTo(new Outcome.Failed(Failure.NOT_CONFIRMED));
        failing.put(1, Failure.ELSEWHERE);
        assertThat(((Reply.Error) run("dbsize")).text()).startsWith("ERR other nodes lead some");
    }

    @Test
    void slots_are_divided_without_a_gap() {
        for (int groups = 1; groups <= 16; groups++) {
            int next = 0;
            for (int group = 0; group < groups; group++) {
                assertThat(Slots.first(group, groups)).isEqualTo(next);
                next = Slots.last(group, groups) + 1;
                assertThat(Slots.group(next - 1, groups)).isEqualTo(group);
                assertThat(Slots.group(Slots.first(group, groups), groups)).isEqualTo(group);
                assertThat(next - Slots.first(group, groups))
                        .isBetween(Slots.COUNT / groups, Slots.COUNT / groups + 1);
            }
            assertThat(next).isEqualTo(Slots.COUNT);
        }
    }

    /** A new command must have key positions, or a way here. */
    @Test
    void only_these_read_or_write_without_a_key() {
        List<String> names = table.all().stream()
                .filter(spec -> spec.keys().equals(KeyPositions.NONE))
                .filter(spec -> spec.flags().contains(CommandFlag.READONLY)
                        || spec.flags().contains(CommandFlag.WRITE))
                .map(CommandSpec::name)
                .toList();
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "scan", "keys", "dbsize", "randomkey", "flushall", "flushdb", "time");
    }
}
