package dev.assay.server.raft;

import dev.assay.server.peer.HostPort;

import org.apache.ratis.thirdparty.io.grpc.EquivalentAddressGroup;
import org.apache.ratis.thirdparty.io.grpc.NameResolver;
import org.apache.ratis.thirdparty.io.grpc.NameResolverProvider;
import org.apache.ratis.thirdparty.io.grpc.NameResolverRegistry;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.StatusOr;
import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Lets gRPC dial members by their names. Ratis makes one channel for each name and never changes
 * its target, so a member that moves could not be found under its new address; with a name as the
 * target the address is looked up in the present configuration whenever the channel connects.
 *
 * <p>gRPC knows resolvers by the JVM, so the members of all nodes in this JVM share one directory.
 */
final class MemberResolver extends NameResolver {

    private static final String SCHEME = "member";

    private static final Collection<Function<String, @Nullable HostPort>> DIRECTORIES =
            new CopyOnWriteArrayList<>();
    private static final Collection<MemberResolver> OPEN = new CopyOnWriteArrayList<>();

    static {
        NameResolverRegistry.getDefaultRegistry().register(new Provider());
    }

    private final String id;
    private final Executor blocking;
    private final Executor serial;
    private volatile @Nullable Listener2 listener;

    private MemberResolver(String id, Args args) {
        this.id = id;
        this.blocking =
                args.getOffloadExecutor() == null ? Runnable::run : args.getOffloadExecutor();
        this.serial = args.getSynchronizationContext()::execute;
    }

    /** What Ratis takes for the address of a member. */
    static String target(String id) {
        return SCHEME + ":///" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /**
     * Adds a node's knowledge.
     *
     * @param directory the present Raft address of a member, or null; asked from any thread
     */
    static void add(Function<String, @Nullable HostPort> directory) {
        DIRECTORIES.add(directory);
    }

    static void remove(Function<String, @Nullable HostPort> directory) {
        DIRECTORIES.remove(directory);
    }

    /** Some address has changed: open channels look again. */
    static void changed() {
        OPEN.forEach(MemberResolver::refresh);
    }

    @Override
    public String getServiceAuthority() {
        HostPort address = address();
        return address == null ? "member" : address.toString();
    }

    @Override
    public void start(Listener2 newListener) {
        listener = newListener;
        OPEN.add(this);
        refresh();
    }

    @Override
    public void refresh() {
        blocking.execute(() -> {
            ResolutionResult found = resolve();
            serial.execute(() -> {
                Listener2 told = listener;
                if (told != null) {
                    told.onResult2(found);
                }
            });
        });
    }

    @Override
    public void shutdown() {
        OPEN.remove(this);
        listener = null;
    }

    private ResolutionResult resolve() {
        HostPort address = address();
        if (address == null) {
            return failed("no member is named " + id);
        }
        try {
            SocketAddress resolved =
                    new InetSocketAddress(address.resolve().getAddress(), address.port());
            return ResolutionResult.newBuilder()
                    .setAddressesOrError(
                            StatusOr.fromValue(List.of(new EquivalentAddressGroup(resolved))))
                    .build();
        } catch (UnknownHostException e) {
            return failed(id + " is at " + address + ", which cannot be resolved: " + e);
        }
    }

    private static ResolutionResult failed(String text) {
        return ResolutionResult.newBuilder()
                .setAddressesOrError(StatusOr.fromStatus(Status.UNAVAILABLE.withDescription(text)))
                .build();
    }

    private @Nullable HostPort address() {
        for (Function<String, @Nullable HostPort> directory : DIRECTORIES) {
            HostPort address = directory.apply(id);
            if (address != null) {
                return address;
            }
        }
        return null;
    }

    private static final class Provider extends NameResolverProvider {

        /** Below DNS (5): the highest is asked for targets without a scheme. */
        private static final int PRIORITY = 4;

        @Override
        protected boolean isAvailable() {
            return true;
        }

        @Override
        protected int priority() {
            return PRIORITY;
        }

        @Override
        public String getDefaultScheme() {
            return SCHEME;
        }

        @Override
        public @Nullable NameResolver newNameResolver(URI target, Args args) {
            if (!SCHEME.equals(target.getScheme())) {
                return null;
            }
            String path = target.getRawPath();
            return new MemberResolver(
                    URLDecoder.decode(path.substring(1), StandardCharsets.UTF_8), args);
        }

        @Override
        public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
            return List.of(InetSocketAddress.class);
        }
    }
}
