package dev.assay.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.command.Access;
import dev.assay.server.command.Argv;
import dev.assay.server.command.ClusterNode;
import dev.assay.server.command.CommandTable;
import dev.assay.server.command.Execution;
import dev.assay.server.command.GroupExecution;
import dev.assay.server.command.OperationCodec;
import dev.assay.server.command.Pipeline;
import dev.assay.server.command.ServerInfo;
import dev.assay.server.command.Session;
import dev.assay.server.command.Shard;
import dev.assay.server.command.Slots;
import dev.assay.server.command.Statistics;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Failure;
import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.raft.Operation;
import dev.assay.server.read.ReadBarrier;
import dev.assay.server.read.ReadLevel;
import dev.assay.server.write.Writes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A connection's commands through pipeline and session, with the log and the barrier by hand. */
class ConnectionTest {

    private static final Reply NIL = Reply.Nil.STRING;

    private final CommandTable table = Catalog.table();
    private StoreKeys keys;
    private final Deque<Runnable> log = new ArrayDeque<>();
    private final Deque<ReadBarrier.Waiter> barrier = new ArrayDeque<>();
    private final List<Reply> replies = new ArrayList<>();
    private final List<Boolean> more = new ArrayList<>();
    private boolean closed;
    private Pipeline connection;
    /** By how much this node's clock is before the leader's. */
    private long ahead;

    private Access access = Access.OPEN;
    private List<ClusterNode> nodes = List.of(
            new ClusterNode("one", "127.0.0.1", 6389, false, true),
            new ClusterNode("two", "127.0.0.2", 6389, true, false));

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        keys = new StoreKeys(directory);
        connection = connect();
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private Pipeline connect() {
        Writes writes = new Writes() {
            @Override
            public void submit(Operation operation, Consumer<Outcome> ended) {
                // Through bytes, as a follower would get it.
                Operation decoded = new OperationCodec(table).decode(operation.encoded());
                log.add(() -> ended.accept(new Outcome.Done(keys.entry(decoded::apply), 1)));
            }

            @Override
            public void submitForwarded(Operation operation, Consumer<Outcome> ended) {
                throw new AssertionError("nothing is forwarded here");
            }
        };
        ServerInfo server = new ServerInfo() {
            @Override
            public String version() {
                return "7";
            }

            @Override
            public Map<String, Map<String, String>> sections() {
                return Map.of("Server", Map.of("a", "b"));
            }

            @Override
            public Map<String, String> settings() {
                return Map.of("save", "", "appendonly", "yes");
            }

            @Override
            public List<Shard> shards() {
                return List.of(new Shard(0, Slots.COUNT - 1, nodes));
            }

            @Override
            public Access access() {
                return access;
            }
        };
        Execution execution = new GroupExecution(
                table, keys.store(), this::await, writes, () -> keys.nowMillis() + ahead);
        Session session = new Session(1, ReadLevel.LINEARIZABLE, table, server, new Statistics());
        return new Pipeline(session, execution, new Pipeline.Output() {
            @Override
            public void reply(Reply reply) {
                replies.add(reply);
            }

            @Override
            public void close() {
                closed = true;
            }

            @Override
            public void wantsMore(boolean wanted) {
                more.add(wanted);
            }
        });
    }

    private void await(ReadLevel level, ReadBarrier.Waiter waiter) {
        if (level == ReadLevel.STALE) {
            waiter.pass(0);
        } else {
            barrier.add(waiter);
        }
    }

    private void send(String... lines) {
        for (String line : lines) {
            connection.offer(Argv.of(line.split(" ")));
        }
    }

    /** Lets the log and the barrier go on until both are empty. */
    private List<Reply> settle() {
        while (!log.isEmpty() || !barrier.isEmpty()) {
            if (!log.isEmpty()) {
                log.remove().run();
            } else {
                barrier.remove().pass(1);
            }
        }
        List<Reply> settled = List.copyOf(replies);
        replies.clear();
        return settled;
    }

    private static Reply error(String text) {
        return new Reply.Error(text);
    }

    @Test
    void a_read_waits_for_the_writes_before_it() {
        send("SET k 1", "GET k");
        assertThat(log).hasSize(1);
        assertThat(barrier).isEmpty();
        assertThat(settle()).containsExactly(Reply.OK, Reply.bulk("1"));
    }

