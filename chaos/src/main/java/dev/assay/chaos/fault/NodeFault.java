package dev.assay.chaos.fault;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** A fault of processes, disks or clocks: it hits the nodes of a {@link Target}. */
interface NodeFault extends Fault {

    Target target();

    /** Breaks these nodes. */
    Hit hit(FaultContext context, List<String> nodes) throws IOException, InterruptedException;

    /** All at once take the service with them. */
    @Override
    default boolean serviceExpected() {
        return target() != Target.ALL;
    }

    @Override
    default Active inject(FaultContext context) throws IOException, InterruptedException {
        List<String> nodes = target().choose(context);
        Hit hit = hit(context, nodes);
        return new Active() {
            @Override
            public List<String> targets() {
                return nodes;
            }

            @Override
            public @Nullable String effect() throws IOException, InterruptedException {
                return hit.effect();
            }

            @Override
            public void hold(Holding holding) throws IOException, InterruptedException {
                hit.hold(holding);
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                hit.heal();
            }
        };
    }

    /** What was done to the nodes; see {@link Active}. */
    interface Hit {

        @Nullable
        String effect() throws IOException, InterruptedException;

        default void hold(Holding holding) throws IOException, InterruptedException {
            holding.sleep(holding.left());
        }

        void heal() throws IOException, InterruptedException;
    }
}
