package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.model.MultiRegister;
import dev.assay.checker.model.MultiRegister.Step;
import dev.assay.checker.model.MultiRegister.Txn;
import dev.assay.checker.model.Register;
import dev.assay.checker.model.RegisterAction;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class UnseenUnknownsTest {
    private static final Limit NONE = Limit.ofBytes(Long.MAX_VALUE);

    @Test
    void a_write_that_nobody_read_is_left_out_and_one_that_was_read_is_not() {
        Txn unseen = txn(write("x", 1), write("y", 2));
        Txn half = txn(write("x", 3), write("y", 4));
        Txn reader = txn(read("y", 4), read("x", 9));
        Txn writer = txn(write("x", 1));
        assertThat(unseen(
                        List.of(unseen, half, reader, writer),
                        new boolean[] {true, true, false, false}))
                .containsExactly(true, false, false, false);
    }

    @Test
    void what_made_a_cas_possible_that_was_seen_is_kept() {
        RegisterAction write = RegisterAction.write(1);
        RegisterAction cas = RegisterAction.cas(1, 2);
        RegisterAction unseenCas = RegisterAction.cas(1, 5);
        RegisterAction read = RegisterAction.read(2);
        assertThat(UnseenUnknowns.find(
                        List.of(write, cas, unseenCas, read),
                        new boolean[] {true, true, true, false},
                        Register.register(null),
                        NONE))
                .containsExactly(false, false, true, false);
    }

    @Test
    void beyond_a_number_of_questions_all_are_kept() {
        Txn[] actions = new Txn[5_000];
        Arrays.fill(actions, txn(write("x", 1)));
        boolean[] unknown = new boolean[actions.length];
        Arrays.fill(unknown, true);
        assertThat(unseen(List.of(actions), unknown)).doesNotContain(true);
    }

    private static boolean[] unseen(List<Txn> actions, boolean[] unknown) {
        return UnseenUnknowns.find(actions, unknown, new MultiRegister(Map.of()), NONE);
    }

    private static Txn txn(Step... steps) {
        return new Txn(List.of(steps));
    }

    private static Step write(String register, int value) {
        return new Step(true, register, value);
    }

    private static Step read(String register, int value) {
        return new Step(false, register, value);
    }
}