    @Test
    void a_read_does_not_see_the_writes_behind_it() {
        send("SET k 1", "GET k", "SET k 2");
        log.remove().run();
        assertThat(log).isEmpty();
        barrier.remove().pass(1);
        assertThat(log).hasSize(1);
        assertThat(settle()).containsExactly(Reply.OK, Reply.bulk("1"), Reply.OK);
    }

    @Test
    void writes_in_a_row_are_under_way_together_and_so_are_reads() {
        send("SET a 1", "SET b 2", "INCR c", "GET a", "GET b");
        assertThat(log).hasSize(3);
        log.remove().run();
        log.remove().run();
        log.remove().run();
        assertThat(barrier).hasSize(2);
    }

    @Test
    void replies_keep_the_order_when_reads_end_in_another() {
        keys.entry(state -> {
            state.put(
                    dev.assay.server.data.Bytes.of("b"),
                    dev.assay.server.store.Value.Type.STRING,
                    dev.assay.server.data.Bytes.of("2"));
            return Reply.OK;
        });
        send("GET a", "GET b");
        barrier.removeLast().pass(1);
        assertThat(replies).isEmpty();
        assertThat(settle()).containsExactly(NIL, Reply.bulk("2"));
    }

    @Test
    void a_read_that_fails_says_why() {
        send("GET a");
        barrier.remove().fail(Failure.NO_LEADER);
        assertThat(settle()).containsExactly(error("CLUSTERDOWN No raft leader"));
    }

    @Test
    void readonly_reads_at_once_and_readwrite_no_longer() {
        send("READONLY", "GET a", "READWRITE", "GET a");
        assertThat(replies).containsExactly(Reply.OK, NIL, Reply.OK);
        assertThat(barrier).hasSize(1);
    }

    @Test
    void a_transaction_is_one_operation() {
        send("MULTI", "SET k 1", "INCR k", "GET k", "PING", "EXEC");
        assertThat(log).hasSize(1);
        assertThat(settle())
                .containsExactly(
                        Reply.OK,
                        Reply.QUEUED,
                        Reply.QUEUED,
                        Reply.QUEUED,
                        Reply.QUEUED,
                        new Reply.Array(List.of(
                                Reply.OK,
                                new Reply.Int(2),
                                Reply.bulk("2"),
                                new Reply.Status("PONG"))));
    }

    @Test
    void exec_does_nothing_when_a_watched_key_has_changed() {
        send("WATCH k");
        settle();
        keys.entry(state -> ((dev.assay.server.command.Command.Write)
                        table.parse(Argv.of("SET", "k", "theirs")))
                .execute(state));
        send("MULTI", "SET k mine", "EXEC", "GET k");
        assertThat(settle())
                .containsExactly(Reply.OK, Reply.QUEUED, Reply.Nil.ARRAY, Reply.bulk("theirs"));
    }

    @Test
    void exec_does_its_work_when_no_watched_key_has_changed() {
        send("SET k 1", "WATCH k other", "MULTI", "SET k 2", "EXEC", "GET k");
        assertThat(settle())
                .containsExactly(
                        Reply.OK,
                        Reply.OK,
                        Reply.OK,
                        Reply.QUEUED,
                        new Reply.Array(List.of(Reply.OK)),
                        Reply.bulk("2"));
    }

    @Test
    void an_own_write_after_watch_counts_as_a_change() {
        send("WATCH k", "SET k 1", "MULTI", "SET k 2", "EXEC");
        assertThat(settle())
                .containsExactly(Reply.OK, Reply.OK, Reply.OK, Reply.QUEUED, Reply.Nil.ARRAY);
    }

    @Test
    void unwatch_and_exec_forget_the_watched_keys() {
        send("WATCH k", "SET k 1", "UNWATCH", "MULTI", "EXEC", "SET k 2", "MULTI", "EXEC");
        Reply nothingDone = new Reply.Array(List.of());
        assertThat(settle())
                .containsExactly(
                        Reply.OK,
                        Reply.OK,
                        Reply.OK,
                        Reply.OK,
                        nothingDone,
                        Reply.OK,
                        Reply.OK,
                        nothingDone);
    }

    @Test
    void a_command_that_cannot_be_queued_spoils_the_transaction() {
        send("MULTI", "SET k", "SET k 1", "EXEC", "GET k");
        assertThat(settle())
                .containsExactly(
                        Reply.OK,
                        error("ERR wrong number of arguments for 'set' command"),
                        Reply.QUEUED,
                        error("EXECABORT Transaction discarded because of previous errors."),
                        NIL);
    }

