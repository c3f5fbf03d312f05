package dev.bylaw.internal.dbt.config;

import dev.bylaw.internal.dbt.ResourceType;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration keys that dbt knows for each type of resource, with their defaults, types and merge rules. Immutable.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/artifacts/resources/v1} ({@code config.py}, {@code model.py}, {@code seed.py}, {@code snapshot.py},
 * {@code source_definition.py}, {@code exposure.py}, {@code unit_test_definition.py}).
 */
public final class ConfigSchema {
    /** What a value of a key must be, null aside. */
    enum Kind {
        ANY,
        BOOL,
        TEXT,
        TEXT_OR_TEXTS,
        TEXTS,
        MAPPING,
        HOOKS
    }

    /**
     * A key.
     *
     * @param name the name in the manifest
     * @param initial the default
     * @param rule how values meet
     * @param kind what a value must be
     */
    record Field(String name, Tree initial, MergeRule rule, Kind kind) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();

    private ConfigSchema() {}

    /** {@return the keys of a type of resource} */
    public static ConfigSchema of(ResourceType type) {
        ConfigSchema schema = new ConfigSchema();
        switch (type) {
            case TEST -> schema.test();
            case SOURCE -> schema.source();
            case EXPOSURE -> schema.exposure();
            case UNIT_TEST -> schema.unitTest();
            case MACRO ->
                schema.add("meta", mapping(), MergeRule.UPDATE, Kind.MAPPING).docs();
            case GROUP -> schema.add("meta", mapping(), MergeRule.UPDATE, Kind.MAPPING);
            case METRIC, SEMANTIC_MODEL, SAVED_QUERY -> schema.semantic();
            case MODEL -> schema.node("view").model();
            case SEED -> schema.node("seed").seed();
            case SNAPSHOT -> schema.node("snapshot").snapshot();
            case FUNCTION -> schema.node("function").add("type", scalar("scalar"), MergeRule.CLOBBER, Kind.TEXT);
            case ANALYSIS -> schema.node("view");
        }
        return schema;
    }

    /** {@return the keys, in the order of the manifest} */
    Map<String, Field> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** {@return the names of the keys whose values are mappings: without {@code +} in dbt_project.yml they are taken for folders} */
    public boolean isMapping(String key) {
        Field field = fields.get(key);
        return field != null && field.kind() == Kind.MAPPING;
    }

    /** {@return the default of a key, if it is known} */
    public Optional<Tree> initial(String key) {
        return Optional.ofNullable(fields.get(key)).map(Field::initial);
    }

    /** {@return the names of the keys} */
    public Iterable<String> names() {
        return fields().keySet();
    }

    private static Tree scalar(Object value) {
        return new Tree.Scalar(value, Origin.DEFAULT);
    }

    private static Tree mapping() {
        return Trees.emptyMapping(Origin.DEFAULT);
    }

    private static Tree sequence() {
        return Trees.emptySequence(Origin.DEFAULT);
    }

    private ConfigSchema add(String name, Tree initial, MergeRule rule, Kind kind) {
        fields.put(name, new Field(name, initial, rule, kind));
        return this;
    }

    private ConfigSchema texts(String... names) {
        for (String name : names) {
            add(name, scalar(null), MergeRule.CLOBBER, Kind.TEXT);
        }
        return this;
    }

    private ConfigSchema anything(String... names) {
        for (String name : names) {
            add(name, scalar(null), MergeRule.CLOBBER, Kind.ANY);
        }
        return this;
    }

    private void nodeAndTest() {
        add("enabled", scalar(true), MergeRule.CLOBBER, Kind.BOOL);
        texts("alias", "schema", "database");
        add("tags", sequence(), MergeRule.APPEND, Kind.TEXTS);
        add("meta", mapping(), MergeRule.UPDATE, Kind.MAPPING);
        texts("group");
        anything("static_analysis");
    }

