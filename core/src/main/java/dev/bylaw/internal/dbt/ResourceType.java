package dev.bylaw.internal.dbt;

import java.util.Optional;

/**
 * The kinds of resources of a dbt project.
 *
 * <p>Source of the names: dbt-core 1.11, {@code dbt/artifacts/resources/types.py} and {@code dbt/parser/common.py}.
 */
public enum ResourceType {
    /** A model. */
    MODEL("model", "models", "models"),
    /** A seed, a CSV file. */
    SEED("seed", "seeds", "seeds"),
    /** A snapshot. */
    SNAPSHOT("snapshot", "snapshots", "snapshots"),
    /** An analysis; it takes its configuration from the section of models. */
    ANALYSIS("analysis", "analyses", "models"),
    /** A data test, generic or singular. */
    TEST("test", "data_tests", "data_tests"),
    /** A unit test. */
    UNIT_TEST("unit_test", "unit_tests", "unit_tests"),
    /** A table of a source. */
    SOURCE("source", "sources", "sources"),
    /** An exposure. */
    EXPOSURE("exposure", "exposures", "exposures"),
    /** A macro. */
    MACRO("macro", "macros", ""),
    /** A group. */
    GROUP("group", "groups", ""),
    /** A metric. */
    METRIC("metric", "metrics", "metrics"),
    /** A semantic model. */
    SEMANTIC_MODEL("semantic_model", "semantic_models", "semantic-models"),
    /** A saved query. */
    SAVED_QUERY("saved_query", "saved_queries", "saved-queries"),
    /** A function. */
    FUNCTION("function", "functions", "functions");

    private final String id;
    private final String section;
    private final String projectSection;

    ResourceType(String id, String section, String projectSection) {
        this.id = id;
        this.section = section;
        this.projectSection = projectSection;
    }

    /** {@return the name in a manifest, the first part of a unique id} */
    public String id() {
        return id;
    }

    /** {@return the key of a properties file that lists such resources} */
    public String section() {
        return section;
    }

    /** {@return the key of {@code dbt_project.yml} that configures such resources, empty if there is none} */
    public String projectSection() {
        return projectSection;
    }

    /** {@return whether {@code ref} finds it} */
    public boolean isRefable() {
        return this == MODEL || this == SEED || this == SNAPSHOT;
    }

    /** {@return the type of a name in a manifest} */
    public static Optional<ResourceType> of(String id) {
        for (ResourceType type : values()) {
            if (type.id.equals(id)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
