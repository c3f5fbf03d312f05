package dev.bylaw.rules.test;

import dev.bylaw.Sources;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * A data product that {@link DataProducts} made up: a dbt project with models, sources and perhaps a contract. Some of its
 * values stand at places where a world can be another one: there the value can be hidden, so that no reader knows it before
 * dbt runs, be another one, or be left out. Immutable and thread-safe.
 */
public final class DataProduct {
    /** Names of the environment variables of hidden values begin so. */
    private static final String HIDDEN = "HIDDEN_";

    private final List<Drafts.Source> sources;
    private final List<Drafts.Model> models;
    private final Optional<Drafts.Contract> contract;
    private final Optional<String> adapter;
    private final Map<Integer, Optional<String>> changed;
    private final Set<Integer> hidden;
    private final boolean backwards;
    private final Dependency further;
    private final List<Place> places;
    private final SortedMap<String, String> files;

    /**
     * A place of a value.
     *
     * @param element the id of the model that it is of
     * @param pointers where in the element's document it is found, with slashes
     */
    record Place(String element, List<String> pointers) {}

    /** What is known of a package that the project depends on. */
    enum Dependency {
        /** There is none. */
        NONE,
        /** It is not installed, so nobody knows which models it has. */
        MISSING,
        /** It is there, with a model. */
        INSTALLED
    }

    /** How the value at a place is written. */
    interface View {
        /** {@return the value in YAML; empty where it is left out} */
        Optional<String> write(int place, String value);
    }

    DataProduct(
            List<Drafts.Source> sources,
            List<Drafts.Model> models,
            Optional<Drafts.Contract> contract,
            Optional<String> adapter) {
        this(sources, models, contract, adapter, Map.of(), Set.of(), false, Dependency.NONE);
    }

    private DataProduct(
            List<Drafts.Source> sources,
            List<Drafts.Model> models,
            Optional<Drafts.Contract> contract,
            Optional<String> adapter,
            Map<Integer, Optional<String>> changed,
            Set<Integer> hidden,
            boolean backwards,
            Dependency further) {
        this.sources = List.copyOf(sources);
        this.models = List.copyOf(models);
        this.contract = contract;
        this.adapter = adapter;
        this.changed = Map.copyOf(changed);
        this.hidden = Set.copyOf(hidden);
        this.backwards = backwards;
        this.further = further;
        ProductWriter writer = new ProductWriter(this.sources, this.models, backwards, this::view);
        this.files = Collections.unmodifiableSortedMap(writer.files(contract, adapter, further));
        this.places = writer.places();
    }

    private Optional<String> view(int place, String value) {
        if (hidden.contains(place)) {
            return Optional.of("\"{{ env_var('" + HIDDEN + place + "') }}\"");
        }
        Optional<String> written = changed.containsKey(place) ? changed.get(place) : Optional.of(value);
        return written.map(ProductWriter::quoted);
    }

    /** {@return the texts of its files by path} */
    public SortedMap<String, String> files() {
        return files;
    }

    /** {@return its files in memory, to be checked} */
    public Sources sources() {
        return Sources.files(bytes());
    }

    SortedMap<String, byte[]> bytes() {
        SortedMap<String, byte[]> bytes = new TreeMap<>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    /** {@return how many values can be hidden or changed; they are counted from 0} */
    public int places() {
        return places.size();
    }

    /** {@return where a value is found in the document} */
    Place place(int number) {
        return places.get(number);
    }

    /**
     * The same product in which values are not known before dbt runs.
     *
     * @param hides which of its places
     * @return the product
     */
    public DataProduct hide(IntPredicate hides) {
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < places(); i++) {
            if (hides.test(i)) {
                numbers.add(i);
            }
        }
        return new DataProduct(sources, models, contract, adapter, changed, numbers, backwards, further);
    }

    /**
     * The same product with other values, all of them known.
     *
     * @param values what stands at places; empty where nothing does
     * @return the product
     */
    public DataProduct fill(Map<Integer, Optional<String>> values) {
        Objects.requireNonNull(values, "values is null");
        return new DataProduct(sources, models, contract, adapter, values, Set.of(), backwards, further);
    }

    /** {@return the same product, that depends on a package or does not} */
    DataProduct with(Dependency other) {
        return new DataProduct(sources, models, contract, adapter, changed, hidden, backwards, other);
    }

    /** {@return the same product, whose properties list everything from the end to the beginning} */
    public DataProduct backwards() {
        return new DataProduct(sources, models, contract, adapter, changed, hidden, !backwards, further);
    }

    /** {@return its files, one after the other} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        files.forEach((path, content) -> text.append("--- ")
                .append(path)
                .append('\n')
                .append(content.stripTrailing())
                .append('\n'));
        return text.toString();
    }
}
