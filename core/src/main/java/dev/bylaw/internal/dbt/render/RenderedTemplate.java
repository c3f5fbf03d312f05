package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.text.MappedText;
import dev.bylaw.internal.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What a template became.
 *
 * @param text the SQL, with relations and holes as marker identifiers
 * @param config the calls of {@code config}, each a mapping of its arguments; a value that cannot be known, or that is
 *     set only under a condition that cannot be known, is {@link Tree.Unknown}
 * @param references the relations it uses, in the order met, without repetitions
 * @param relations the marker identifiers of the relations in the text (lower case), each with its reference
 * @param macros the unique ids of the macros it called itself, as dbt's {@code depends_on.macros}
 * @param holes what could not be rendered
 * @param askedIncremental whether {@code is_incremental()} was asked, so that a second text exists
 */
public record RenderedTemplate(
        MappedText text,
        List<Tree.Mapping> config,
        List<Reference> references,
        Map<String, Reference> relations,
        SortedSet<String> macros,
        List<Hole> holes,
        boolean askedIncremental) {}
