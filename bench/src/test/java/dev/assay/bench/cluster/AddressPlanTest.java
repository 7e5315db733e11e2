package dev.assay.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.system.SystemCatalog;
import dev.assay.bench.system.SystemDescription;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

class AddressPlanTest {
    private final SystemDescription hraftd = SystemCatalog.load("hraftd");

    @Test
    void two_runs_never_share_an_address() throws IOException {
        try (AddressPlan one = AddressPlan.claim(true);
                AddressPlan other = AddressPlan.claim(true)) {
            assertThat(one.own("n1")).isNotEqualTo(other.own("n1"));
        }
    }

    /** Both look whether there are such addresses; the first held the place when the other came. */
    @Test
    void two_runs_may_begin_at_the_same_moment() throws IOException {
        try (ServerSocket first =
                        new ServerSocket(20_127, 1, InetAddress.getByName("127.250.0.2"));
                AddressPlan other = AddressPlan.claim(true)) {
            assertThat(first.isBound()).isTrue();
            assertThat(other.own("n1")).startsWith("127.");
        }
    }

    @Test
    void every_directed_pair_and_every_client_link_has_a_proxy_of_its_own() throws IOException {
        try (AddressPlan plan = AddressPlan.claim(true)) {
            List<Link> links = plan.links(hraftd);
            // 6 directed pairs x 2 peer ports, 3 nodes x 2 client ports
            assertThat(links).hasSize(12 + 6);
            assertThat(links.stream().map(Link::listen)).doesNotHaveDuplicates();
            assertThat(links).noneMatch(link -> link.listen().equals(link.upstream()));
        }
    }

    @Test
    void a_node_never_finds_a_peer_at_its_own_address_when_links_are_proxied() throws IOException {
        try (AddressPlan plan = AddressPlan.claim(true)) {
            assertThat(plan.peer("n1", "n2")).isNotEqualTo(plan.own("n2"));
            assertThat(plan.client("n2", 1).getHostString()).isNotEqualTo(plan.own("n2"));
        }
        try (AddressPlan plan = AddressPlan.claim(false)) {
            assertThat(plan.peer("n1", "n2")).isEqualTo(plan.own("n2"));
        }
    }
}
