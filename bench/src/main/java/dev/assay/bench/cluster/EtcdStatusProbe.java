package dev.assay.bench.cluster;

import tools.jackson.databind.JsonNode;

import java.io.IOException;

/** {@code GET /health}, which writes through the log, and {@code POST /v3/maintenance/status}. */
final class EtcdStatusProbe extends HttpStatus {

    EtcdStatusProbe(int port) {
        super(port);
    }

    @Override
    NodeStatus ask(Node node) throws IOException, InterruptedException {
        boolean ready = node.isOk("/health");
        JsonNode status = node.post("/v3/maintenance/status");
        JsonNode members = node.post("/v3/cluster/member/list").path("members");
        String own = status.path("header").path("member_id").asString("");
        String leader = status.path("leader").asString("");
        return new NodeStatus(
                ready,
                !own.isEmpty() && own.equals(leader),
                status.path("raftTerm").asLong(0),
                members.size(),
                details(status));
    }
}
