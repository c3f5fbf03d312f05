package dev.bylaw.rule;

import java.util.Optional;

/** The kinds of elements that a rule can look at, one by one. */
public enum SubjectKind {
    /** The whole of what was read. */
    WORKSPACE("workspace", ""),
    /** A data product manifest. */
    PRODUCT("product", "products"),
    /** A data contract. */
    CONTRACT("contract", "contracts"),
    /** A dbt model. */
    MODEL("model", "models"),
    /** A table of a dbt source. */
    SOURCE("source", "sources"),
    /** A dbt seed. */
    SEED("seed", "seeds"),
    /** A dbt snapshot. */
    SNAPSHOT("snapshot", "snapshots"),
    /** A dbt exposure. */
    EXPOSURE("exposure", "exposures"),
    /** A dbt data test. */
    DATA_TEST("data_test", "data_tests"),
    /** A dbt macro. */
    MACRO("macro", "macros"),
    /** A dbt group. */
    GROUP("group", "groups"),
    /** A column of a model, source, seed or snapshot. */
    COLUMN("column", ""),
    /** A bucket of the infrastructure. */
    BUCKET("bucket", "infrastructure/buckets"),
    /** An IAM policy of the infrastructure. */
    IAM_POLICY("iam-policy", "infrastructure/iam_policies");

    private final String id;
    private final String collection;

    SubjectKind(String id, String collection) {
        this.id = id;
        this.collection = collection;
    }

    /** {@return the name in metadata and reports} */
    public String id() {
        return id;
    }

    /** {@return the name under which {@code input} holds it} */
    public String inputKey() {
        return id.replace('-', '_');
    }

    /** {@return where in the document these elements lie, with slashes; empty where they are found otherwise} */
    public String collection() {
        return collection;
    }

    /**
     * The kind of a name.
     *
     * @param id the name in metadata
     * @return the kind; empty where it is none
     */
    public static Optional<SubjectKind> of(String id) {
        for (SubjectKind kind : values()) {
            if (kind.id.equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
