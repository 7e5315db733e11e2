package dev.assay.server.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.function.Consumer;

/** All keys as a stream, out of the node and into the cluster. */
public interface Backups {

    /** How many groups there are; each has its own backups. */
    int groups();

    /**
     * A copy of all keys of a group as they are on this node now, however long the reading takes.
     *
     * @throws IOException if too many are open
     */
    Backup backup(int group) throws IOException;

    /** Begins to replace all keys of a group by those of a backup. */
    Restore restore(int group);

    /** Read by one thread at a time, which must close it; the reading blocks for the disk. */
    interface Backup extends AutoCloseable {

        /** Index of the last log entry that is in it. */
        long index();

        /**
         * The next piece, some hundred kilobytes at most; null at the end.
         *
         * @throws IOException if the node stops or replaces its keys meanwhile
         */
        byte @Nullable [] next() throws IOException;

        @Override
        void close();
    }

    /**
     * Takes a backup as a stream. Nothing is seen of it before {@link #end} succeeds, and then all
     * at once on each node; whatever was there before is gone. On the event loop.
     */
    interface Restore {

        /**
         * Takes the next bytes, cut anywhere; the following call must wait for the answer. After
         * an answer other than 200 it is over.
         */
        void add(byte[] bytes, Consumer<Cluster.JoinResult> taken);

        /** After the last bytes: puts the new keys in place of the old ones. */
        void end(Consumer<Cluster.JoinResult> done);

        /** The stream was cut: forgets what came. */
        void abandon();
    }
}
