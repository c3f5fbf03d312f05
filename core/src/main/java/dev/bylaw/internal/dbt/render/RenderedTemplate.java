package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.text.MappedText;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a template became.
 *
 * @param text the SQL, with relations and holes as marker identifiers
 * @param config the calls of {@code config}, each a mapping of its arguments; a value that cannot be known, or that is
 *     set only under a condition that cannot be known, is {@link Tree.Unknown}
 * @param references the relations it refers to, without repetitions: first those that dbt finds when it parses, in the
 *     order met, then those of branches that are not taken; never {@link Reference.This}
 * @param relations the marker identifiers of the relations in the text (lower case), each with its reference
 * @param macros the unique ids of the macros it called itself, as dbt's {@code depends_on.macros}
 * @param open what else it may refer to, in the sense of dbt's parsing
 * @param holes what could not be rendered
 * @param graphOpen why dbt may find further relations and macros when it parses the template
 * @param failure why dbt would refuse the template, or why it was given up; the text is then what could be made of it
 * @param askedIncremental whether {@code is_incremental()} was asked, so that a second text exists
 */
public record RenderedTemplate(
        MappedText text,
        List<Tree.Mapping> config,
        List<Reference> references,
        Map<String, Reference> relations,
        SortedSet<String> macros,
        OpenReferences open,
        List<Hole> holes,
        Optional<String> graphOpen,
        Optional<Problem> failure,
        boolean askedIncremental) {
    /** Copies the collections. */
    public RenderedTemplate {
        config = List.copyOf(config);
        references = List.copyOf(references);
        relations = Collections.unmodifiableMap(new LinkedHashMap<>(relations));
        macros = Collections.unmodifiableSortedSet(new TreeSet<>(macros));
        Objects.requireNonNull(open, "open is null");
        holes = List.copyOf(holes);
    }
}
