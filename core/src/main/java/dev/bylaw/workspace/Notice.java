package dev.bylaw.workspace;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Something worth saying that changes no verdict: duplicate keys, a key that has no effect, defaults in force.
 *
 * @param kind a short name of the sort of notice, kebab case
 * @param message what was noticed, without a final period
 * @param location where; empty if no file is involved
 */
public record Notice(String kind, String message, Optional<Location> location) implements Comparable<Notice> {
    private static final Comparator<Notice> ORDER = Comparator.comparing(
                    (Notice notice) -> notice.location().map(Location::file).orElse(""))
            .thenComparing(notice -> notice.location().orElse(Location.startOf("")))
            .thenComparing(Notice::kind)
            .thenComparing(Notice::message);

    /** Checks that nothing is missing. */
    public Notice {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(message, "message is null");
        Objects.requireNonNull(location, "location is null");
    }

    /**
     * A notice at a place.
     *
     * @param location where
     * @param kind a short name of the sort of notice, kebab case
     * @param message what was noticed
     * @return the notice
     */
    public static Notice at(Location location, String kind, String message) {
        return new Notice(kind, message, Optional.of(location));
    }

    /** Orders by place, those without one first, then kind and message. */
    @Override
    public int compareTo(Notice other) {
        return ORDER.compare(this, other);
    }
}