    @Test
    void an_error_inside_a_transaction_is_a_result() {
        send("MULTI", "SET k a", "INCR k", "SET k b BAD", "EXEC");
        assertThat(settle())
                .last()
                .isEqualTo(new Reply.Array(List.of(
                        Reply.OK,
                        error("ERR value is not an integer or out of range"),
                        error("ERR syntax error"))));
    }

    @Test
    void discard_forgets_the_transaction() {
        send("MULTI", "SET k 1", "DISCARD", "EXEC", "GET k");
        assertThat(settle())
                .containsExactly(
                        Reply.OK, Reply.QUEUED, Reply.OK, error("ERR EXEC without MULTI"), NIL);
    }

    @Test
    void transactions_do_not_nest_and_watch_stays_outside() {
        send("MULTI", "MULTI", "WATCH k", "EXEC", "DISCARD");
        assertThat(settle())
                .containsExactly(
                        Reply.OK,
                        error("ERR MULTI calls can not be nested"),
                        error("ERR WATCH inside MULTI is not allowed"),
                        new Reply.Array(List.of()),
                        error("ERR DISCARD without MULTI"));
    }

    @Test
    void no_more_than_its_share_is_under_way() {
        for (int i = 0; i < 2_500; i++) {
            send("INCR n");
        }
        assertThat(log).hasSize(1_024);
        assertThat(more).containsExactly(false);
        assertThat(settle()).hasSize(2_500).last().isEqualTo(new Reply.Int(2_500));
        assertThat(more).containsExactly(false, true);
    }

    @Test
    void quit_answers_what_came_before_and_nothing_after() {
        send("SET k 1", "QUIT", "SET k 2");
        assertThat(closed).isFalse();
        assertThat(settle()).containsExactly(Reply.OK, Reply.OK);
        assertThat(closed).isTrue();
        assertThat(log).isEmpty();
    }

    @Test
    void hello_chooses_the_protocol_and_reset_takes_it_back() {
        send("HELLO 3", "CLIENT SETNAME me", "CLIENT GETNAME", "RESET", "CLIENT GETNAME");
        List<Reply> settled = settle();
        assertThat(settled.get(0)).isInstanceOf(Reply.Pairs.class);
        assertThat(settled.subList(1, 5))
                .containsExactly(
                        Reply.OK, Reply.bulk("me"), new Reply.Status("RESET"), Reply.bulk(""));
    }

    @Test
    void config_get_answers_pairs_by_pattern() {
        send("CONFIG GET save", "CONFIG GET append* sa?e", "CONFIG GET nothing");
        List<Reply> settled = settle();
        assertThat(settled.get(0))
                .isEqualTo(new Reply.Pairs(
                        List.of(new Reply.Pair(Reply.bulk("save"), Reply.bulk("")))));
        assertThat(((Reply.Pairs) settled.get(1)).pairs()).hasSize(2);
        assertThat(((Reply.Pairs) settled.get(2)).pairs()).isEmpty();
    }

    @Test
    void command_tells_about_commands_from_the_table() {
        send("COMMAND COUNT", "COMMAND INFO get nosuch", "COMMAND DOCS get", "COMMAND");
        List<Reply> settled = settle();
        assertThat(settled.get(0)).isEqualTo(new Reply.Int(table.all().size()));
        assertThat(((Reply.Array) settled.get(1)).items()).hasSize(2).contains(Reply.Nil.ARRAY);
        assertThat(((Reply.Pairs) settled.get(2)).pairs()).hasSize(1);
        assertThat(((Reply.Array) settled.get(3)).items()).hasSize(table.all().size());
    }

    @Test
    void nothing_but_a_password_is_taken_where_one_is_needed() {
        access = new Access() {
            @Override
            public boolean needsPassword() {
                return true;
            }

            @Override
            public boolean accepts(Bytes password) {
                return password.is("secret");
            }
        };
        Reply.Error noAuth = new Reply.Error("NOAUTH Authentication required.");
        Reply.Error wrong =
                new Reply.Error("WRONGPASS invalid username-password pair or user is disabled.");
        send("GET k", "NOSUCH", "AUTH bad", "AUTH other secret", "HELLO 3 AUTH default bad");
        assertThat(settle()).containsExactly(noAuth, noAuth, wrong, wrong, wrong);
        send("HELLO 3");
        assertThat(((Reply.Error) settle().get(0)).text()).startsWith("NOAUTH HELLO must be");
        send("AUTH secret", "GET k", "RESET", "GET k", "HELLO 3 AUTH default secret", "GET k");
        List<Reply> settled = settle();
        assertThat(settled.subList(0, 4))
                .containsExactly(Reply.OK, NIL, new Reply.Status("RESET"), noAuth);
        assertThat(settled.get(4)).isInstanceOf(Reply.Pairs.class);
        assertThat(settled.get(5)).isEqualTo(NIL);
    }

