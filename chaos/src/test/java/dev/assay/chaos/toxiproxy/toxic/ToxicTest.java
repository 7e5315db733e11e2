package dev.assay.chaos.toxiproxy.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Each toxic on a clock of its own: what comes in, what goes out, and when to the millisecond. */
class ToxicTest {
    static final List<Toxic> KINDS = Toxic.KINDS;

    private static final String X50 = "x".repeat(50);
    private static final String X100 = "x".repeat(100);
    private static final String X150 = "x".repeat(150);
    private static final String X250 = "x".repeat(250);

    private static FakeFlow flow(Toxic toxic) {
        return new FakeFlow(toxic, 1);
    }

    private static Arguments row(String name, FakeFlow flow, String... log) {
        return argumentSet(name, flow, log);
    }

    @ParameterizedTest
    @MethodSource
    void does_exactly_this(FakeFlow flow, String[] log) {
        assertThat(flow.log()).containsExactly(log);
    }

    static Stream<Arguments> does_exactly_this() {
        return Stream.of(
                row(
                        "noop passes data and the end",
                        flow(new Noop()).data("a").end(),
                        "0 emit a",
                        "0 close"),
                row(
                        "latency counts from each arrival",
                        flow(new Latency(100, 0)).data("a").pass(60).data("b").pass(200),
                        "100 emit a",
                        "160 emit b"),
                row(
                        "latency delays the end behind the data",
                        flow(new Latency(100, 0)).data("a").end().pass(500),
                        "100 emit a",
                        "100 close"),
                row(
                        "latency does not delay an end without data",
                        flow(new Latency(100, 0)).end(),
                        "0 close"),
                row(
                        "latency lets go of what it holds when interrupted",
                        flow(new Latency(100, 0)).data("a").pass(10).interrupt().pass(500),
                        "10 emit a"),
                row(
                        "latency below zero does not wait",
                        flow(new Latency(-5, 0)).data("a"),
                        "0 emit a"),
                row(
                        "bandwidth takes a millisecond for each byte of its rate",
                        flow(new Bandwidth(1)).data("0123456789").data("01234").pass(500),
                        "10 emit 0123456789",
                        "15 emit 01234"),
                row(
                        "bandwidth sends big chunks in slices of 100 ms",
                        flow(new Bandwidth(1)).data(X250).end().pass(500),
                        "100 emit " + X100,
                        "200 emit " + X100,
                        "250 emit " + X50,
                        "250 close"),
                row(
                        "bandwidth lets go of the rest of a chunk when interrupted",
                        flow(new Bandwidth(1)).data(X250).pass(100).interrupt(),
                        "100 emit " + X100,
                        "100 emit " + X150),
                row(
                        "bandwidth 0 holds back",
                        flow(new Bandwidth(0)).data("a").end().pass(9_999)),
                row(
                        "bandwidth below 0 does too, until interrupted",
                        flow(new Bandwidth(-7)).data("a").pass(9).interrupt(),
                        "9 emit a"),
                row(
                        "slow_close delays the end only",
                        flow(new SlowClose(100)).data("a").end().pass(50).pass(100),
                        "0 emit a",
                        "100 close"),
                row(
                        "slow_close holds nothing but the end",
                        flow(new SlowClose(100)).end().pass(50).interrupt().pass(100)),
                row(
                        "timeout 0 drops for ever",
                        flow(new Timeout(0)).data("a").pass(9_999).data("b"),
                        "0 discard a",
                        "9999 discard b"),
                row(
                        "timeout 0 lets the end through",
                        flow(new Timeout(0)).data("a").end(),
                        "0 discard a",
                        "0 close"),
                row("timeout closes an idle link", flow(new Timeout(100)).pass(200), "100 close"),
                row(
                        "timeout begins anew with each chunk",
                        flow(new Timeout(100))
                                .pass(90)
                                .data("a")
                                .pass(90)
                                .data("b")
                                .pass(200),
                        "90 discard a",
                        "180 discard b",
                        "280 close"),
                row("reset_peer spares an idle link", flow(new ResetPeer(100)).pass(9_999)),
                row(
                        "reset_peer counts from the first data",
                        flow(new ResetPeer(100))
                                .pass(50)
                                .data("a")
                                .pass(60)
                                .data("b")
                                .pass(100),
                        "50 discard a",
                        "150 reset"),
                row(
                        "reset_peer counts from the end, too",
                        flow(new ResetPeer(100)).end().pass(100),
                        "100 reset"),
                row(
                        "reset_peer resets at once when interrupted on its way",
                        flow(new ResetPeer(100)).data("a").pass(1).interrupt(),
                        "0 discard a",
                        "1 reset"),
                row(
                        "reset_peer does nothing when interrupted before",
                        flow(new ResetPeer(100)).interrupt().pass(200)),
                row(
                        "slicer halves until the size fits",
                        flow(new Slicer(2, 0, 0)).data("01234567").end(),
                        "0 emit 01",
                        "0 emit 23",
                        "0 emit 45",
                        "0 emit 67",
                        "0 close"),
                row(
                        "slicer evens out the sizes",
                        flow(new Slicer(3, 0, 0)).data("0123456789a"),
                        "0 emit 01",
                        "0 emit 234",
                        "0 emit 567",
                        "0 emit 89a"),
                row(
                        "slicer leaves what is small enough",
                        flow(new Slicer(5, 3, 0)).data("01234567"),
                        "0 emit 01234567"),
                row(
                        "slicer pauses after each slice, the last one too",
                        flow(new Slicer(2, 0, 10_000))
                                .data("0123")
                                .data("4")
                                .end()
                                .pass(100),
                        "0 emit 01",
                        "10 emit 23",
                        "20 emit 4",
                        "30 close"),
                row(
                        "slicer lets go of the rest when interrupted",
                        flow(new Slicer(2, 0, 10_000)).data("01234567").pass(10).interrupt(),
                        "0 emit 01",
                        "10 emit 23",
                        "10 emit 4567"),
                row(
                        "slicer without a size cuts nothing",
                        flow(new Slicer(0, 0, 0)).data("0123"),
                        "0 emit 0123"),
                row(
                        "limit_data closes right at the limit",
                        flow(new LimitData(3)).data("ab").data("c").data("d"),
                        "0 emit ab",
                        "0 emit c",
                        "0 close"),
                row(
                        "limit_data cuts the chunk that goes beyond",
                        flow(new LimitData(3)).data("ab").data("cdef"),
                        "0 emit ab",
                        "0 emit c",
                        "0 discard def",
                        "0 close"),
                row(
                        "limit_data 0 waits for data to close",
                        flow(new LimitData(0)).pass(9).data("a"),
                        "9 discard a",
                        "9 close"),
                row(
                        "limit_data below 0 is 0",
                        flow(new LimitData(-1)).data("a"),
                        "0 discard a",
                        "0 close"));
    }

