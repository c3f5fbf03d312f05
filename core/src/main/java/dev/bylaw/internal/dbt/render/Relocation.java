package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts all places of a result at one place, because its template is a value of another file.
 *
 * @param place the place
 */
record Relocation(Location place) {
    RenderedTemplate of(RenderedTemplate rendered) {
        Map<String, Reference> relations = new LinkedHashMap<>();
        rendered.relations().forEach((marker, reference) -> relations.put(marker, of(reference)));
        return new RenderedTemplate(
                rendered.text(),
                rendered.config().stream().map(call -> (Tree.Mapping) of(call)).toList(),
                rendered.references().stream().map(this::of).toList(),
                relations,
                rendered.macros(),
                of(rendered.open()),
                rendered.holes().stream()
                        .map(hole -> new Hole(hole.marker(), hole.reason(), place))
                        .toList(),
                rendered.graphOpen(),
                rendered.failure().map(problem -> Problem.at(place, problem.kind(), problem.message())),
                rendered.askedIncremental());
    }

    private OpenReferences of(OpenReferences open) {
        Map<Reference, String> doubtful = new LinkedHashMap<>();
        open.doubtful().forEach((reference, reason) -> doubtful.put(of(reference), reason));
        return new OpenReferences(open.any(), open.foreign(), open.named(), doubtful);
    }

    private Reference of(Reference reference) {
        if (reference instanceof Reference.Ref ref) {
            return new Reference.Ref(ref.packageName(), ref.name(), ref.version(), place, ref.untaken());
        }
        if (reference instanceof Reference.Source source) {
            return new Reference.Source(source.source(), source.table(), place, source.untaken());
        }
        return new Reference.This(place, reference.untaken());
    }

    private Tree of(Tree tree) {
        Origin origin = Origin.of(place, tree.origin().layer());
        if (tree instanceof Tree.Mapping mapping) {
            Map<String, Tree.Entry> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((key, entry) -> entries.put(key, new Tree.Entry(Optional.of(place), of(entry.value()))));
            return new Tree.Mapping(entries, mapping.open(), origin);
        }
        if (tree instanceof Tree.Sequence sequence) {
            return new Tree.Sequence(sequence.items().stream().map(this::of).toList(), sequence.open(), origin);
        }
        return tree instanceof Tree.Scalar scalar
                ? new Tree.Scalar(scalar.value(), origin)
                : new Tree.Unknown(((Tree.Unknown) tree).reason(), origin);
    }
}
