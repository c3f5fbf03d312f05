package dev.bylaw.internal.text;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Asks now and then whether the work is to end. Not thread-safe. */
public final class Stop {
    /** Nothing ends the work. */
    public static final BooleanSupplier NEVER = () -> false;

    private final BooleanSupplier stopped;

    /**
     * A stop.
     *
     * @param stopped says whether the work is to end; may take as long as reading a clock
     */
    public Stop(BooleanSupplier stopped) {
        this.stopped = Objects.requireNonNull(stopped, "stopped is null");
    }

    /**
     * Ends the work if it is to end. Called for each element of a document, so that nothing between two calls takes long.
     *
     * @throws CancellationException if the work is to end
     */
    public void check() {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("the check was cancelled or took too long");
        }
    }
}
