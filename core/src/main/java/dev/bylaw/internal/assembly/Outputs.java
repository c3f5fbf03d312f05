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
    /** The names of the projects: what belongs to another package is nothing that they offer. */
    private final Set<String> projects = new HashSet<>();

    /** For each node the contracts and manifests that name it. */
    private final Map<String, List<String>> named;

    /** The nodes that another model or snapshot reads. */
    private final Set<String> read = new HashSet<>();

    /** The nodes that another one may read that may not be there, each with why that is not known. */
    private final Map<String, String> maybeRead = new HashMap<>();

    /**
     * Decides for the models of projects.
     *
     * @param projects the projects; each may read models of another
     * @param named by id of a model, who names it
     */
    Outputs(List<DbtProject> projects, Map<String, List<String>> named) {
        this.named = named;
        projects.forEach(project -> this.projects.add(project.name()));
        projects.forEach(this::collect);
    }

    private static boolean isReader(DbtNode node) {
        return node.type() == ResourceType.MODEL || node.type() == ResourceType.SNAPSHOT;
    }

    private void maybeReads(DbtNode reader, DbtProject project) {
        String reason = "it is not known what " + reader.name() + " reads: "
                + reader.dependsOn().any().orElseThrow();
        project.nodes().stream()
                .map(DbtNode::uniqueId)
                .filter(id -> !id.equals(reader.uniqueId()))
                .forEach(id -> maybeRead.putIfAbsent(id, reason));
    }

    private void collect(DbtProject project) {
        for (DbtNode node : project.nodes()) {
            if (!isReader(node)) {
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
            node.dependsOn()
                    .maybe()
                    .forEach((id, reason) ->
                            maybeRead.putIfAbsent(id, "whether " + node.name() + " reads it: " + reason));
        }
        project.nodes().stream()
                .filter(node -> isReader(node) && node.dependsOn().any().isPresent())
                // The first may read all others, the second the first.
                .limit(2)
                .forEach(node -> maybeReads(node, project));
    }

    /** The entry {@code output} of a model. */
    Tree of(DbtNode node) {
        List<String> because = new ArrayList<>();
        Optional<String> doubt = Optional.empty();
        boolean own = projects.contains(node.packageName());
        if (own) {
            named.getOrDefault(node.uniqueId(), List.of()).forEach(name -> because.add(name + " names it"));
            Optional<Tree> access = node.attribute("access");
            if (access.flatMap(Trees::text).filter("public"::equals).isPresent()) {
                because.add("its access is public");
            } else if (access.isPresent() && access.get() instanceof Tree.Unknown unknown) {
                doubt = Optional.of("whether its access is public: " + unknown.reason());
            }
            Optional<String> read = leaf(node, because);
            doubt = doubt.or(() -> read);
        }
        MappingBuilder output = new MappingBuilder();
        if (because.isEmpty() && doubt.isPresent()) {
            Tree unknown = new Tree.Unknown(doubt.get(), Origin.DEFAULT);
            return output.put("value", unknown).put("because", unknown).build(Origin.DEFAULT);
        }
        return output.put("value", new Tree.Scalar(!because.isEmpty(), Origin.DEFAULT))
                .put(
                        "because",
                        new Tree.Sequence(Trees.texts(because, Origin.DEFAULT).items(), doubt, Origin.DEFAULT))
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
        Optional<String> doubt = Optional.ofNullable(maybeRead.get(node.uniqueId()));
        if (doubt.isEmpty()) {
            because.add("no other model reads it");
        }
        return doubt;
    }
}
