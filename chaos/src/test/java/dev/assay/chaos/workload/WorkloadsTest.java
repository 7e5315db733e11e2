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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

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
        List<Object> keys = List.of("account-0");
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

    private Verdict.Word verdict(Workload workload) throws Exception {
        return workload.check(History.of(events), Budget.DEFAULT).verdict().word();
    }

    private void op(long process, String f, String key, Object argument, Object result) {
        long now = events.size();
        events.add(new Event(now, process, EventType.INVOKE, f, key, argument, "n1", null));
        events.add(new Event(now + 1, process, EventType.OK, f, key, result, "n1", null));
    }
}