    @Test
    void jitter_takes_every_value_from_its_lower_bound_to_below_its_upper_one() {
        Set<String> delays = new TreeSet<>();
        for (int seed = 0; seed < 500; seed++) {
            delays.addAll(
                    new FakeFlow(new Latency(50, 5), seed).data("a").pass(100).log());
        }
        assertThat(delays)
                .containsExactly(
                        "45 emit a",
                        "46 emit a",
                        "47 emit a",
                        "48 emit a",
                        "49 emit a",
                        "50 emit a",
                        "51 emit a",
                        "52 emit a",
                        "53 emit a",
                        "54 emit a");
    }

    @Test
    void a_slicer_with_any_variation_loses_nothing_and_sends_no_empty_slice() {
        String sent = "0123456789".repeat(20);
        for (int variation : new int[] {0, 1, 3, 50, 1_000}) {
            List<String> log = flow(new Slicer(4, variation, 0)).data(sent).log();
            assertThat(String.join("", log).replace("0 emit ", "")).isEqualTo(sent);
            assertThat(log).doesNotContain("0 emit ");
        }
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void takes_the_settings_that_are_named_and_keeps_the_others(Toxic kind) {
        assertThat(kind.with((name, otherwise) -> otherwise)).isEqualTo(kind);
        Toxic changed = kind.with((name, otherwise) -> name.length());
        assertThat(changed.type()).isEqualTo(kind.type());
        assertThat(changed.attributes().keySet())
                .containsExactlyElementsOf(kind.attributes().keySet());
        changed.attributes().forEach((name, value) -> assertThat(value).isEqualTo(name.length()));
        assertThat(Toxic.ofType(kind.type())).contains(kind);
    }

    @Test
    void a_kind_that_nobody_knows_is_none() {
        assertThat(Toxic.ofType("nope")).isEmpty();
        assertThat(Toxic.ofType("")).isEmpty();
    }
}
