package dev.assay.server.mutant;

import dev.assay.server.node.NodeParts;
import dev.assay.server.peer.HostPort;
import dev.assay.server.peer.PeerAnswer;
import dev.assay.server.peer.PeerMessage;
import dev.assay.server.peer.PeerPort;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A forward that is not answered soon is sent once more; the first answer counts. */
final class RetryTwice implements NodeParts {

    static final long PATIENCE_MILLIS = 150;

    @Override
    public PeerPort peers(PeerPort standard, ScheduledExecutorService loop) {
        return (peer, request, deadlineNanos, answer) -> {
            if (request instanceof PeerMessage.Forward) {
                askTwice(standard, loop, peer, request, deadlineNanos, answer);
            } else {
                standard.ask(peer, request, deadlineNanos, answer);
            }
        };
    }

    private static void askTwice(
            PeerPort standard,
            ScheduledExecutorService loop,
            HostPort peer,
            PeerMessage.Request request,
            long deadlineNanos,
            Consumer<PeerAnswer> answer) {
        AtomicBoolean answered = new AtomicBoolean();
        Consumer<PeerAnswer> first = heard -> {
            if (answered.compareAndSet(false, true)) {
                answer.accept(heard);
            }
        };
        standard.ask(peer, request, deadlineNanos, first);
        loop.schedule(
                () -> {
                    if (!answered.get()) {
                        standard.ask(peer, request, deadlineNanos, first);
                    }
                },
                PATIENCE_MILLIS,
                TimeUnit.MILLISECONDS);
    }
}
