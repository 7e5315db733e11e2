package dev.assay.bench.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import redis.clients.jedis.util.JedisClusterCRC16;

import java.util.List;

class ClusterMasterTest {
    /** Of redis-server 7.0.15, with a replica, a master without slots and a slot on its way. */
    private static final String NODES = """
            eb66 127.0.0.1:7002@17002 master - 0 1795597421781 0 connected 5461-10922
            7ad9 :7001@17001 myself,master - 0 1795597419000 1 connected 0-5460 [77->-eb66]
            9f19 127.0.0.1:7003@17003,host master - 0 1795597420778 2 connected 16383
            aaaa 127.0.0.1:7004@17004 slave 9f19 0 1795597420778 2 connected
            bbbb 127.0.0.1:7005@17005 master - 0 1795597420778 3 connected
            """;

    @Test
    void masters_that_serve_slots_are_found() {
        assertThat(ClusterMaster.parse(NODES, "localhost", 7001))
                .containsExactly(
                        new ClusterMaster("eb66", "127.0.0.1", 7002, 5461),
                        new ClusterMaster("7ad9", "localhost", 7001, 0),
                        new ClusterMaster("9f19", "127.0.0.1", 7003, 16383));
    }

    @Test
    void a_key_with_a_masters_tag_is_in_its_slot() {
        for (int slot : List.of(0, 1, 5461, 16383)) {
            String tag = new ClusterMaster("a", "h", 1, slot).tag();
            assertThat(JedisClusterCRC16.getSlot("key:{" + tag + "}:1")).isEqualTo(slot);
        }
    }

    @Test
    void a_tagged_test_asks_for_keys_of_the_tag() {
        List<ClassicTest> tests = ClassicTests.of(List.of("set", "ping_mbulk"), 3, true);
        assertThat(tests).extracting(ClassicTest::tagged).containsExactly(false, true);
        byte[] key = tests.get(1).with("06S").command().words()[1];
        assertThat(new String(key, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("key:{06S}:__rand_int__");
    }

    @Test
    void what_is_no_list_of_nodes_is_told() {
        assertThatThrownBy(() -> ClusterMaster.parse("nonsense", "h", 1))
                .hasMessage("CLUSTER NODES: cannot read 'nonsense'");
    }
}
