package dev.assay.chaos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.client.Request;
import dev.assay.bench.generator.Generator;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.checker.Budget;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.verdict.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

class WorkloadsTest {

    private final SystemDescription system = SystemCatalog.load("redis-single");
    private final List<Event> events = new ArrayList<>();

    @SuppressWarnings("unused")
    static List<Workload> workloads() {
        return Workloads.all();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void the_same_seed_asks_the_same(Workload workload) {
        assertThat(requests(workload, 7)).isEqualTo(requests(workload, 7));
        if (workload != Workloads.LEDGER) { // which draws only where to read
            assertThat(requests(workload, 7)).isNotEqualTo(requests(workload, 8));
        }
    }

    @Test
    void names_are_unique() {
        assertThat(Workloads.all().stream().map(Workload::name)).doesNotHaveDuplicates();
    }

    private List<Request> requests(Workload workload, long seed) {
        Generator generator = workload.generator(1, new SplittableRandom(seed), system);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            requests.add(generator.next());
        }
        return requests;
    }

    @Test
    void a_ledger_ends_with_a_read_of_all_that_was_acknowledged() {
        Generator generator = Workloads.LEDGER.generator(0, new SplittableRandom(1), system);
        Request first = generator.next();
        generator.learned(first, 1L);
        Request second = generator.next();
        assertThat(generator.last()).containsExactly(new Request.Read(first.key()));
        assertThat(second.key()).isNotEqualTo(first.key());
    }

    @Test
    void an_acknowledged_key_that_is_missing_at_the_end_is_invalid() throws Exception {
        op(0, "write", "ledger-1", 1L, 1L);
        op(1, "read", "ledger-1", null, 1L);
        assertThat(verdict(Workloads.LEDGER)).isEqualTo(Verdict.Word.VALID);
        op(2, "read", "ledger-1", null, null);
        assertThat(verdict(Workloads.LEDGER)).isEqualTo(Verdict.Word.INVALID);
    }

    @Test
    void a_sum_that_changed_or_a_debt_is_invalid() throws Exception {
        List<Object> keys = List.of("{account}-0");
        op(0, "read-all", "bank", keys, List.of(100L, 100L, 100L, 100L, 100L));
        op(1, "read-all", "bank", keys, List.of(90L, 110L, 100L, 100L, 100L));
        assertThat(verdict(Workloads.BANK)).isEqualTo(Verdict.Word.VALID);
        op(2, "read-all", "bank", keys, List.of(90L, 100L, 100L, 100L, 100L));
        assertThat(verdict(Workloads.BANK)).isEqualTo(Verdict.Word.INVALID);
        events.clear();
        op(0, "read-all", "bank", keys, List.of(-10L, 210L, 100L, 100L, 100L));
        assertThat(verdict(Workloads.BANK)).isEqualTo(Verdict.Word.INVALID);
    }

    @Test
    void a_stale_read_may_be_old_but_must_not_go_back() throws Exception {
        op(0, "read", "session-1", null, 5L);
        op(1, "read", "session-1", null, 3L);
        op(0, "read", "session-1", null, 5L);
        assertThat(verdict(Workloads.SESSION)).as("each its own").isEqualTo(Verdict.Word.VALID);
        op(0, "read", "session-1", null, 4L);
        assertThat(verdict(Workloads.SESSION)).isEqualTo(Verdict.Word.INVALID);
    }

    @Test
    void a_value_that_has_ended_for_one_must_not_be_seen_by_another() throws Exception {
        op(0, "set-px", "expiry-1", List.of(5L, 250L), List.of(5L, 250L));
        op(1, "read", "expiry-1", null, 5L);
        op(2, "read", "expiry-1", null, null);
        assertThat(verdict(Workloads.EXPIRY)).as("it ended").isEqualTo(Verdict.Word.VALID);
        op(1, "read", "expiry-1", null, 5L);
        assertThat(verdict(Workloads.EXPIRY)).isEqualTo(Verdict.Word.INVALID);
    }

