package dev.assay.server.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.node.Fakes;
import dev.assay.server.peer.HostPort;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

class RetryTwiceTest {

    @Test
    void a_forward_without_a_quick_answer_goes_out_twice() {
        ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
        try {
            Fakes.FakePeers sent = new Fakes.FakePeers();
            List<PeerAnswer> heard = new ArrayList<>();
            PeerPort mutant = new RetryTwice().peers(sent, loop);
            PeerMessage.Request forward = new PeerMessage.Forward(5, List.of(new byte[1]));
            mutant.ask(new HostPort("b", 1), forward, Long.MAX_VALUE, heard::add);
            await().until(() -> sent.asked().size() == 2);
            PeerAnswer answer = new PeerAnswer.Answered(
                    new PeerMessage.ForwardAnswer(List.of(new Outcome.Done(Reply.OK, 1))));
            sent.answer(0, answer);
            sent.answer(1, answer);
            assertThat(heard).containsExactly(answer);
        } finally {
            loop.shutdownNow();
        }
    }
}
