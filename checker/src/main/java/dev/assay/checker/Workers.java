package dev.assay.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Some daemon threads for one check; gone when it is done. */
final class Workers {

    private final int count;

    Workers(int count) {
        this.count = count;
    }

    /**
     * The results in the order of the items, whoever worked on them. On an interrupt it calls the
     * deadline off, waits for the workers, which ask it often, and sets the interrupt flag again.
     */
    <T, R> List<R> map(List<T> items, Function<T, R> work, Deadline deadline) {
        if (items.isEmpty()) {
            return List.of();
        }
        AtomicInteger named = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "assay-check-" + named.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<R>> futures = new ArrayList<>(items.size());
            for (T item : items) {
                futures.add(threads.submit(() -> work.apply(item)));
            }
            List<R> results = new ArrayList<>(items.size());
            for (Future<R> future : futures) {
                results.add(await(future, deadline));
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private static <R> R await(Future<R> future, Deadline deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    deadline.callOff();
                } catch (ExecutionException e) {
                    deadline.callOff();
                    throw new IllegalStateException("an engine failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
