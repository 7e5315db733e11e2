package dev.assay.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.cluster.AddressPlan;
import dev.assay.bench.cluster.Link;
import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;
import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Timeout;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

class NetworkTest {
    private final FakeProxies proxies = new FakeProxies();
    private AddressPlan addresses;
    private Network network;

    @BeforeEach
    void open() throws IOException {
        SystemDescription system = SystemCatalog.load("hraftd");
        addresses = AddressPlan.claim(true);
        network = Network.open(proxies, addresses.links(system), Map.of());
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        addresses.close();
    }

    @Test
    void there_is_a_proxy_for_every_link() {
        assertThat(proxies.created)
                .hasSize(18)
                .contains("n1-n2-raft", "n2-n1-http", "clients-n3-redis");
    }

    @Test
    void a_cut_stops_the_requests_of_one_and_its_replies_on_the_connections_of_the_other()
            throws IOException {
        network.cut(new Cut("n1", "n2"));
        assertThat(proxies.holes)
                .containsExactlyInAnyOrder(
                        "n1-n2-raft up", "n1-n2-http up", "n2-n1-raft down", "n2-n1-http down");
    }

    @Test
    void mending_takes_away_what_the_cut_put_there_and_nothing_else() throws IOException {
        network.cut(new Cut("n1", "n2"));
        network.cut(new Cut("n3", "n2"));
        network.mend(new Cut("n1", "n2"));
        assertThat(proxies.holes)
                .containsExactlyInAnyOrder(
                        "n3-n2-raft up", "n3-n2-http up", "n2-n3-raft down", "n2-n3-http down");
    }

    @Test
    void cutting_all_leaves_clients_their_links() throws IOException {
        network.cutAll();
        assertThat(proxies.holes).hasSize(24).noneMatch(hole -> hole.startsWith("clients"));
        network.mendAll();
        assertThat(proxies.holes).isEmpty();
    }

    @Test
    void clients_that_move_find_the_other_node_at_the_same_address() throws IOException {
        network.moveClients("n1", "n2");
        assertThat(proxies.led)
                .contains("clients-n1-redis " + addresses.own("n2") + ":6389")
                .hasSize(2);
    }

    @Test
    void a_toxic_on_the_replies_of_some_links_is_there_and_nowhere_else() throws IOException {
        List<Link> leaderClients = LinkSet.LEADER_CLIENTS.choose(network.links(), List.of("n2"));
        Toxic toxic = new Timeout(0);
        network.attach(leaderClients, List.of(Direction.DOWNSTREAM), toxic);
        assertThat(proxies.holes)
                .containsExactlyInAnyOrder("clients-n2-redis down", "clients-n2-http down");
        assertThat(network.attached(leaderClients, List.of(Direction.DOWNSTREAM), toxic))
                .isEqualTo(2);
        assertThat(network.attached(leaderClients, List.of(Direction.UPSTREAM), toxic))
                .isZero();

        network.mend(leaderClients);
        assertThat(proxies.holes).isEmpty();
    }

    @Test
    void a_set_of_links_has_what_its_name_says() {
        assertThat(LinkSet.PEERS.choose(network.links(), List.of()))
                .hasSize(12)
                .allMatch(Link::betweenNodes);
        assertThat(LinkSet.LEADER_PEERS.choose(network.links(), List.of("n1")))
                .hasSize(8)
                .allMatch(link -> link.from().equals("n1") || link.to().equals("n1"));
        assertThat(LinkSet.CLIENTS.choose(network.links(), List.of()))
                .hasSize(6)
                .noneMatch(Link::betweenNodes);
        assertThat(LinkSet.ALL.choose(network.links(), List.of())).hasSize(18);
    }

    @Test
    void connections_of_some_links_are_closed() throws IOException {
        network.closeConnections(LinkSet.LEADER_CLIENTS.choose(network.links(), List.of("n1")));
        assertThat(proxies.closed).containsExactlyInAnyOrder("clients-n1-redis", "clients-n1-http");
    }

    /** Remembers what it was told. */
    private static final class FakeProxies implements LinkProxies {
        final List<String> created = new ArrayList<>();
        final Set<String> holes = new TreeSet<>();
        final List<String> closed = new ArrayList<>();
        final List<String> led = new ArrayList<>();

        @Override
        public String description() {
            return "fake";
        }

        @Override
        public List<String> notes() {
            return List.of();
        }

        @Override
        public void create(String proxy, String listen, String upstream) {
            created.add(proxy);
        }

        @Override
        public void attach(String proxy, Direction direction, Toxic toxic) {
            holes.add(hole(proxy, direction));
        }

        @Override
        public List<String> attached(String proxy, Direction direction) {
            return holes.contains(hole(proxy, direction)) ? List.of("timeout") : List.of();
        }

        @Override
        public void clear(String proxy, Direction direction) {
            holes.remove(hole(proxy, direction));
        }

        @Override
        public void closeConnections(String proxy) {
            closed.add(proxy);
        }

        private static String hole(String proxy, Direction direction) {
            return proxy + (direction == Direction.UPSTREAM ? " up" : " down");
        }

        @Override
        public void lead(String proxy, String upstream) {
            led.add(proxy + " " + upstream);
        }

        @Override
        public void close() {
            created.clear();
        }
    }
}
