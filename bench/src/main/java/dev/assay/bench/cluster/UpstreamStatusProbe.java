package dev.assay.bench.cluster;

import tools.jackson.databind.JsonNode;

import java.io.IOException;

/**
 * {@code GET /status} of otoolep/hraftd: {@code {"me": {"id", "address"}, "leader": {...},
 * "followers": [...]}}. It tells no term.
 */
final class UpstreamStatusProbe extends HttpStatus {

    UpstreamStatusProbe(int port) {
        super(port);
    }

    @Override
    NodeStatus ask(Node node) throws IOException, InterruptedException {
        JsonNode status = node.get("/status");
        String me = status.path("me").path("id").asString("");
        String leader = status.path("leader").path("id").asString("");
        return new NodeStatus(
                !leader.isEmpty() && !me.isEmpty(),
                !me.isEmpty() && me.equals(leader),
                0,
                1 + status.path("followers").size(),
                details(status));
    }
}
