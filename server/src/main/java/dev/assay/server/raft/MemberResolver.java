package dev.assay.server.raft;

import dev.assay.server.peer.HostPort;
import dev.assay.server.peer.Names;

import org.apache.ratis.thirdparty.io.grpc.EquivalentAddressGroup;
import org.apache.ratis.thirdparty.io.grpc.NameResolver;
import org.apache.ratis.thirdparty.io.grpc.NameResolverProvider;
import org.apache.ratis.thirdparty.io.grpc.NameResolverRegistry;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.StatusOr;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Logger LOG = LoggerFactory.getLogger(MemberResolver.class);

    private static final String SCHEME = "member";

    private static final Collection<Function<String, @Nullable HostPort>> DIRECTORIES =
            new CopyOnWriteArrayList<>();
    private static final Collection<MemberResolver> OPEN = new CopyOnWriteArrayList<>();

    /** Members whose names meant nothing when last looked up: each is told of once. */
    private static final Set<String> LOST = ConcurrentHashMap.newKeySet();

    static {
        NameResolverRegistry.getDefaultRegistry().register(new Provider());
    }

    private final String id;
    private final Executor serial;
    private volatile @Nullable Listener2 listener;

    private MemberResolver(String id, Args args) {
        this.id = id;
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
        HostPort address = address();
        if (address == null) {
            tell(failed("no member is named " + id));
            return;
        }
        Names.JVM.find(address.host()).whenComplete((found, failure) -> {
            if (failure == null) {
                if (LOST.remove(id)) {
                    LOG.info("{} is found again at {}", address, found.getHostAddress());
                }
                tell(found(new InetSocketAddress(found, address.port())));
            } else {
                if (LOST.add(id)) {
                    LOG.warn("{} cannot be found: {}", address, failure.toString());
                }
                tell(failed(id + " is at " + address + ", which cannot be found: " + failure));
            }
        });
    }

    private void tell(ResolutionResult result) {
        serial.execute(() -> {
            Listener2 told = listener;
            if (told != null) {
                told.onResult2(result);
            }
        });
    }

    @Override
    public void shutdown() {
        OPEN.remove(this);
        listener = null;
    }

    private static ResolutionResult found(SocketAddress address) {
        return ResolutionResult.newBuilder()
                .setAddressesOrError(
                        StatusOr.fromValue(List.of(new EquivalentAddressGroup(address))))
                .build();
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
