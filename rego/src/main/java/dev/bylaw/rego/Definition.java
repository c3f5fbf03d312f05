package dev.bylaw.rego;

import java.util.List;

/**
 * A path that rules of a policy define.
 *
 * @param path the path with dots, beginning with {@code data}
 * @param kind what the rules define together
 * @param parameters how many parameters it has; 0 for what is no function
 * @param locations the rules, in the order of the modules
 */
public record Definition(String path, Kind kind, int parameters, List<RegoLocation> locations) {
    /** What rules define. */
    public enum Kind {
        /** One value. */
        COMPLETE,
        /** A set. */
        PARTIAL_SET,
        /** An object. */
        PARTIAL_OBJECT,
        /** A function. */
        FUNCTION
    }

    /** Copies the locations. */
    public Definition {
        locations = List.copyOf(locations);
    }
}
