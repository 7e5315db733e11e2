package dev.assay.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.command.Argv;
import dev.assay.server.command.CommandTable;
import dev.assay.server.command.Execution;
import dev.assay.server.command.OperationCodec;
import dev.assay.server.command.Pipeline;
import dev.assay.server.command.ServerInfo;
import dev.assay.server.command.Session;
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
        };
        Execution execution =
                new Execution(table, keys.store(), this::await, writes, keys::nowMillis);
        Session session = new Session(1, ReadLevel.LINEARIZABLE, table, server);
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
}
