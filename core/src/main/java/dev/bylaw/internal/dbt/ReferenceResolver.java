package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds what references lead to.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/contracts/graph/manifest.py} ({@code resolve_ref},
 * {@code resolve_source}, {@code _packages_to_search}), {@code dbt/parser/manifest.py} ({@code _process_refs}).
 */
final class ReferenceResolver {
    private final ReadContext context;
    private final Diagnostics diagnostics;
    private final NodeIndex index;

    ReferenceResolver(ReadContext context, NodeIndex index) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.index = index;
    }

    /** The packages that are searched, in order; an empty one stands for all. */
    static List<Optional<String>> search(ProjectSettings root, String own, Optional<String> named) {
        if (named.isPresent()) {
            return List.of(named);
        }
        if (own.equals(root.name())) {
            return List.of(Optional.of(own), Optional.empty());
        }
        boolean ownFirst = root.flag("require_ref_searches_node_package_before_root", false);
        Optional<String> first = Optional.of(ownFirst ? own : root.name());
        Optional<String> second = Optional.of(ownFirst ? root.name() : own);
        return List.of(first, second, Optional.empty());
    }

    /** What a reference leads to. */
    private record Found(Optional<NodeDraft> node, Optional<NodeDraft> disabled, boolean ambiguous) {
        static final Found NOTHING = new Found(Optional.empty(), Optional.empty(), false);
    }

    /** Resolves the references of a resource: first its sources, then the others, as dbt does. */
    void resolve(NodeDraft draft) {
        for (Reference reference : draft.references) {
            if (reference instanceof Reference.Source source) {
                resolve(draft, source, source(draft, source));
            }
        }
        for (Reference reference : draft.references) {
            if (reference instanceof Reference.Ref ref) {
                resolve(draft, ref, ref(draft, ref));
            }
        }
        draft.maybeNamed.forEach((name, reason) -> index.refable(name, Optional.empty())
                .forEach(node -> draft.maybeDependsOn.putIfAbsent(node.uniqueId(), reason)));
        draft.dependsOn.forEach(draft.maybeDependsOn::remove);
        // The text of an incremental model may use what the plain one does not.
        draft.incremental.ifPresent(template -> {
            Set<Reference> more = new LinkedHashSet<>(template.references());
            more.removeAll(draft.references);
            for (Reference reference : more) {
                Found found = reference instanceof Reference.Source source
                        ? source(draft, source)
                        : ref(draft, (Reference.Ref) reference);
                found.node().ifPresent(node -> draft.resolved.put(reference, node.uniqueId()));
            }
        });
    }

    private void resolve(NodeDraft draft, Reference reference, Found found) {
        if (found.node().isPresent()) {
            NodeDraft target = found.node().get();
            draft.resolved.put(reference, target.uniqueId());
            String doubt = draft.doubtful.get(reference);
            if (doubt != null) {
                draft.maybeDependsOn.putIfAbsent(target.uniqueId(), doubt);
            } else if (!reference.untaken()) {
                draft.dependsOn.add(target.uniqueId());
                checkAccess(draft, reference, target);
            }
        } else if (!reference.untaken() && !draft.doubtful.containsKey(reference)) {
            missing(draft, reference, found);
        }
    }

    private Found ref(NodeDraft draft, Reference.Ref ref) {
        String name = ref.name() + ref.version().map(version -> ".v" + version).orElse("");
        List<ResourceType> types = List.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);
        Optional<NodeDraft> disabled = Optional.empty();
        for (Optional<String> candidate : search(context.root(), draft.project.name(), ref.packageName())) {
            List<NodeDraft> found = index.refable(name, candidate);
            if (found.size() > 1) {
                return new Found(Optional.empty(), Optional.empty(), true);
            }
            if (!found.isEmpty()) {
                return new Found(Optional.of(found.get(0)), Optional.empty(), false);
            }
            if (disabled.isEmpty()) {
                disabled = index.disabled(name, candidate, types).stream().findFirst();
            }
        }
        return new Found(Optional.empty(), disabled, false);
    }

    private Found source(NodeDraft draft, Reference.Source source) {
        String name = source.source() + "." + source.table();
        Optional<NodeDraft> disabled = Optional.empty();
        for (Optional<String> candidate : search(context.root(), draft.project.name(), Optional.empty())) {
            for (String packageName :
                    candidate.map(Set::of).orElse(context.packages().keySet())) {
                Optional<NodeDraft> found = index.byId("source." + packageName + "." + name);
                if (found.isPresent()) {
                    return new Found(found, Optional.empty(), false);
                }
            }
            if (disabled.isEmpty()) {
                disabled = index.disabled(name, candidate, List.of(ResourceType.SOURCE)).stream()
                        .findFirst();
            }
        }
        return disabled.isEmpty() ? Found.NOTHING : new Found(Optional.empty(), disabled, false);
    }

    private void missing(NodeDraft draft, Reference reference, Found found) {
        String what = shown(reference);
        Optional<String> absence = context.absence();
        if (found.disabled().isEmpty() && !found.ambiguous() && absence.isPresent() && maybeAbsent(reference)) {
            draft.referencesOpen =
                    draft.referencesOpen.or(() -> Optional.of(what + " is not here, and " + absence.get()));
            return;
        }
        String why;
        if (found.ambiguous()) {
            why = what + " is in several packages; name the package";
        } else if (found.disabled().isPresent()) {
            why = what + " is disabled";
        } else {
            why = "there is no " + what + hint(reference);
        }
        if (draft.type == ResourceType.TEST) {
            diagnostics.notice(reference.location(), "missing-target", why + "; this test does not run");
        } else {
            diagnostics.problem(reference.location(), Problem.Kind.INVALID_CONTENT, why);
        }
        draft.missing.add(reference);
    }

    /** Whether what is missing may be in a package that is not installed. */
    private boolean maybeAbsent(Reference reference) {
        return !(reference instanceof Reference.Ref ref)
                || ref.packageName().isEmpty()
                || !context.packages().containsKey(ref.packageName().get());
    }

    private static String shown(Reference reference) {
        if (reference instanceof Reference.Source source) {
            return "source('" + source.source() + "', '" + source.table() + "')";
        }
        Reference.Ref ref = (Reference.Ref) reference;
        List<String> parts = new ArrayList<>();
        ref.packageName().ifPresent(name -> parts.add("'" + name + "'"));
        parts.add("'" + ref.name() + "'");
        ref.version().ifPresent(version -> parts.add("v=" + version));
        return "ref(" + String.join(", ", parts) + ")";
    }

    private String hint(Reference reference) {
        if (reference instanceof Reference.Ref ref) {
            return Suggestion.hint(ref.name(), index.refableNames());
        }
        Reference.Source source = (Reference.Source) reference;
        SortedSet<String> names = new TreeSet<>();
        for (NodeDraft node : index.enabled()) {
            if (node.type == ResourceType.SOURCE) {
                names.add(Trees.text(node.further.get("source_name")).orElse("") + "." + node.name);
            }
        }
        return Suggestion.hint(source.source() + "." + source.table(), names);
    }

    /** A private model may be used in its group only, a protected one in its package if that demands it. */
    private void checkAccess(NodeDraft draft, Reference reference, NodeDraft target) {
        if (target.type != ResourceType.MODEL) {
            return;
        }
        Optional<String> access = Trees.text(target.config.build(), "access");
        boolean other = !draft.project.name().equals(target.project.name());
        boolean restricted = other && target.project.settings().restrictsAccess();
        boolean sameGroup = draft.group.isPresent()
                && target.group.isPresent()
                && NodeIndex.same(draft.group.get(), target.group.get());
        boolean unknown = draft.group.filter(Tree.Unknown.class::isInstance).isPresent()
                || target.group.filter(Tree.Unknown.class::isInstance).isPresent();
        boolean isPrivate = access.equals(Optional.of("private")) && !unknown && (!sameGroup || restricted);
        boolean isProtected = access.equals(Optional.of("protected")) && restricted;
        if (isPrivate || isProtected) {
            diagnostics.problem(
                    reference.location(),
                    Problem.Kind.INVALID_CONTENT,
                    target.uniqueId() + " is " + access.get() + " and may not be used here; dbt refuses this");
        }
    }
}
