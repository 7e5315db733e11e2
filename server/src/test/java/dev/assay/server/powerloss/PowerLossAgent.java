package dev.assay.server.powerloss;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.ByteBuffer;
import java.util.jar.JarFile;

/**
 * Writes down what goes through the JVM's file channels: what is written, before it is, and what is
 * forced, after it was. {@link PowerLoss} then takes away from a killed process's files what was
 * never forced. {@code -javaagent:AGENT=RECORDER_JAR,JOURNAL}; the recorder must be seen by the
 * JDK's own classes, so it is in a jar of its own.
 */
public final class PowerLossAgent {

    private PowerLossAgent() {}

    public static void premain(String argument, Instrumentation jvm) throws IOException {
        String[] files = argument.split(",", 2);
        jvm.appendToBootstrapClassLoaderSearch(new JarFile(files[0]));
        Recorder.open(files[1]);
        install(jvm);
    }

    /** The recorder must be open, and seen by the bootstrap loader. */
    static void install(Instrumentation jvm) {
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .ignore(none())
                .type(named("sun.nio.ch.FileChannelImpl"))
                .transform((builder, type, loader, module, domain) -> builder.visit(
                                Advice.to(Written.class)
                                        .on(named("write").and(takesArguments(ByteBuffer.class))))
                        .visit(Advice.to(WrittenAt.class)
                                .on(named("write")
                                        .and(takesArguments(ByteBuffer.class, long.class))))
                        .visit(Advice.to(Opened.class).on(named("open")))
                        .visit(Advice.to(Forced.class)
                                .on(named("force").and(takesArguments(boolean.class)))))
                .installOn(jvm);
    }

    static final class Written {

        private Written() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This java.nio.channels.FileChannel channel,
                @Advice.FieldValue("path") String path,
                @Advice.Argument(0) ByteBuffer bytes)
                throws IOException {
            Recorder.written(path, channel.position(), bytes.remaining());
        }
    }

    static final class WrittenAt {

        private WrittenAt() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("path") String path,
                @Advice.Argument(0) ByteBuffer bytes,
                @Advice.Argument(1) long position)
                throws IOException {
            Recorder.written(path, position, bytes.remaining());
        }
    }

    static final class Opened {

        private Opened() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(1) String path) throws IOException {
            Recorder.opened(path);
        }
    }

    static final class Forced {

        private Forced() {}

        /** What throws here is thrown to the caller, and nothing was forced. */
        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue("path") String path) throws IOException {
            Switches.force(path);
        }

        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue("path") String path) throws IOException {
            Recorder.forced(path);
        }
    }
}
