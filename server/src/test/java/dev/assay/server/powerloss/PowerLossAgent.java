package dev.assay.server.powerloss;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/**
 * Writes down what goes through the JVM's file channels: what is written, before it is, and what is
 * forced, after it was. {@link PowerLoss} then takes away from a killed process's files what was
 * never forced. {@code -javaagent:AGENT=JOURNAL}; what {@link RecordedChannels} made is in its jar.
 */
public final class PowerLossAgent {

    /** The class file of the recorded channels, in the agent's jar. */
    static final String CHANNELS = "channels";

    private PowerLossAgent() {}

    public static void premain(String argument, Instrumentation jvm) throws IOException {
        Recorder.open(argument);
        try (InputStream in = PowerLossAgent.class.getResourceAsStream("/" + CHANNELS)) {
            if (in == null) {
                throw new IOException("no " + CHANNELS + " in the agent's jar");
            }
            install(jvm, in.readAllBytes());
        }
    }

    /** The recorder must be open. */
    static void install(Instrumentation jvm, byte[] channels) throws IOException {
        ChannelEvents.listen();
        try {
            jvm.redefineClasses(
                    new ClassDefinition(Class.forName(RecordedChannels.NAME), channels));
        } catch (ClassNotFoundException | UnmodifiableClassException e) {
            throw new IOException("the file channels of this JVM cannot be recorded", e);
        }
    }
}
