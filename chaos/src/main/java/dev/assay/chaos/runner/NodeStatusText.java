package dev.assay.chaos.runner;

import dev.assay.bench.cluster.NodeStatus;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A node's last status as JSON for the run folder. */
final class NodeStatusText {
    private static final JsonMapper JSON = new JsonMapper();

    private NodeStatusText() {}

    static String of(NodeStatus status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ready", status.ready());
        fields.put("leader", status.leader());
        fields.put("term", status.term());
        fields.put("members", status.members());
        fields.put("said", new TreeMap<>(status.details()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
    }
}
