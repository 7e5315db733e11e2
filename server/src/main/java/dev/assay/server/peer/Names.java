package dev.assay.server.peer;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks names up on threads of its own. The JVM's resolver blocks for as long as the name servers
 * stay silent, ten seconds and more for the name of a container that is gone; Netty asks it on the
 * event loop, which would stand still for all clients, and so would every other name.
 *
 * <p>Safe for use by many threads. A name is looked up once at a time: who asks meanwhile shares
 * the answer. What the answer is, and for how long it is remembered, is the JVM's business.
 */
public final class Names {

    /** The JVM's own resolver, shared as its cache is. */
    public static final Names JVM = new Names(InetAddress::getByName);

    /** Names that are looked up at the same time, each on a thread; a cluster has a handful. */
    static final int LOOKUPS_MAX = 64;

    private static final long IDLE_SECONDS = 10;

    private final Lookup lookup;
    private final ConcurrentHashMap<String, CompletableFuture<InetAddress>> underWay =
            new ConcurrentHashMap<>();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, LOOKUPS_MAX, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "names");
                thread.setDaemon(true);
                return thread;
            });

    /** What may block. */
    @FunctionalInterface
    interface Lookup {
        InetAddress find(String host) throws UnknownHostException;
    }

    Names(Lookup lookup) {
        this.lookup = lookup;
    }

    /**
     * The address of a host, which fails with an {@link UnknownHostException}. An address needs no
     * lookup and is answered at once.
     */
    public CompletableFuture<InetAddress> find(String host) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            try {
                return CompletableFuture.completedFuture(InetAddress.getByAddress(host, literal));
            } catch (UnknownHostException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        CompletableFuture<InetAddress> asked = new CompletableFuture<>();
        CompletableFuture<InetAddress> before = underWay.putIfAbsent(host, asked);
        if (before != null) {
            return before;
        }
        try {
            threads.execute(() -> answer(host, asked));
        } catch (RejectedExecutionException e) {
            underWay.remove(host);
            asked.completeExceptionally(new UnknownHostException(
                    host + ": " + LOOKUPS_MAX + " other names are being looked up"));
        }
        return asked;
    }

    private void answer(String host, CompletableFuture<InetAddress> asked) {
        try {
            InetAddress found = lookup.find(host);
            underWay.remove(host);
            asked.complete(found);
        } catch (UnknownHostException | RuntimeException e) {
            underWay.remove(host);
            asked.completeExceptionally(e);
        }
    }

    /** The same for connections of Netty. */
    AddressResolverGroup<InetSocketAddress> resolvers() {
        return new AddressResolverGroup<>() {
            @Override
            protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
                return new Resolver(executor).asAddressResolver();
            }
        };
    }

    private final class Resolver extends InetNameResolver {

        Resolver(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            find(host).whenComplete((found, failure) -> {
                if (failure == null) {
                    promise.trySuccess(found);
                } else {
                    promise.tryFailure(failure);
                }
            });
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            find(host).whenComplete((found, failure) -> {
                if (failure == null) {
                    promise.trySuccess(List.of(found));
                } else {
                    promise.tryFailure(failure);
                }
            });
        }
    }
}
