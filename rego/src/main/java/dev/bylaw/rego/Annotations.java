package dev.bylaw.rego;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A metadata block of a module (OPA's {@code # METADATA} comments).
 *
 * @param scope what it is about: {@code rule}, {@code document}, {@code package} or {@code subpackages}
 * @param fields its fields, for example {@code title} and {@code custom}
 * @param places where each field stands, by JSON pointer into {@code fields}
 * @param location the block
 */
public record Annotations(String scope, ObjectValue fields, Map<String, RegoLocation> places, RegoLocation location) {
    /** Copies the places. */
    public Annotations {
        Objects.requireNonNull(scope, "scope is null");
        Objects.requireNonNull(fields, "fields is null");
        places = Map.copyOf(places);
        Objects.requireNonNull(location, "location is null");
    }

    /**
     * A field.
     *
     * @param name its name
     * @return its value
     */
    public Optional<Value> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /**
     * Where a field stands.
     *
     * @param pointer JSON pointer into the fields
     * @return its place, or that of the nearest field around it, or of the block
     */
    public RegoLocation place(String pointer) {
        String current = pointer;
        while (!current.isEmpty()) {
            RegoLocation found = places.get(current);
            if (found != null) {
                return found;
            }
            current = current.substring(0, current.lastIndexOf('/'));
        }
        return location;
    }
}
