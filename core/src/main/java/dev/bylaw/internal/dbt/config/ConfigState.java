package dev.bylaw.internal.dbt.config;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration while it is computed: the defaults, and then one layer after the other merged into them. Not
 * thread-safe.
 *
 * <p>Source of the rules: dbt-common, {@code dbt_common/contracts/config/base.py} ({@code update_from}), dbt-core,
 * {@code dbt/context/context_config.py} ({@code _update_from_config}).
 */
final class ConfigState {
    private final ConfigSchema schema;
    private final Optional<String> adapter;
    private final Diagnostics diagnostics;
    private final Map<String, Tree.Entry> values = new LinkedHashMap<>();
    private Optional<String> open = Optional.empty();

    ConfigState(ConfigSchema schema, Optional<String> adapter, Diagnostics diagnostics) {
        this.schema = schema;
        this.adapter = adapter;
        this.diagnostics = diagnostics;
        schema.fields().forEach((name, field) -> values.put(name, new Tree.Entry(Optional.empty(), field.initial())));
    }

    /** The values by key; defaults included. */
    Map<String, Tree.Entry> values() {
        return values;
    }

    /** Why there may be more keys than these. */
    Optional<String> open() {
        return open;
    }

    /** Merges a further layer into the configuration. */
    ConfigState apply(Tree.Mapping partial) {
        partial.open().ifPresent(reason -> {
            Tree.Unknown unknown = new Tree.Unknown(reason, partial.origin());
            values.replaceAll((key, entry) -> new Tree.Entry(entry.key(), merged(rule(key), entry.value(), unknown)));
            open = open.or(partial::open);
        });
        translate(partial).forEach(this::put);
        return this;
    }

    /** The layer with the names of dbt; {@code pre_hook} wins over {@code pre-hook}. */
    private Map<String, Tree.Entry> translate(Tree.Mapping partial) {
        Map<String, String> aliases = AdapterAliases.of(adapter);
        Map<String, Tree.Entry> translated = new LinkedHashMap<>();
        partial.entries().forEach((key, entry) -> {
            String name = aliases.getOrDefault(key, key);
            if (translated.containsKey(name)) {
                problem(
                        entry,
                        "the configuration '" + name + "' is given twice, also as '" + key
                                + "', which is the name of the adapter " + adapter.orElse("") + " for it");
            }
            translated.put(name, entry);
        });
        rename(translated, "pre_hook", "pre-hook");
        rename(translated, "post_hook", "post-hook");
        return translated;
    }

    private static void rename(Map<String, Tree.Entry> entries, String from, String to) {
        Tree.Entry entry = entries.remove(from);
        if (entry != null) {
            entries.put(to, entry);
        }
    }

    private MergeRule rule(String key) {
        ConfigSchema.Field field = schema.fields().get(key);
        if (field != null) {
            return field.rule();
        }
        return key.equals("databricks_tags") && adapter.equals(Optional.of("databricks"))
                ? MergeRule.UPDATE
                : MergeRule.CLOBBER;
    }

    private void put(String key, Tree.Entry entry) {
        MergeRule rule = rule(key);
        boolean isMapping = rule == MergeRule.UPDATE || rule == MergeRule.KEY_APPEND;
        if (isMapping && entry.value() instanceof Tree.Scalar || isMapping && entry.value() instanceof Tree.Sequence) {
            problem(entry, "the configuration '" + key + "' must be a mapping, not " + Trees.kind(entry.value()));
            return;
        }
        Tree.Entry before = values.get(key);
        Tree value = before == null ? entry.value() : merged(rule, before.value(), entry.value());
        values.put(key, new Tree.Entry(entry.key(), value));
    }

    private static Tree merged(MergeRule rule, Tree before, Tree next) {
        return switch (rule) {
            case CLOBBER -> next;
            case APPEND -> ConfigMerge.append(before, next);
            case UPDATE -> ConfigMerge.update(before, next);
            case KEY_APPEND -> ConfigMerge.keyAppend(before, next);
        };
    }

    private void problem(Tree.Entry entry, String message) {
        Location place = entry.key().or(() -> entry.value().origin().location()).orElse(Location.startOf(""));
        diagnostics.problem(place, Problem.Kind.INVALID_CONTENT, message);
    }
}