    private ConfigSchema node(String materialized) {
        nodeAndTest();
        add("materialized", scalar(materialized), MergeRule.CLOBBER, Kind.TEXT);
        texts("incremental_strategy");
        anything("batch_size");
        add("lookback", scalar(1L), MergeRule.CLOBBER, Kind.ANY);
        anything("begin");
        add("persist_docs", mapping(), MergeRule.CLOBBER, Kind.MAPPING);
        add("post-hook", sequence(), MergeRule.APPEND, Kind.HOOKS);
        add("pre-hook", sequence(), MergeRule.APPEND, Kind.HOOKS);
        add("quoting", mapping(), MergeRule.UPDATE, Kind.MAPPING);
        add("column_types", mapping(), MergeRule.UPDATE, Kind.MAPPING);
        add("full_refresh", scalar(null), MergeRule.CLOBBER, Kind.BOOL);
        add("unique_key", scalar(null), MergeRule.CLOBBER, Kind.TEXT_OR_TEXTS);
        add("on_schema_change", scalar("ignore"), MergeRule.CLOBBER, Kind.TEXT);
        add("on_configuration_change", scalar("apply"), MergeRule.CLOBBER, Kind.TEXT);
        add("grants", mapping(), MergeRule.KEY_APPEND, Kind.MAPPING);
        add("packages", sequence(), MergeRule.APPEND, Kind.TEXTS);
        docs();
        Map<String, Tree.Entry> contract = new LinkedHashMap<>();
        contract.put("enforced", new Tree.Entry(Optional.empty(), scalar(false)));
        contract.put("alias_types", new Tree.Entry(Optional.empty(), scalar(true)));
        add("contract", new Tree.Mapping(contract, Origin.DEFAULT), MergeRule.UPDATE, Kind.MAPPING);
        return anything("event_time", "concurrent_batches");
    }

    private ConfigSchema docs() {
        Map<String, Tree.Entry> docs = new LinkedHashMap<>();
        docs.put("show", new Tree.Entry(Optional.empty(), scalar(true)));
        docs.put("node_color", new Tree.Entry(Optional.empty(), scalar(null)));
        return add("docs", new Tree.Mapping(docs, Origin.DEFAULT), MergeRule.UPDATE, Kind.MAPPING);
    }

    private void model() {
        add("access", scalar("protected"), MergeRule.CLOBBER, Kind.TEXT);
        add("freshness", scalar(null), MergeRule.CLOBBER, Kind.ANY);
    }

    private void seed() {
        add("delimiter", scalar(","), MergeRule.CLOBBER, Kind.TEXT);
        add("quote_columns", scalar(null), MergeRule.CLOBBER, Kind.BOOL);
    }

    private void snapshot() {
        texts("strategy", "target_schema", "target_database", "updated_at");
        add("check_cols", scalar(null), MergeRule.CLOBBER, Kind.TEXT_OR_TEXTS);
        Map<String, Tree.Entry> names = new LinkedHashMap<>();
        for (String name :
                new String[] {"dbt_valid_to", "dbt_valid_from", "dbt_scd_id", "dbt_updated_at", "dbt_is_deleted"}) {
            names.put(name, new Tree.Entry(Optional.empty(), scalar(null)));
        }
        add("snapshot_meta_column_names", new Tree.Mapping(names, Origin.DEFAULT), MergeRule.CLOBBER, Kind.MAPPING);
        texts("dbt_valid_to_current");
    }

    private void test() {
        nodeAndTest();
        add("schema", scalar("dbt_test__audit"), MergeRule.CLOBBER, Kind.TEXT);
        add("materialized", scalar("test"), MergeRule.CLOBBER, Kind.TEXT);
        add("severity", scalar("ERROR"), MergeRule.CLOBBER, Kind.TEXT);
        add("store_failures", scalar(null), MergeRule.CLOBBER, Kind.BOOL);
        texts("store_failures_as", "where");
        anything("limit");
        add("fail_calc", scalar("count(*)"), MergeRule.CLOBBER, Kind.TEXT);
        add("warn_if", scalar("!= 0"), MergeRule.CLOBBER, Kind.TEXT);
        add("error_if", scalar("!= 0"), MergeRule.CLOBBER, Kind.TEXT);
    }

    private void source() {
        add("enabled", scalar(true), MergeRule.CLOBBER, Kind.BOOL);
        anything("event_time");
        add("freshness", Freshness.NONE_GIVEN, MergeRule.CLOBBER, Kind.ANY);
        texts("loaded_at_field", "loaded_at_query");
        add("meta", mapping(), MergeRule.UPDATE, Kind.MAPPING);
        add("tags", sequence(), MergeRule.CLOBBER, Kind.TEXTS);
        anything("static_analysis");
    }

    private void exposure() {
        add("enabled", scalar(true), MergeRule.CLOBBER, Kind.BOOL);
        add("tags", sequence(), MergeRule.CLOBBER, Kind.TEXTS);
        add("meta", mapping(), MergeRule.CLOBBER, Kind.MAPPING);
    }

    private void unitTest() {
        add("tags", sequence(), MergeRule.APPEND, Kind.TEXTS);
        add("meta", mapping(), MergeRule.UPDATE, Kind.MAPPING);
        add("enabled", scalar(true), MergeRule.CLOBBER, Kind.BOOL);
        anything("static_analysis");
    }

    private void semantic() {
        add("enabled", scalar(true), MergeRule.CLOBBER, Kind.BOOL);
        texts("group");
        add("meta", mapping(), MergeRule.UPDATE, Kind.MAPPING);
    }
}
