package dev.bylaw.internal.dbt.config;

import dev.bylaw.internal.dbt.ResourceType;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes the configuration of one resource as dbt does: several times, as dbt learns more about it (the levels of
 * {@code dbt_project.yml} alone, with the calls of the file, with the properties), each time from the defaults; a later
 * result replaces an earlier one key by key, except that a null does not replace a value. Not thread-safe.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/context/context_config.py} ({@code calculate_node_config}) and
 * {@code dbt/parser/base.py} ({@code update_parsed_node_config_dict}).
 */
public final class ConfigBuilder {
    /**
     * The layers of one computation, the weakest first.
     *
     * @param own the levels of the project that the resource (or its properties entry) belongs to
     * @param properties the configuration of the properties entry
     * @param calls the merged calls of the file
     * @param root the levels of the root project, where that is another one
     */
    public record Layers(
            List<Tree.Mapping> own,
            Optional<Tree.Mapping> properties,
            Optional<Tree.Mapping> calls,
            List<Tree.Mapping> root) {
        /** Copies the lists. */
        public Layers {
            own = List.copyOf(own);
            root = List.copyOf(root);
        }
    }

    private final ResourceType type;
    private final ConfigSchema schema;
    private final Optional<String> adapter;
    private Optional<Location> place = Optional.empty();
    private final Diagnostics diagnostics;
    private final List<ConfigState> stages = new ArrayList<>();

    /**
     * A configuration of nothing but defaults.
     *
     * @param type the type of the resource
     * @param adapter the adapter, if it is known
     * @param diagnostics where values of a wrong type are reported
     */
    public ConfigBuilder(ResourceType type, Optional<String> adapter, Diagnostics diagnostics) {
        this.type = type;
        this.schema = ConfigSchema.of(type);
        this.adapter = adapter;
        this.diagnostics = diagnostics;
    }

    /**
     * Computes the configuration once more.
     *
     * @param layers its layers
     * @return the result of this computation alone
     */
    public Tree.Mapping compute(Layers layers) {
        // What is not set should be set where the resource itself is configured.
        place = layers.calls()
                .flatMap(calls -> calls.origin().location())
                .or(() -> layers.properties()
                        .filter(properties -> !properties.entries().isEmpty())
                        .flatMap(properties -> properties.origin().location()));
        ConfigState state = new ConfigState(schema, adapter, diagnostics);
        layers.own().forEach(state::apply);
        layers.properties().ifPresent(state::apply);
        layers.calls().ifPresent(state::apply);
        layers.root().forEach(state::apply);
        if (type == ResourceType.TEST) {
            TestFailures.settle(state.values());
        }
        stages.add(state);
        return finished(List.of(state));
    }

    /** {@return the configuration after all computations} */
    public Tree.Mapping build() {
        return finished(stages);
    }

    private Tree.Mapping finished(List<ConfigState> states) {
        MappingBuilder result = new MappingBuilder();
        for (String name : schema.fields().keySet()) {
            result.put(name, finish(name, value(name, states)));
        }
        Set<String> known = schema.fields().keySet();
        for (ConfigState state : states) {
            for (Map.Entry<String, Tree.Entry> extra : state.values().entrySet()) {
                if (!known.contains(extra.getKey())) {
                    result.put(extra.getKey(), extra.getValue());
                }
            }
            result.open(state.open());
        }
        return result.build(new Origin(place, "effective"));
    }

    /** The last value that is not null; a null if there is none. */
    private static Tree.Entry value(String name, List<ConfigState> states) {
        for (int i = states.size() - 1; i >= 0; i--) {
            Tree.Entry entry = states.get(i).values().get(name);
            if (!Trees.isNull(entry.value())) {
                return entry;
            }
        }
        return states.get(states.size() - 1).values().get(name);
    }

    private Tree.Entry finish(String name, Tree.Entry entry) {
        Tree value = entry.value();
        ConfigSchema.Field field = schema.fields().get(name);
        if (field.kind() == ConfigSchema.Kind.HOOKS && value instanceof Tree.Sequence hooks) {
            value = Hooks.normalize(hooks, diagnostics);
        } else if (name.equals("freshness") && value instanceof Tree.Mapping freshness) {
            value = type == ResourceType.SOURCE ? Freshness.threshold(freshness) : Freshness.ofModel(freshness);
        } else if (name.equals("snapshot_meta_column_names") && value instanceof Tree.Mapping names) {
            value = new MappingBuilder()
                    .putAll((Tree.Mapping) field.initial())
                    .putAll(names)
                    .open(names.open())
                    .build(names.origin());
        }
        ConfigTypes.check(field, entry.key(), value, diagnostics);
        return new Tree.Entry(entry.key(), value);
    }
}
