package dev.assay.chaos.toxiproxy;

import dev.assay.chaos.toxiproxy.toxic.Bandwidth;
import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Latency;
import dev.assay.chaos.toxiproxy.toxic.LimitData;
import dev.assay.chaos.toxiproxy.toxic.ResetPeer;
import dev.assay.chaos.toxiproxy.toxic.Slicer;
import dev.assay.chaos.toxiproxy.toxic.SlowClose;
import dev.assay.chaos.toxiproxy.toxic.Timeout;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;

import java.io.IOException;

/** Adds our toxics through the official client, which has one method for each kind. */
final class ClientToxics {
    private ClientToxics() {}

    /**
     * Some settings take the client a second request; until then the toxic works without them.
     *
     * @throws IllegalArgumentException for a noop, which the client does not know
     */
    static eu.rekawek.toxiproxy.model.Toxic add(
            ToxicList toxics, String name, Direction direction, Toxic toxic) throws IOException {
        ToxicDirection stream = direction == Direction.UPSTREAM
                ? ToxicDirection.UPSTREAM
                : ToxicDirection.DOWNSTREAM;
        if (toxic instanceof Timeout timeout) {
            return toxics.timeout(name, stream, timeout.timeoutMillis());
        } else if (toxic instanceof Latency latency) {
            var added = toxics.latency(name, stream, latency.latencyMillis());
            return latency.jitterMillis() == 0 ? added : added.setJitter(latency.jitterMillis());
        } else if (toxic instanceof Bandwidth bandwidth) {
            return toxics.bandwidth(name, stream, bandwidth.rateKilobytesPerSecond());
        } else if (toxic instanceof ResetPeer reset) {
            return toxics.resetPeer(name, stream, reset.timeoutMillis());
        } else if (toxic instanceof SlowClose slowClose) {
            return toxics.slowClose(name, stream, slowClose.delayMillis());
        } else if (toxic instanceof LimitData limit) {
            return toxics.limitData(name, stream, limit.limitBytes());
        } else if (toxic instanceof Slicer slicer) {
            var added = toxics.slicer(name, stream, slicer.averageBytes(), slicer.delayMicros());
            return slicer.variationBytes() == 0
                    ? added
                    : added.setSizeVariation(slicer.variationBytes());
        }
        throw new IllegalArgumentException("the official client cannot add a " + toxic);
    }
}
