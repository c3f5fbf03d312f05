package dev.bylaw.cli;

import dev.bylaw.rego.RegoException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * Repeats an operation and measures it, as Go's {@code testing.B} does: first without measuring until the code is
 * compiled, then for a time.
 */
final class Bench {
    /**
     * What was measured.
     *
     * @param samples how often the operation ran
     * @param nanos the time for all of them together
     * @param bytes how much memory was allocated, in bytes; 0 where the virtual machine does not say
     * @param times the time of each, ascending, in nanoseconds
     */
    record Result(int samples, long nanos, long bytes, long[] times) {
        double nanosPerOperation() {
            return (double) nanos / samples;
        }

        /** The time that this part of the operations did not exceed. */
        long quantile(double part) {
            return times[(int) Math.min(times.length - 1L, Math.round(part * (times.length - 1)))];
        }

        double mean() {
            return Arrays.stream(times).average().orElse(0);
        }
    }

    private final Callable<?> operation;

    /** Keeps what the operation gave, so that no compiler can leave it out. */
    @SuppressWarnings("unused")
    private volatile Object sink;

    Bench(Callable<?> operation) {
        this.operation = operation;
    }

    /** Runs the operation for a time, at least once. */
    void warmUp(Duration time, int threads) throws InterruptedException {
        measure(time, threads);
    }

    /** Runs the operation for a time, at least once, in so many threads at once. */
    Result measure(Duration time, int threads) throws InterruptedException {
        if (threads == 1) {
            return run(time);
        }
        CountDownLatch start = new CountDownLatch(threads);
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Worker worker = new Worker(time, start);
            worker.start();
            workers.add(worker);
        }
        long nanos = 0;
        long bytes = 0;
        List<long[]> times = new ArrayList<>();
        for (Worker worker : workers) {
            worker.join();
            if (worker.failure != null) {
                throw worker.failure;
            }
            times.add(worker.result.times());
            nanos += worker.result.nanos();
            bytes += worker.result.bytes();
        }
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(all.length, nanos / threads, bytes, all);
    }

    private final class Worker extends Thread {
        private final Duration time;
        private final CountDownLatch start;
        private Result result;
        private RegoException failure;

        Worker(Duration time, CountDownLatch start) {
            this.time = time;
            this.start = start;
        }

        @Override
        public void run() {
            start.countDown();
            try {
                start.await();
                result = Bench.this.run(time);
            } catch (RegoException e) {
                failure = e;
            } catch (InterruptedException e) {
                currentThread().interrupt();
            }
        }
    }

    private Result run(Duration time) {
        long[] times = new long[1024];
        int samples = 0;
        long allocated = allocated();
        long begin = System.nanoTime();
        long last = begin;
        do {
            if (samples == times.length) {
                times = Arrays.copyOf(times, samples * 2);
            }
            sink = once();
            long now = System.nanoTime();
            times[samples++] = now - last;
            last = now;
        } while (last - begin < time.toNanos());
        long bytes = allocated() - allocated - 8L * times.length;
        long[] sorted = Arrays.copyOf(times, samples);
        Arrays.sort(sorted);
        return new Result(samples, last - begin, Math.max(0, bytes), sorted);
    }

    private Object once() {
        try {
            return operation.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
                : 0;
    }
}
