package dev.bylaw.internal.dbt;

import dev.bylaw.workspace.Location;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A dbt project with the packages it uses, read from source or from a manifest. Immutable.
 *
 * @param name its name
 * @param directory its directory in the tree
 * @param location its {@code dbt_project.yml}, or the manifest
 * @param adapter the type of the adapter, if it is known
 * @param packages the names of the packages whose resources are here, the project itself first
 * @param open why there may be more resources than these: packages that are not installed
 * @param nodes the resources that are enabled or may be, in order of their ids
 * @param disabled the resources that are disabled, in order of their ids
 */
public record DbtProject(
        String name,
        String directory,
        Location location,
        Optional<String> adapter,
        List<String> packages,
        Optional<String> open,
        List<DbtNode> nodes,
        List<DbtNode> disabled) {
    /** Copies the lists. */
    public DbtProject {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(directory, "directory is null");
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(adapter, "adapter is null");
        packages = List.copyOf(packages);
        Objects.requireNonNull(open, "open is null");
        nodes = List.copyOf(nodes);
        disabled = List.copyOf(disabled);
    }

    /** {@return the enabled resources of a type} */
    public List<DbtNode> nodes(ResourceType type) {
        return nodes.stream().filter(node -> node.type() == type).toList();
    }

    /** {@return the enabled resource of an id, if there is one} */
    public Optional<DbtNode> node(String uniqueId) {
        return nodes.stream().filter(node -> node.uniqueId().equals(uniqueId)).findFirst();
    }
}
