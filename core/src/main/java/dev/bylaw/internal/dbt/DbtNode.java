package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.dbt.render.RenderedTemplate;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A resource of a dbt project: a model, a source table, a test and so on. Immutable.
 *
 * @param uniqueId its id: that of the manifest, for generic tests one of ours (see {@link TestNames})
 * @param type its type
 * @param name its name
 * @param packageName the package that defines it
 * @param file the file that defines it, in the tree
 * @param location where it is defined
 * @param patch where its properties stand
 * @param config its effective configuration, with defaults
 * @param attributes everything else that a manifest says of it, under the names of the manifest; {@code columns} holds the
 *     declared ones
 * @param dependsOn the resources it uses
 * @param header the columns that its file states (seeds), by name
 * @param template what its template became
 * @param incremental what its template became for an incremental run, where that differs
 */
public record DbtNode(
        String uniqueId,
        ResourceType type,
        String name,
        String packageName,
        String file,
        Location location,
        Optional<Location> patch,
        Tree.Mapping config,
        Tree.Mapping attributes,
        Dependencies dependsOn,
        Map<String, Location> header,
        Optional<RenderedTemplate> template,
        Optional<RenderedTemplate> incremental) {
    /**
     * What a resource uses.
     *
     * @param nodes the unique ids of models, sources and so on, as dbt's {@code depends_on.nodes}
     * @param nodesOpen why there may be more
     * @param macros the unique ids of the macros that it calls itself, as dbt's {@code depends_on.macros}
     * @param macrosOpen why there may be more
     * @param resolved what each reference of the templates leads to, untaken ones included
     * @param any why any other node may be used, too; empty if that is known
     * @param maybe the unique ids of nodes that may be used without being listed, each with the reason
     */
    public record Dependencies(
            List<String> nodes,
            Optional<String> nodesOpen,
            List<String> macros,
            Optional<String> macrosOpen,
            Map<Reference, String> resolved,
            Optional<String> any,
            Map<String, String> maybe) {
        /** Uses nothing. */
        public static final Dependencies NONE = closed(List.of(), List.of());

        /** {@return what is used, where all of it is known} */
        public static Dependencies closed(List<String> nodes, List<String> macros) {
            return new Dependencies(
                    nodes, Optional.empty(), macros, Optional.empty(), Map.of(), Optional.empty(), Map.of());
        }

        /** Copies the collections. */
        public Dependencies {
            nodes = List.copyOf(nodes);
            Objects.requireNonNull(nodesOpen, "nodesOpen is null");
            macros = List.copyOf(macros);
            Objects.requireNonNull(macrosOpen, "macrosOpen is null");
            Objects.requireNonNull(any, "any is null");
            maybe = Collections.unmodifiableMap(new TreeMap<>(maybe));
            resolved = Collections.unmodifiableMap(new LinkedHashMap<>(resolved));
        }
    }

    /** Checks that nothing is missing. */
    public DbtNode {
        Objects.requireNonNull(uniqueId, "uniqueId is null");
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(packageName, "packageName is null");
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(patch, "patch is null");
        Objects.requireNonNull(config, "config is null");
        Objects.requireNonNull(attributes, "attributes is null");
        Objects.requireNonNull(dependsOn, "dependsOn is null");
        header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
        Objects.requireNonNull(template, "template is null");
        Objects.requireNonNull(incremental, "incremental is null");
    }

    /** {@return whether it is enabled: a truth value, or unknown} */
    public Tree enabled() {
        return config.get("enabled").orElse(new Tree.Scalar(true, Origin.DEFAULT));
    }

    /** {@return whether it is known to be disabled} */
    public boolean isDisabled() {
        return enabled() instanceof Tree.Scalar scalar && Boolean.FALSE.equals(scalar.value());
    }

    /** {@return the declared columns by name} */
    public Tree.Mapping columns() {
        return Trees.mapping(attributes, "columns").orElse(Trees.emptyMapping(Origin.DEFAULT));
    }

    /** {@return an attribute, if it has it} */
    public Optional<Tree> attribute(String name) {
        return attributes.get(name);
    }

    /** {@return the name in the warehouse, if it is known} */
    public Optional<String> alias() {
        return Trees.text(attributes, "alias");
    }
}
