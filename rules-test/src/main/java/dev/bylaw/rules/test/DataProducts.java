package dev.bylaw.rules.test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitrary data products for jqwik. They shrink: a product that breaks a law gets as small as it can be and still breaks it.
 * What they are made of are the words of the subject (owners, personal data, formats, roles) and the words that a rule knows.
 */
public final class DataProducts {
    private static final int MOST_MODELS = 4;
    private static final int MOST_SOURCES = 2;
    private static final int MOST_COLUMNS = 4;
    private static final int MOST_ENTRIES = 3;
    private static final int ANY_NUMBER = 100;
    private static final int PREFERENCE = 2;
    private static final double RARELY = 0.25;
    private static final double OFTEN = 0.7;

    private static final List<String> COLUMNS =
            List.of("id", "order_id", "email", "first_name", "phone", "amount", "country", "ordered_on", "notes");
    private static final List<String> META_KEYS = List.of(
            "owner", "sla", "data_sensitivity", "description", "pii", "classification", "masking", "masking_policy");
    private static final List<String> CONFIG_KEYS = List.of(
            "materialized",
            "file_format",
            "format",
            "table_type",
            "table_format",
            "partition_by",
            "partitioned_by",
            "external_location",
            "policy_tags");
    private static final List<String> VALUES = List.of(
            "sales",
            "sales@shop.example",
            "tbd",
            "24 hours",
            "high",
            "pii",
            "true",
            "false",
            "none",
            "parquet",
            "orc",
            "iceberg",
            "delta",
            "table",
            "view",
            "incremental",
            "ephemeral",
            "external",
            "order_id",
            "country",
            "day(ordered_on)",
            "data-consumer",
            "marketing");
    private static final List<String> ADAPTERS = List.of(
            "athena", "bigquery", "databricks", "duckdb", "postgres", "redshift", "snowflake", "spark", "trino");
    private static final List<String> FOLDERS = List.of("", "staging", "intermediate", "marts");
    private static final List<String> TYPES = List.of("varchar", "integer", "date", "boolean", "array<string>");
    private static final List<String> TESTS = List.of("unique", "not_null");
    private static final List<String> STATUSES = List.of("active", "draft", "retired");

    private final Arbitrary<String> keys;
    private final Arbitrary<String> values;
    private final Arbitrary<String> names;

    private DataProducts(Collection<String> words) {
        this.keys = preferred(META_KEYS, words);
        this.values = preferred(VALUES, words);
        this.names = preferred(
                COLUMNS,
                words.stream().filter(word -> word.matches("[a-z][a-z0-9_]*")).toList());
    }

