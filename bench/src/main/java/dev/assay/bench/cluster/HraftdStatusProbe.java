package dev.assay.bench.cluster;

import tools.jackson.databind.JsonNode;

import java.io.IOException;

/**
 * {@code GET /readyz} and {@code GET /status}. A member counts once its log has an entry: before
 * that it cannot take part in every election (Ratis refuses votes of an empty log, RATIS-1995).
 */
final class HraftdStatusProbe extends HttpStatus {

    HraftdStatusProbe(int port) {
        super(port);
    }

    @Override
    NodeStatus ask(Node node) throws IOException, InterruptedException {
        boolean ready = node.isOk("/readyz");
        JsonNode status = node.get("/status");
        int members = 0;
        for (JsonNode member : status.path("members")) {
            if (member.path("hasLogEntry").asBoolean(false)) {
                members++;
            }
        }
        return new NodeStatus(
                ready,
                "leader".equalsIgnoreCase(status.path("role").asString("")),
                status.path("term").asLong(0),
                members,
                details(status));
    }
}
