package dev.assay.chaos.toxiproxy;

import dev.assay.chaos.toxiproxy.proxy.ProxyTraffic;
import dev.assay.chaos.toxiproxy.proxy.StreamTraffic;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the byte counters out of a server's Prometheus metrics. */
final class TrafficMetrics {
    private static final Pattern LINE = Pattern.compile(
            "toxiproxy_proxy_(received|sent|dropped)_bytes_total\\{(.*)\\} ([0-9.e+]+)");

    private static final Pattern LABEL = Pattern.compile("(direction|proxy)=\"([^\"]*)\"");
    private static final StreamTraffic NONE = new StreamTraffic(0, 0, 0);

    private TrafficMetrics() {}

    /** Bytes by proxy; a proxy that had several addresses gets the sum. */
    static Map<String, ProxyTraffic> parse(String metrics) {
        Map<String, ProxyTraffic> traffic = new TreeMap<>();
        for (Matcher line = LINE.matcher(metrics); line.find(); ) {
            Map<String, String> labels = labels(line.group(2));
            StreamTraffic bytes = bytes(line.group(1), (long) Double.parseDouble(line.group(3)));
            ProxyTraffic added = "upstream".equals(labels.get("direction"))
                    ? new ProxyTraffic(bytes, NONE)
                    : new ProxyTraffic(NONE, bytes);
            traffic.merge(labels.getOrDefault("proxy", ""), added, TrafficMetrics::sum);
        }
        return traffic;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        for (Matcher label = LABEL.matcher(text); label.find(); ) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }

    private static StreamTraffic bytes(String kind, long count) {
        return new StreamTraffic(
                kind.equals("received") ? count : 0,
                kind.equals("sent") ? count : 0,
                kind.equals("dropped") ? count : 0);
    }

    private static ProxyTraffic sum(ProxyTraffic a, ProxyTraffic b) {
        return new ProxyTraffic(
                sum(a.upstream(), b.upstream()), sum(a.downstream(), b.downstream()));
    }

    private static StreamTraffic sum(StreamTraffic a, StreamTraffic b) {
        return new StreamTraffic(
                a.receivedBytes() + b.receivedBytes(),
                a.sentBytes() + b.sentBytes(),
                a.droppedBytes() + b.droppedBytes());
    }
}
