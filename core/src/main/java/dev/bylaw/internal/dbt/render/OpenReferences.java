package dev.bylaw.internal.dbt.render;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a template may refer to besides what it certainly refers to, in the sense of dbt's parsing.
 *
 * @param any why it may refer to any relation; empty if it does not
 * @param foreign why it may refer to relations of other packages, or to sources; empty if it does not
 * @param named names of relations that it may refer to, each with the reason: texts that were given to macros which are
 *     not here, and which can know a model of the project in no other way
 * @param doubtful the references that are only made under a condition that cannot be known, each with the reason
 */
public record OpenReferences(
        Optional<String> any, Optional<String> foreign, Map<String, String> named, Map<Reference, String> doubtful) {
    /** Refers to nothing else. */
    public static final OpenReferences NONE =
            new OpenReferences(Optional.empty(), Optional.empty(), Map.of(), Map.of());

    /** Copies the maps. */
    public OpenReferences {
        Objects.requireNonNull(any, "any is null");
        Objects.requireNonNull(foreign, "foreign is null");
        named = Collections.unmodifiableMap(new TreeMap<>(named));
        doubtful = Collections.unmodifiableMap(new LinkedHashMap<>(doubtful));
    }
}