    @Test
    void a_value_must_end_some_time() throws Exception {
        at(0, 0, "set-px", "expiry-1", List.of(5L, 250L), List.of(5L, 250L));
        at(1, seconds(4), "read", "expiry-1", null, 5L);
        assertThat(verdict(Workloads.EXPIRY)).as("a little late").isEqualTo(Verdict.Word.VALID);
        at(1, seconds(5), "read", "expiry-1", null, 5L);
        assertThat(verdict(Workloads.EXPIRY)).isEqualTo(Verdict.Word.INVALID);
    }

    @Test
    void a_deleted_register_holds_nothing() throws Exception {
        op(0, "write", "deletes-1", 5L, 5L);
        op(0, "write", "deletes-1", null, null);
        op(1, "read", "deletes-1", null, null);
        assertThat(verdict(Workloads.DELETES)).isEqualTo(Verdict.Word.VALID);
        op(1, "read", "deletes-1", null, 5L);
        assertThat(verdict(Workloads.DELETES)).isEqualTo(Verdict.Word.INVALID);
    }

    @Test
    void half_of_a_post_must_not_be_seen() throws Exception {
        List<Object> post = List.of(List.of("w", "p0", 7L), List.of("w", "p1", 7L));
        op(0, "txn", "posts", post, post);
        op(1, "txn", "posts", step("p0", null), step("p0", 7L));
        assertThat(verdict(Workloads.POSTS)).isEqualTo(Verdict.Word.VALID);
        op(1, "txn", "posts", step("p1", null), step("p1", null));
        assertThat(verdict(Workloads.POSTS)).isEqualTo(Verdict.Word.INVALID);
    }

    @Test
    void transactions_that_each_saw_the_other_have_no_order() throws Exception {
        List<Object> one = List.of(List.of("append", "l0", 1L), List.of("r", "l1", List.of(2L)));
        List<Object> two = List.of(List.of("append", "l1", 2L), List.of("r", "l0", List.of()));
        op(0, "txn", "list-transactions", two, two);
        op(1, "txn", "list-transactions", one, one);
        assertThat(verdict(Workloads.LIST_TRANSACTIONS)).isEqualTo(Verdict.Word.VALID);
        events.clear();
        List<Object> other = List.of(List.of("append", "l1", 2L), List.of("r", "l0", List.of(1L)));
        events.add(new Event(0, 0, EventType.INVOKE, "txn", "x", other, "n1", null));
        events.add(new Event(1, 1, EventType.INVOKE, "txn", "x", one, "n1", null));
        events.add(new Event(2, 0, EventType.OK, "txn", "x", other, "n1", null));
        events.add(new Event(3, 1, EventType.OK, "txn", "x", one, "n1", null));
        assertThat(verdict(Workloads.LIST_TRANSACTIONS)).isEqualTo(Verdict.Word.INVALID);
    }

    private static List<Object> step(String key, @Nullable Object value) {
        List<@Nullable Object> step = new ArrayList<>(List.of("r", key));
        step.add(value);
        return List.of(step);
    }

    private static long seconds(long number) {
        return TimeUnit.SECONDS.toNanos(number);
    }

    private Verdict.Word verdict(Workload workload) throws Exception {
        return workload.check(History.of(events), Budget.DEFAULT).verdict().word();
    }

    private void op(
            long process,
            String f,
            String key,
            @Nullable Object argument,
            @Nullable Object result) {
        at(process, events.size(), f, key, argument, result);
    }

    private void at(
            long process,
            long now,
            String f,
            String key,
            @Nullable Object argument,
            @Nullable Object result) {
        events.add(new Event(now, process, EventType.INVOKE, f, key, argument, "n1", null));
        events.add(new Event(now + 1, process, EventType.OK, f, key, result, "n1", null));
    }
}
