package dev.assay.server.read;

/** Tells the leader up to where the log must be applied for a read. Confined to the event loop. */
public interface IndexSource {

    /** Called once, on the event loop. */
    interface Asker {

        /** A read that began before this was asked may be answered from the state at the index. */
        void confirmed(long index);

        /** This node does not lead, or could not make sure in time. */
        void notConfirmed();
    }

    /**
     * The index if it is known without asking anybody, so that a read that began before this call
     * need not wait; else -1.
     */
    long now();

    /** Asks for an index that is good for reads that began before this call. */
    void ask(Asker asker);
}
