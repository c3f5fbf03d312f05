package dev.bylaw.workspace;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a value comes from.
 *
 * @param location the place that says it; empty for a default that no file states
 * @param layer which authority of the format set it, for example {@code properties}, {@code config()}, or
 *     {@code dbt_project.yml models.shop.marts}
 */
public record Origin(Optional<Location> location, String layer) {
    /** A value that no file states. */
    public static final Origin DEFAULT = new Origin(Optional.empty(), "default");

    /** Checks that nothing is missing. */
    public Origin {
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(layer, "layer is null");
    }

    /**
     * A value that a file states.
     *
     * @param location the place
     * @param layer which authority of the format set it
     * @return the origin
     */
    public static Origin of(Location location, String layer) {
        return new Origin(Optional.of(location), layer);
    }

    /**
     * The same place, as another layer.
     *
     * @param newLayer which authority of the format set it
     * @return the origin
     */
    public Origin withLayer(String newLayer) {
        return layer.equals(newLayer) ? this : new Origin(location, newLayer);
    }
}
