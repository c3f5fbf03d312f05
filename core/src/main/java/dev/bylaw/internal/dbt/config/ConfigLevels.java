package dev.bylaw.internal.dbt.config;

import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The levels of a section of {@code dbt_project.yml} that apply to a resource: the section itself, then one level for
 * each part of the fully qualified name that it has a mapping for. In a level {@code +key} is a configuration in any case,
 * {@code key} only if its value is not a mapping.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/utils/utils.py} ({@code fqn_search}) and {@code dbt/context/context_config.py}
 * ({@code _project_configs}).
 */
public final class ConfigLevels {
    private ConfigLevels() {}

    /**
     * The levels, the weakest first.
     *
     * @param section the section, if the file has it
     * @param name the name of the section, for the layers of the values
     * @param fqn the fully qualified name of the resource
     * @return one mapping of configurations for each level
     */
    public static List<Tree.Mapping> of(Optional<Tree> section, String name, List<String> fqn) {
        List<Tree.Mapping> levels = new ArrayList<>();
        StringBuilder path = new StringBuilder("dbt_project.yml ").append(name);
        Optional<Tree> level = section;
        for (int depth = 0; level.isPresent(); depth++) {
            String layer = path.toString();
            if (level.get() instanceof Tree.Unknown unknown) {
                levels.add(new Tree.Mapping(
                        Map.of(),
                        Optional.of(unknown.reason()),
                        unknown.origin().withLayer(layer)));
                break;
            }
            if (!(level.get() instanceof Tree.Mapping mapping)) {
                break;
            }
            levels.add(configs(mapping, layer));
            if (depth >= fqn.size()) {
                break;
            }
            path.append('.').append(fqn.get(depth));
            level = mapping.get(fqn.get(depth)).filter(next -> next instanceof Tree.Mapping);
        }
        return levels;
    }

    private static Tree.Mapping configs(Tree.Mapping level, String layer) {
        MappingBuilder configs = new MappingBuilder();
        level.entries().forEach((key, entry) -> {
            String plain = key.startsWith("+") ? key.substring(1).strip() : key;
            if (key.startsWith("+") || !(entry.value() instanceof Tree.Mapping)) {
                configs.put(plain, new Tree.Entry(entry.key(), entry.value().withLayer(layer)));
            }
        });
        Origin origin = level.origin().withLayer(layer);
        return configs.open(level.open()).build(origin);
    }
}
