package dev.bylaw.internal.dbt;

import dev.bylaw.workspace.Location;
import java.util.Objects;
import java.util.Optional;

/**
 * A package that a project declares to use.
 *
 * @param kind how it is got: {@code package}, {@code git}, {@code local}, {@code tarball}, {@code private}
 * @param source from where
 * @param name the name of its project, as far as it can be told from the declaration
 * @param location the declaration
 */
public record DeclaredPackage(String kind, String source, Optional<String> name, Location location) {
    /** Checks that nothing is missing. */
    public DeclaredPackage {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(location, "location is null");
    }
}
