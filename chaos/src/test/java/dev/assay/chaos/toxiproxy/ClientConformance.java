package dev.assay.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.SlowClose;
import eu.rekawek.toxiproxy.model.toxic.Timeout;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/** The calls that the official Java client can make, and that its own suite makes. */
abstract class ClientConformance extends Conformance {
    private ToxiproxyClient client;

    ClientConformance(Target target) {
        super(target);
    }

    @BeforeEach
    void createClient() {
        client = new ToxiproxyClient("127.0.0.1", api.address().getPort());
    }

    private Proxy create(String name) throws IOException {
        return client.createProxy(name, "127.0.0.1:0", upstream.address());
    }

    @Test
    void creates_and_reads_a_proxy() throws IOException {
        Proxy created = create("p");
        Proxy read = client.getProxy("p");
        assertThat(read.getName()).isEqualTo("p");
        assertThat(read.getListen()).isEqualTo(created.getListen());
        assertThat(read.getUpstream()).isEqualTo(upstream.address());
        assertThat(read.isEnabled()).isTrue();
        assertThat(client.getProxyOrNull("q")).isNull();
    }

    @Test
    void lists_proxies_by_name() throws IOException {
        create("r");
        create("p");
        create("q");
        assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly("p", "q", "r");
    }

    @Test
    void changes_disables_enables_and_deletes_a_proxy() throws IOException {
        Proxy proxy = create("p");
        proxy.disable();
        assertThat(client.getProxy("p").isEnabled()).isFalse();
        proxy.enable();
        assertThat(client.getProxy("p").isEnabled()).isTrue();
        proxy.setUpstream("127.0.0.1:1");
        assertThat(client.getProxy("p").getUpstream()).isEqualTo("127.0.0.1:1");
        proxy.setListen("127.0.0.1:0");
        assertThat(client.getProxy("p").getListen()).isEqualTo(proxy.getListen());
        proxy.delete();
        assertThat(client.getProxies()).isEmpty();
    }

    @Test
    void reset_enables_the_proxies_and_removes_the_toxics() throws IOException {
        Proxy proxy = create("p");
        proxy.toxics().bandwidth("b", ToxicDirection.DOWNSTREAM, 1000);
        proxy.disable();
        client.reset();
        assertThat(proxy.isEnabled()).isTrue();
        assertThat(proxy.toxics().getAll()).isEmpty();
    }

    @Test
    void reads_the_version() throws IOException {
        assertThat(client.version()).startsWith("{\"version\"");
    }

    @Test
    void throws_the_code_and_message_of_an_error() throws IOException {
        create("p");
        assertThatThrownBy(() -> create("p"))
                .isInstanceOf(IOException.class)
                .hasMessage("[409] proxy already exists");
    }

    @Test
    void lists_reads_and_removes_toxics() throws IOException {
        ToxicList toxics = create("p").toxics();
        toxics.latency("l", ToxicDirection.DOWNSTREAM, 10);
        toxics.slicer("s", ToxicDirection.UPSTREAM, 1024, 0);
        assertThat(toxics.getAll()).extracting("name").containsExactly("s", "l");
        assertThat(toxics.get("l")).isInstanceOf(Latency.class);
        toxics.get("l").remove();
        assertThat(toxics.getAll()).extracting("name").containsExactly("s");
        assertThatThrownBy(() -> toxics.get("l")).hasMessage("[404] toxic not found");
    }

    @Test
    void sets_name_direction_and_toxicity() throws IOException {
        ToxicList toxics = create("p").toxics();
        Latency latency = toxics.latency("l", ToxicDirection.UPSTREAM, 10);
        latency.setToxicity(0.25f);
        Latency read = toxics.get("l", Latency.class);
        assertThat(read.getName()).isEqualTo("l");
        assertThat(read.getStream()).isEqualTo(ToxicDirection.UPSTREAM);
        assertThat(read.getToxicity()).isEqualTo(0.25f);
    }

    @Test
    void sets_every_attribute_of_every_toxic() throws IOException {
        ToxicList toxics = create("p").toxics();
        ToxicDirection down = ToxicDirection.DOWNSTREAM;
        toxics.bandwidth("b", down, 1).setRate(2);
        toxics.latency("l", down, 1).setLatency(3).setJitter(4);
        toxics.slicer("s", down, 1, 1).setAverageSize(5).setSizeVariation(6).setDelay(7);
        toxics.slowClose("c", down, 1).setDelay(8);
        toxics.timeout("t", down, 1).setTimeout(9);
        toxics.limitData("d", down, 1).setBytes(10);
        toxics.resetPeer("r", down, 1).setTimeout(11);

        assertThat(toxics.get("b", Bandwidth.class).getRate()).isEqualTo(2);
        assertThat(toxics.get("l", Latency.class).getLatency()).isEqualTo(3);
        assertThat(toxics.get("l", Latency.class).getJitter()).isEqualTo(4);
        assertThat(toxics.get("s", Slicer.class).getAverageSize()).isEqualTo(5);
        assertThat(toxics.get("s", Slicer.class).getSizeVariation()).isEqualTo(6);
        assertThat(toxics.get("s", Slicer.class).getDelay()).isEqualTo(7);
        assertThat(toxics.get("c", SlowClose.class).getDelay()).isEqualTo(8);
        assertThat(toxics.get("t", Timeout.class).getTimeout()).isEqualTo(9);
        assertThat(toxics.get("d", LimitData.class).getBytes()).isEqualTo(10);
        assertThat(toxics.get("r", ResetPeer.class).getTimeout()).isEqualTo(11);
    }
}
