package dev.assay.chaos.toxiproxy.toxic;

/**
 * What a toxic does on one link. Made anew for each link and for each change of the toxic's settings,
 * and called on the link's event loop only. {@link #interrupt} may come in the middle of an emission
 * of this pipe, when a toxic behind it closes the link.
 */
public interface Pipe {

    /** There may be something to do: a chunk came, the source ended, or the pipe was just put in. */
    void run();

    /**
     * The pipe is taken out or replaced: it sends on at once what it holds and forgets its timer.
     * Not called again afterwards.
     */
    void interrupt();

    /** True if nothing ever comes out, so that the source is read however slow the reader is. */
    default boolean swallows() {
        return false;
    }
}
