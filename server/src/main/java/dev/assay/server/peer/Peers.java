package dev.assay.server.peer;

import dev.assay.server.security.Password;
import dev.assay.server.security.Tls;

import io.netty.bootstrap.Bootstrap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One {@link PeerLink} for each address that was ever asked. Confined to the event loop. */
public final class Peers implements PeerPort {

    private final Bootstrap bootstrap;
    private final LongSupplier nanoClock;
    private final Optional<Password> password;
    private final Optional<Tls> tls;
    private final Map<HostPort, PeerLink> links = new HashMap<>();
    private boolean closed;

    /**
     * @param bootstrap with the event loop and the channel type, nothing else
     * @param password what the others want to be shown
     * @param tls how the others are spoken to
     */
    public Peers(
            Bootstrap bootstrap,
            LongSupplier nanoClock,
            Optional<Password> password,
            Optional<Tls> tls) {
        this(bootstrap, nanoClock, password, tls, Names.JVM);
    }

    Peers(
            Bootstrap bootstrap,
            LongSupplier nanoClock,
            Optional<Password> password,
            Optional<Tls> tls,
            Names names) {
        this.password = password;
        this.tls = tls;
        this.bootstrap = bootstrap.clone().resolver(names.resolvers());
        this.nanoClock = nanoClock;
    }

    @Override
    public void ask(
            HostPort peer,
            PeerMessage.Request request,
            long deadlineNanos,
            Consumer<PeerAnswer> answer) {
        if (closed) {
            answer.accept(new PeerAnswer.NotSent("this node is stopping"));
            return;
        }
        links.computeIfAbsent(
                        peer,
                        address ->
                                new PeerLink(bootstrap.clone(), nanoClock, address, password, tls))
                .ask(request, deadlineNanos, answer);
    }

    /** Gives up requests whose deadline has passed; call it every few milliseconds. */
    public void step(long nowNanos) {
        links.values().forEach(link -> link.step(nowNanos));
    }

    /** Closes all links; what is under way ends as not sent or unanswered. */
    public void close() {
        closed = true;
        links.values().forEach(PeerLink::close);
    }
}
