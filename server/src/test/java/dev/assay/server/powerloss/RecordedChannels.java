package dev.assay.server.powerloss;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.BiConsumer;

/**
 * The JDK's class of file channels, which tells {@link ChannelEvents} of what is written, before it is,
 * and of what is forced, before and after. It is made by one JVM for others of its version, so that
 * these start without Byte Buddy.
 *
 * <p>The advice becomes a part of the JDK's class, which sees no helper of ours: hence the repeated
 * look for who is told.
 */
final class RecordedChannels {

    static final String NAME = "sun.nio.ch.FileChannelImpl";

    private RecordedChannels() {}

    /** The class file, with the fields and methods that the JDK's has. */
    static byte[] classFile() {
        ClassFileLocator locator = ClassFileLocator.ForClassLoader.ofBootLoader();
        TypeDescription type = TypePool.Default.of(locator).describe(NAME).resolve();
        return new ByteBuddy()
                .with(Implementation.Context.Disabled.Factory.INSTANCE)
                .decorate(type, locator)
                .visit(Advice.to(Written.class)
                        .on(named("write").and(takesArguments(ByteBuffer.class))))
                .visit(Advice.to(WrittenAt.class)
                        .on(named("write").and(takesArguments(ByteBuffer.class, long.class))))
                .visit(Advice.to(Opened.class).on(named("open")))
                .visit(Advice.to(Forced.class)
                        .on(named("force").and(takesArguments(boolean.class))))
                .make()
                .getBytes();
    }

    @SuppressWarnings("unchecked")
    static final class Written {

        private Written() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This FileChannel channel,
                @Advice.FieldValue("path") String path,
                @Advice.Argument(0) ByteBuffer bytes)
                throws IOException {
            ((BiConsumer<String, long[]>) System.getProperties().get(ChannelEvents.TOLD))
                    .accept(path, new long[] {
                        ChannelEvents.WRITTEN, channel.position(), bytes.remaining()
                    });
        }
    }

    @SuppressWarnings("unchecked")
    static final class WrittenAt {

        private WrittenAt() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("path") String path,
                @Advice.Argument(0) ByteBuffer bytes,
                @Advice.Argument(1) long position) {
            ((BiConsumer<String, long[]>) System.getProperties().get(ChannelEvents.TOLD))
                    .accept(path, new long[] {ChannelEvents.WRITTEN, position, bytes.remaining()});
        }
    }

    @SuppressWarnings("unchecked")
    static final class Opened {

        private Opened() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(1) String path) {
            ((BiConsumer<String, long[]>) System.getProperties().get(ChannelEvents.TOLD))
                    .accept(path, new long[] {ChannelEvents.OPENED});
        }
    }

    @SuppressWarnings("unchecked")
    static final class Forced {

        private Forced() {}

        /** What throws here is thrown to the caller, and nothing was forced. */
        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue("path") String path) {
            ((BiConsumer<String, long[]>) System.getProperties().get(ChannelEvents.TOLD))
                    .accept(path, new long[] {ChannelEvents.FORCING});
        }

        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue("path") String path) {
            ((BiConsumer<String, long[]>) System.getProperties().get(ChannelEvents.TOLD))
                    .accept(path, new long[] {ChannelEvents.FORCED});
        }
    }
}
