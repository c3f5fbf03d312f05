package dev.bylaw.internal.document;

import dev.bylaw.internal.tree.Pointer;
import dev.bylaw.internal.tree.Tree;
import java.util.List;
import java.util.Optional;

/**
 * The workspace as one tree. What is not known is {@link Tree.Unknown} in it; a collection that may have more members is
 * open. Immutable.
 *
 * @param root the whole, with the collections of {@link #COLLECTIONS}
 */
public record Document(Tree.Mapping root) {
    /** The version of the document's form. */
    public static final String SCHEMA_VERSION = "1";

    /** The collections of named elements, by path. */
    public static final List<List<String>> COLLECTIONS = List.of(
            List.of("products"),
            List.of("contracts"),
            List.of("models"),
            List.of("sources"),
            List.of("seeds"),
            List.of("snapshots"),
            List.of("exposures"),
            List.of("data_tests"),
            List.of("unit_tests"),
            List.of("macros"),
            List.of("groups"),
            List.of("disabled"),
            List.of("infrastructure", "buckets"),
            List.of("infrastructure", "iam_policies"),
            List.of("infrastructure", "tables"),
            List.of("infrastructure", "grants"),
            List.of("pipelines"));

    /** {@return the collection at a path; empty where it is not there} */
    public Optional<Tree.Mapping> collection(List<String> path) {
        Tree tree = root;
        for (String step : path) {
            Optional<Tree> next = Pointer.step(tree, step);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            tree = next.get();
        }
        return tree instanceof Tree.Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }

    /** Whether the elements of the collection at this path list what is unknown about them themselves. */
    static boolean isCollection(List<String> path) {
        return COLLECTIONS.contains(path);
    }
}
