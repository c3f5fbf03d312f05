package dev.bylaw.rego;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The last line of defence of loading: the limits are chosen so that nobody gets here in a thread and a heap of usual
 * size, and where these are smaller it is an error like others.
 */
final class Exhaustion {
    private Exhaustion() {}

    /**
     * Runs a part of loading.
     *
     * @param code the code of the error where stack or memory are used up
     * @param file the source, for messages
     */
    static <T> T guarded(String code, String file, Supplier<T> part) {
        try {
            return part.get();
        } catch (StackOverflowError e) {
            throw error(code, file + " needs more stack than this thread has");
        } catch (OutOfMemoryError e) {
            throw error(code, file + " needs more memory than there is");
        }
    }

    private static RegoException error(String code, String message) {
        return new RegoException(List.of(new RegoError(code, message, Optional.empty())));
    }
}
