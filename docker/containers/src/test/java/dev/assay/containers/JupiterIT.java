package dev.assay.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import redis.clients.jedis.Jedis;

/** As a test of others looks: the extension starts and removes the node. */
@ExtendWith(Engine.Condition.class)
@Testcontainers
class JupiterIT {
    // A network of its own: CI's engine has no default bridge.
    @AutoClose
    private final Network network = Network.newNetwork();

    @Container
    private final HraftdContainer hraftd =
            new HraftdContainer(Engine.image()).withNode("n1", network);

    @Test
    void the_extension_starts_a_node() {
        try (Jedis jedis = new Jedis(hraftd.redisUri())) {
            assertThat(jedis.incr("counter")).isEqualTo(1);
        }
    }
}
