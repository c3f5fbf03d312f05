package dev.bylaw.internal.dbt.config;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merges the {@code config()} calls of one template into one mapping, from the first to the last. The keys of grants keep
 * their {@code +}.
 *
 * <p>Source of the rules: dbt-common, {@code dbt_common/contracts/config/base.py} ({@code merge_config_dicts}).
 */
public final class ConfigCalls {
    private static final Set<String> APPEND =
            Set.of("pre-hook", "pre_hook", "post-hook", "post_hook", "tags", "packages");
    private static final Set<String> UPDATE = Set.of("quoting", "column_types", "meta", "docs", "contract");
    private static final String GRANTS = "grants";
    private static final String COLUMN_NAMES = "snapshot_meta_column_names";

    private final Diagnostics diagnostics;
    private final Map<String, Tree.Entry> merged = new LinkedHashMap<>();
    private Optional<String> open = Optional.empty();
    private Origin origin = Origin.DEFAULT;

    private ConfigCalls(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /**
     * Merges calls.
     *
     * @param calls the calls, in order
     * @param diagnostics where values of a wrong type are reported
     * @return the merged arguments
     */
    public static Tree.Mapping merge(List<Tree.Mapping> calls, Diagnostics diagnostics) {
        ConfigCalls merge = new ConfigCalls(diagnostics);
        calls.forEach(merge::add);
        return new Tree.Mapping(merge.merged, merge.open, merge.origin);
    }

    private void add(Tree.Mapping call) {
        origin = call.origin();
        boolean first = merged.isEmpty();
        if (call.open().isPresent()) {
            String reason = call.open().get();
            merged.replaceAll((key, entry) -> new Tree.Entry(entry.key(), doubted(key, entry.value(), reason)));
            open = open.or(call::open);
        }
        call.entries().forEach((key, entry) -> {
            if (first) {
                merged.put(key, entry);
            } else {
                combine(key, entry);
            }
        });
    }

    /** A value that a call with unknown arguments may have changed. */
    private Tree doubted(String key, Tree value, String reason) {
        Tree.Unknown unknown = new Tree.Unknown(reason, origin);
        if (APPEND.contains(key)) {
            return ConfigMerge.append(value, unknown);
        }
        return isMapping(key) && value instanceof Tree.Mapping ? ConfigMerge.update(value, unknown) : unknown;
    }

    private static boolean isMapping(String key) {
        return UPDATE.contains(key) || key.equals(GRANTS) || key.equals(COLUMN_NAMES);
    }

    private void combine(String key, Tree.Entry entry) {
        Tree value = entry.value();
        Optional<Tree> before = Optional.ofNullable(merged.get(key)).map(Tree.Entry::value);
        if (APPEND.contains(key)) {
            Tree list = before.isPresent() ? ConfigMerge.append(before.get(), value) : ConfigMerge.listify(value);
            merged.put(key, new Tree.Entry(entry.key(), list));
        } else if (isMapping(key)) {
            if (!(value instanceof Tree.Mapping) && !(value instanceof Tree.Unknown)) {
                diagnostics.problem(
                        entry.key().or(() -> value.origin().location()).orElse(Location.startOf("")),
                        Problem.Kind.INVALID_CONTENT,
                        "the configuration '" + key + "' must be a mapping, not " + Trees.kind(value));
                return;
            }
            Tree result = before.filter(known -> !(known instanceof Tree.Scalar))
                    .map(known -> key.equals(GRANTS) ? grants(known, value) : ConfigMerge.update(known, value))
                    .orElse(value);
            merged.put(key, new Tree.Entry(entry.key(), result));
        } else {
            merged.put(key, entry);
        }
    }

    /** As {@link ConfigMerge#keyAppend}, with the keys as they are written. */
    private static Tree grants(Tree before, Tree next) {
        if (!(before instanceof Tree.Mapping known) || !(next instanceof Tree.Mapping mapping)) {
            return ConfigMerge.update(before, next);
        }
        MappingBuilder result = new MappingBuilder();
        result.putAll(ConfigMerge.update(known, new Tree.Mapping(Map.of(), mapping.open(), mapping.origin())));
        mapping.entries().forEach((key, entry) -> {
            Optional<Tree> list = result.get(key);
            boolean extend = key.startsWith("+") && list.isPresent();
            Tree value = extend ? ConfigMerge.append(list.get(), entry.value()) : entry.value();
            result.put(key, new Tree.Entry(entry.key(), value));
        });
        return result.open(known.open()).open(mapping.open()).build(next.origin());
    }
}
