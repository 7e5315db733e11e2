package dev.assay.server.powerloss;

import java.io.IOException;
import java.util.function.BiConsumer;

/**
 * What file channels tell {@link Recorder} and {@link Switches}. The JDK's own classes do not see ours,
 * so who is told is an object among the system properties. (With our classes on the boot class path
 * the JVM maps none of the server's from their archive.)
 */
final class ChannelEvents {

    /**
     * The key of the property, whose value takes the path of a file, and what happened: one of the
     * numbers below, and where and how many bytes.
     */
    static final String TOLD = "dev.assay.channels";

    static final long OPENED = 0;
    static final long WRITTEN = 1;
    static final long FORCING = 2;
    static final long FORCED = 3;

    private ChannelEvents() {}

    /** From now on; to be called before there are recorded channels, with the recorder open. */
    static void listen() {
        BiConsumer<String, long[]> told = ChannelEvents::tell;
        System.getProperties().put(TOLD, told);
    }

    /** What is thrown here is thrown by the channel. */
    private static void tell(String path, long[] event) {
        try {
            if (event[0] == OPENED) {
                Recorder.opened(path);
            } else if (event[0] == WRITTEN) {
                Recorder.written(path, event[1], Math.toIntExact(event[2]));
            } else if (event[0] == FORCING) {
                Switches.force(path);
            } else {
                Recorder.forced(path);
            }
        } catch (IOException e) {
            throw ChannelEvents.<RuntimeException>unchecked(e);
        }
    }

    /** The methods of a channel declare it; the interface between does not. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(IOException e) throws E {
        throw (E) e;
    }
}
