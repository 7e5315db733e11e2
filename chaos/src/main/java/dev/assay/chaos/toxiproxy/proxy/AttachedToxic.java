package dev.assay.chaos.toxiproxy.proxy;

import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

import java.util.Objects;

/**
 * A toxic as it is attached to a proxy.
 *
 * @param name unique in the proxy, over both directions
 * @param stream the direction as the request wrote it, in any case
 * @param toxicity share of connections that are hit: one that draws less than this; any number
 * @param revision 0 when added, one more with each update; a new revision is drawn for anew
 */
public record AttachedToxic(
        String name,
        String stream,
        Direction direction,
        float toxicity,
        Toxic toxic,
        int revision) {

    public AttachedToxic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(toxic, "toxic");
    }

    /** The next revision. */
    public AttachedToxic updated(float newToxicity, Toxic newToxic) {
        return new AttachedToxic(name, stream, direction, newToxicity, newToxic, revision + 1);
    }
}
