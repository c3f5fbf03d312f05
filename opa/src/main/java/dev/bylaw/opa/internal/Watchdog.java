package dev.bylaw.opa.internal;

import dev.bylaw.rego.EvaluationOptions;
import java.util.function.Supplier;

/**
 * Ends evaluations that take too long or whose check was cancelled: it interrupts their thread, which the SDK notices where a
 * module loops or calls. Belongs to one thread, which it watches from another.
 */
final class Watchdog implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 20;

    private final EvaluationOptions options;
    private final Thread watched = Thread.currentThread();
    private final Thread watcher;
    private boolean closed;
    private boolean running;
    private boolean interrupted;
    private long deadline;

    Watchdog(EvaluationOptions options) {
        this.options = options;
        this.watcher = new Thread(this::watch, "bylaw-opa-watchdog");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Does something that is interrupted once it takes too long. */
    <T> T run(Supplier<T> work) {
        if (options.cancelled().getAsBoolean()) {
            throw Failures.of("eval_cancel_error", "the evaluation was cancelled");
        }
        synchronized (this) {
            long nanos = options.timeout().compareTo(java.time.Duration.ofDays(1)) > 0
                    ? java.time.Duration.ofDays(1).toNanos()
                    : options.timeout().toNanos();
            deadline = System.nanoTime() + nanos;
            running = true;
            interrupted = false;
            notifyAll();
        }
        try {
            return work.get();
        } finally {
            synchronized (this) {
                running = false;
                if (interrupted) {
                    // Ours; an interruption of others in the same moment is told by the check's own question.
                    Thread.interrupted();
                }
            }
        }
    }

    /** {@return whether the last work was interrupted from here} */
    synchronized boolean hasInterrupted() {
        return interrupted;
    }

    private synchronized void watch() {
        while (!closed) {
            try {
                if (running && !interrupted) {
                    if (options.cancelled().getAsBoolean() || System.nanoTime() - deadline > 0) {
                        interrupted = true;
                        watched.interrupt();
                    }
                    wait(INTERVAL_MILLIS);
                } else {
                    wait();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
