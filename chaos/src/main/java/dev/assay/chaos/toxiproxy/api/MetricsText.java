package dev.assay.chaos.toxiproxy.api;

import dev.assay.chaos.toxiproxy.proxy.ProxyTraffic;
import dev.assay.chaos.toxiproxy.proxy.StreamTraffic;
import dev.assay.chaos.toxiproxy.proxy.TwinProxy;

import java.util.List;
import java.util.function.ToLongFunction;

/** The traffic counters as Prometheus reads them: Toxiproxy's two, and one for dropped bytes. */
final class MetricsText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private MetricsText() {}

    static String write(List<TwinProxy> proxies) {
        StringBuilder text = new StringBuilder();
        write(text, "received", proxies, StreamTraffic::receivedBytes);
        write(text, "sent", proxies, StreamTraffic::sentBytes);
        write(text, "dropped", proxies, StreamTraffic::droppedBytes);
        return text.toString();
    }

    private static void write(
            StringBuilder text,
            String kind,
            List<TwinProxy> proxies,
            ToLongFunction<StreamTraffic> bytes) {
        String metric = "toxiproxy_proxy_" + kind + "_bytes_total";
        text.append("# HELP ").append(metric).append(" \n");
        text.append("# TYPE ").append(metric).append(" counter\n");
        for (TwinProxy proxy : proxies) {
            ProxyTraffic traffic = proxy.traffic();
            line(text, metric, "downstream", proxy, bytes.applyAsLong(traffic.downstream()));
            line(text, metric, "upstream", proxy, bytes.applyAsLong(traffic.upstream()));
        }
    }

    private static void line(
            StringBuilder text, String metric, String direction, TwinProxy proxy, long bytes) {
        text.append(metric)
                .append("{direction=\"")
                .append(direction)
                .append("\",listener=\"")
                .append(escape(proxy.listen()))
                .append("\",proxy=\"")
                .append(escape(proxy.name()))
                .append("\",upstream=\"")
                .append(escape(proxy.upstream()))
                .append("\"} ")
                .append(bytes)
                .append('\n');
    }

    private static String escape(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
