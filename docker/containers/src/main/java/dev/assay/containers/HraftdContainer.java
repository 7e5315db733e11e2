package dev.assay.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;

import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One node of hraftd, started once it is ready: it leads, or has caught up and knows who does.
 *
 * <pre>{@code
 * @Container
 * HraftdContainer hraftd = new HraftdContainer("hraftd");
 *
 * new Jedis(hraftd.redisUri()).set("key1", "value1");
 * }</pre>
 *
 * <p>The image is the one of {@code docker/Dockerfile}. Beyond what every container does, a node can be
 * killed and started again on its data, and paused. Used by one thread.
 */
public final class HraftdContainer extends GenericContainer<HraftdContainer> {
    /** HTTP, inside of the container. */
    public static final int HTTP_PORT = 11_000;

    /** The Redis protocol, inside of the container. */
    public static final int REDIS_PORT = 6_389;

    private static final String FIRST = "n1";
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);

    private String node = FIRST;
    private String join = "";

    /** A node named n1 that is a cluster of its own. */
    public HraftdContainer(String image) {
        this(DockerImageName.parse(image));
    }

    /** A node named n1 that is a cluster of its own. */
    public HraftdContainer(DockerImageName image) {
        super(image);
        withExposedPorts(HTTP_PORT, REDIS_PORT);
        waitingFor(Wait.forHttp("/readyz").forPort(HTTP_PORT).withStartupTimeout(READY_TIMEOUT));
        // The name is the node's address in the Raft log, and must stay when the container is new.
        withCreateContainerCmdModifier(create -> create.withHostName(node));
    }

    /** A name other than n1; on a network others find the node by it. */
    public HraftdContainer withNode(String name, Network network) {
        node = name;
        return withNetwork(network).withNetworkAliases(name);
    }

    /** Joins the cluster of another node on the same network. */
    public HraftdContainer joining(HraftdContainer member) {
        join = member.node + ":" + HTTP_PORT;
        return self();
    }

    @Override
    protected void configure() {
        if (!join.isEmpty()) {
            String[] given = getCommandParts();
            String[] command = new String[given.length + 2];
            command[0] = "-join";
            command[1] = join;
            System.arraycopy(given, 0, command, 2, given.length);
            setCommand(command);
        }
    }

    /** The node's name. */
    public String node() {
        return node;
    }

    /** {@code http://HOST:PORT}, as this machine reaches the node. */
    public URI httpUri() {
        return uri("http", httpAddress());
    }

    /** {@code redis://HOST:PORT}, as this machine reaches the node. */
    public URI redisUri() {
        return uri("redis", redisAddress());
    }

    /** HTTP, as this machine reaches the node. */
    public InetSocketAddress httpAddress() {
        return published(HTTP_PORT);
    }

    /** The Redis protocol, as this machine reaches the node. */
    public InetSocketAddress redisAddress() {
        return published(REDIS_PORT);
    }

    private static URI uri(String scheme, InetSocketAddress address) {
        return URI.create(scheme + "://" + address.getHostString() + ":" + address.getPort());
    }

    /** Asked of the engine each time: a node that was started again may be published elsewhere. */
    private InetSocketAddress published(int port) {
        InspectContainerResponse now = getCurrentContainerInfo();
        Map<ExposedPort, Ports.Binding[]> bindings =
                now.getNetworkSettings().getPorts().getBindings();
        Ports.Binding @Nullable [] at = bindings.get(ExposedPort.tcp(port));
        if (at == null || at.length == 0) {
            throw new IllegalStateException("node " + node + " is not reached at port " + port
                    + ": expected a running container, it is " + now.getState().getStatus());
        }
        return InetSocketAddress.createUnresolved(
                getHost(), Integer.parseInt(at[0].getHostPortSpec()));
    }

    /** SIGKILL. The data stay. */
    public void kill() {
        dockerClient.killContainerCmd(getContainerId()).exec();
    }

    /** Starts a killed node on its data; returns when it is ready again. */
    public void startAgain() {
        dockerClient.startContainerCmd(getContainerId()).exec();
        Readiness.await(this, READY_TIMEOUT);
    }

    /** The node keeps its connections and its memory, but does nothing. */
    public void pause() {
        dockerClient.pauseContainerCmd(getContainerId()).exec();
    }

    /** Undoes {@link #pause}. */
    public void resume() {
        dockerClient.unpauseContainerCmd(getContainerId()).exec();
    }

    // Two nodes are never the same one.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