    @Test
    void without_a_password_auth_says_so() {
        send("AUTH p", "AUTH default p", "AUTH other p");
        List<Reply> settled = settle();
        assertThat(((Reply.Error) settled.get(0)).text()).startsWith("ERR AUTH <password> called");
        assertThat(settled.get(1)).isEqualTo(Reply.OK);
        assertThat(((Reply.Error) settled.get(2)).text()).startsWith("WRONGPASS");
    }

    @Test
    void cluster_slots_has_the_leader_first() {
        send("CLUSTER SLOTS", "CLUSTER NODES", "CLUSTER INFO", "CLUSTER MYID", "LEADER");
        List<Reply> settled = settle();
        List<Reply> range =
                ((Reply.Array) ((Reply.Array) settled.get(0)).items().get(0)).items();
        assertThat(range.subList(0, 2)).containsExactly(Reply.ZERO, new Reply.Int(16_383));
        assertThat(((Reply.Array) range.get(2)).items().get(0)).isEqualTo(Reply.bulk("127.0.0.2"));
        String[] lines = ((Reply.Bulk) settled.get(1)).bytes().text().split("\n");
        assertThat(lines[0]).contains(" 127.0.0.2:6389@0 master - ").endsWith(" 0-16383");
        assertThat(lines[1])
                .contains(" 127.0.0.1:6389@0 myself,slave " + nodes.get(1).hexId());
        assertThat(((Reply.Bulk) settled.get(2)).bytes().text()).contains("cluster_state:ok\r\n");
        assertThat(settled.get(3)).isEqualTo(Reply.bulk(nodes.get(0).hexId()));
        assertThat(settled.get(4)).isEqualTo(Reply.bulk("127.0.0.2:6389"));
    }

    @Test
    void without_a_leader_cluster_slots_says_so() {
        nodes = List.of(new ClusterNode("one", "127.0.0.1", 6389, false, true));
        send("CLUSTER SLOTS", "LEADER");
        assertThat(settle()).containsExactly(error("CLUSTERDOWN No raft leader"), NIL);
    }

    @Test
    void command_finds_the_keys_of_a_command() {
        send(
                "COMMAND GETKEYS MSET a 1 b 2",
                "COMMAND GETKEYS ZUNIONSTORE a 2 b c WEIGHTS 1 2",
                "COMMAND GETKEYS PING",
                "COMMAND GETKEYS NOSUCH",
                "COMMAND GETKEYS GET",
                "COMMAND LIST FILTERBY PATTERN getr*");
        assertThat(settle())
                .containsExactly(
                        new Reply.Array(List.of(Reply.bulk("a"), Reply.bulk("b"))),
                        new Reply.Array(List.of(Reply.bulk("a"), Reply.bulk("b"), Reply.bulk("c"))),
                        error("ERR The command has no key arguments"),
                        error("ERR Invalid command specified"),
                        error("ERR Invalid number of arguments specified for command"),
                        new Reply.Array(List.of(Reply.bulk("getrange"))));
    }

    @Test
    void a_read_of_a_due_key_waits_for_the_entry_that_ends_it() {
        send("SET k v PX 10");
        settle();
        keys.pass(9);
        send("GET k");
        assertThat(settle()).containsExactly(Reply.bulk("v"));
        keys.pass(1);
        send("GET k", "EXISTS k", "KEYS *");
        barrier.remove().pass(1);
        assertThat(replies).isEmpty();
        assertThat(log).hasSize(1);
        assertThat(settle()).containsExactly(NIL, Reply.ZERO, new Reply.Array(List.of()));
    }

    @Test
    void a_read_believes_the_log_when_its_own_clock_runs_ahead() {
        send("SET k v PX 10");
        settle();
        ahead = 10;
        send("GET k");
        assertThat(settle()).containsExactly(Reply.bulk("v"));
    }

    @Test
    void a_stale_read_waits_for_nothing() {
        send("SET k v PX 10", "READONLY");
        settle();
        keys.pass(10);
        send("GET k");
        assertThat(replies).containsExactly(Reply.bulk("v"));
        assertThat(log).isEmpty();
    }
}
