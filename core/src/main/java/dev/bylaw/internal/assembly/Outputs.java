package dev.bylaw.internal.assembly;

import dev.bylaw.internal.dbt.DbtNode;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.dbt.ResourceType;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which models a product offers: those that a manifest or contract names, those whose access is public, and those
 * that are materialized and that no other model reads. Only models of the project itself count.
 */
final class Outputs {
    /** For each node the contracts and manifests that name it. */
    private final Map<String, List<String>> named;

    /** The nodes that another model or snapshot reads. */
    private final Set<String> read = new HashSet<>();

    /** The nodes that another one may read that may not be there, each with why that is not known. */
    private final Map<String, String> maybeRead = new HashMap<>();

    /** Why any node may be read: of a model it is not known what it reads. */
    private Optional<String> anyRead = Optional.empty();

    /**
     * Decides for the models of projects.
     *
     * @param projects the projects; each may read models of another
     * @param named by id of a model, who names it
     */
    Outputs(List<DbtProject> projects, Map<String, List<String>> named) {
        this.named = named;
        projects.forEach(this::collect);
    }

    private void collect(DbtProject project) {
        for (DbtNode node : project.nodes()) {
            if (node.type() != ResourceType.MODEL && node.type() != ResourceType.SNAPSHOT) {
                continue;
            }
            for (String id : node.dependsOn().nodes()) {
                if (id.equals(node.uniqueId())) {
                    continue;
                }
                if (node.enabled() instanceof Tree.Unknown unknown) {
                    maybeRead.putIfAbsent(
                            id, "whether " + node.name() + ", which reads it, is enabled: " + unknown.reason());
                } else {
                    read.add(id);
                }
            }
            if (node.dependsOn().nodesOpen().isPresent() && anyRead.isEmpty()) {
                anyRead = Optional.of("it is not known what " + node.name() + " reads: "
                        + node.dependsOn().nodesOpen().get());
            }
        }
    }

    /** The entry {@code output} of a model. */
    Tree of(DbtProject project, DbtNode node) {
        List<String> because = new ArrayList<>();
        Optional<String> doubt = Optional.empty();
        boolean own = node.packageName().equals(project.name());
        if (own) {
            named.getOrDefault(node.uniqueId(), List.of()).forEach(name -> because.add(name + " names it"));
            Optional<Tree> access = node.attribute("access");
            if (access.flatMap(Trees::text).filter("public"::equals).isPresent()) {
                because.add("its access is public");
            } else if (access.isPresent() && access.get() instanceof Tree.Unknown unknown) {
                doubt = Optional.of("whether its access is public: " + unknown.reason());
            }
            doubt = doubt.or(() -> leaf(node, because));
        }
        MappingBuilder output = new MappingBuilder();
        if (because.isEmpty() && doubt.isPresent()) {
            Tree unknown = new Tree.Unknown(doubt.get(), Origin.DEFAULT);
            return output.put("value", unknown).put("because", unknown).build(Origin.DEFAULT);
        }
        return output.put("value", new Tree.Scalar(!because.isEmpty(), Origin.DEFAULT))
                .put("because", Trees.texts(because, Origin.DEFAULT))
                .build(Origin.DEFAULT);
    }

    /** Whether nobody reads the model and it is there to be read; otherwise why that is not known. */
    private Optional<String> leaf(DbtNode node, List<String> because) {
        if (read.contains(node.uniqueId())) {
            return Optional.empty();
        }
        Optional<Tree> materialized = node.config().get("materialized");
        if (materialized.flatMap(Trees::text).filter("ephemeral"::equals).isPresent()) {
            return Optional.empty();
        }
        if (materialized.isPresent() && materialized.get() instanceof Tree.Unknown unknown) {
            return Optional.of("whether it is materialized: " + unknown.reason());
        }
        Optional<String> doubt =
                Optional.ofNullable(maybeRead.get(node.uniqueId())).or(() -> anyRead);
        if (doubt.isEmpty()) {
            because.add("no other model reads it");
        }
        return doubt;
    }
}