    /** What a rule knows is worth more than what it may not care about. */
    private static Arbitrary<String> preferred(List<String> own, Collection<String> words) {
        List<String> sorted = List.copyOf(new TreeSet<>(words));
        return sorted.isEmpty()
                ? Arbitraries.of(own)
                : Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.of(own)), Tuple.of(PREFERENCE, Arbitraries.of(sorted)));
    }

    /** {@return products of the words of the subject} */
    public static Arbitrary<DataProduct> any() {
        return of(List.of());
    }

    /**
     * Products of further words, which become names of columns, keys of meta, tags and values.
     *
     * @param words for example those that a rule compares with
     * @return the products
     */
    public static Arbitrary<DataProduct> of(Collection<String> words) {
        return new DataProducts(words).products();
    }

    /**
     * What can stand at the places of a product: at each of some of them a value, or nothing.
     *
     * @param words further values
     * @return what is to be handed to {@link DataProduct#fill}
     */
    public static Arbitrary<Map<Integer, Optional<String>>> worlds(Collection<String> words) {
        return Arbitraries.maps(
                        Arbitraries.integers().between(0, ANY_NUMBER),
                        preferred(VALUES, words).optional(OFTEN))
                .ofMaxSize(ANY_NUMBER);
    }

    /**
     * Which places of a product are hidden.
     *
     * @return numbers below 16, for every place whose number modulo that is one of them
     */
    public static Arbitrary<Set<Integer>> hidden() {
        return Arbitraries.integers().between(0, Laws.MASK - 1).set().ofMaxSize(Laws.MASK);
    }

    private Arbitrary<DataProduct> products() {
        return Combinators.combine(
                        sources().list().ofMaxSize(MOST_SOURCES),
                        models().list().ofMinSize(1).ofMaxSize(MOST_MODELS),
                        contracts().optional(RARELY),
                        Arbitraries.of(ADAPTERS).optional(OFTEN))
                .as((sources, models, contract, adapter) ->
                        new DataProduct(named(sources), numbered(models), contract, adapter));
    }

    private static List<Drafts.Source> named(List<List<Drafts.Column>> columns) {
        List<Drafts.Source> sources = new ArrayList<>();
        for (List<Drafts.Column> own : columns) {
            sources.add(new Drafts.Source("table_" + (sources.size() + 1), own));
        }
        return sources;
    }

    /** Models need names that differ; where their prefix is that of their folder varies, too. */
    private static List<Drafts.Model> numbered(List<Drafts.Model> models) {
        List<Drafts.Model> all = new ArrayList<>();
        for (Drafts.Model model : models) {
            all.add(new Drafts.Model(
                    model.name() + (all.size() + 1),
                    model.folder(),
                    model.from(),
                    model.star(),
                    model.enforced(),
                    model.description(),
                    model.config(),
                    model.meta(),
                    model.tags(),
                    model.grantees(),
                    model.columns()));
        }
        return all;
    }

    private Arbitrary<List<Drafts.Column>> sources() {
        return columns().list().ofMaxSize(MOST_COLUMNS);
    }

    private Arbitrary<Drafts.Model> models() {
        return Combinators.combine(
                        Combinators.combine(
                                        Arbitraries.of("model_", "stg_", "int_"),
                                        Arbitraries.of(FOLDERS),
                                        Arbitraries.integers().between(0, ANY_NUMBER))
                                .as(Head::new),
                        Combinators.combine(rarely(), rarely()).as(Flags::new),
                        texts().optional(OFTEN),
                        entries(Arbitraries.of(CONFIG_KEYS), values),
                        entries(keys, values),
                        values.list().ofMaxSize(2),
                        values.list().ofMaxSize(2),
                        columns().list().ofMinSize(1).ofMaxSize(MOST_COLUMNS))
                .as((head, flags, description, config, meta, tags, grantees, columns) -> new Drafts.Model(
                        head.prefix(),
                        head.folder(),
                        head.from(),
                        flags.first(),
                        flags.second(),
                        description,
                        config,
                        meta,
                        tags,
                        grantees,
                        columns));
    }

    private record Head(String prefix, String folder, int from) {}

    private record Flags(boolean first, boolean second) {}

    private static Arbitrary<Boolean> rarely() {
        return Arbitraries.of(false, false, false, true);
    }

    private Arbitrary<Drafts.Column> columns() {
        return Combinators.combine(
                        Combinators.combine(
                                        names,
                                        Arbitraries.of(Drafts.Shape.values()),
                                        Arbitraries.integers().between(0, ANY_NUMBER))
                                .as(ColumnHead::new),
                        Arbitraries.of(true, true, false),
                        texts().optional(OFTEN),
                        Arbitraries.of(TYPES).optional(RARELY),
                        entries(keys, values),
                        values.list().ofMaxSize(2),
                        Arbitraries.of(TESTS).list().uniqueElements().ofMaxSize(1))
                .as((head, declared, description, type, meta, tags, tests) -> new Drafts.Column(
                        head.name(), head.shape(), head.from(), declared, description, type, meta, tags, tests));
    }

    private record ColumnHead(String name, Drafts.Shape shape, int from) {}

    private Arbitrary<Drafts.Contract> contracts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, ANY_NUMBER),
                        values.optional(OFTEN),
                        values.optional(RARELY),
                        values.list().ofMaxSize(2),
                        Arbitraries.of(STATUSES),
                        Arbitraries.of(true, false))
                .as(Drafts.Contract::new);
    }

    private static Arbitrary<Map<String, String>> entries(Arbitrary<String> keys, Arbitrary<String> values) {
        return Arbitraries.maps(keys, values).ofMaxSize(MOST_ENTRIES).map(TreeMap::new);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of("", "tbd", "One row for each order.", "The name that a customer gave.");
    }
}
