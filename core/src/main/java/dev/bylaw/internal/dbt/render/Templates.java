package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Problem;
import java.util.List;

/** Renders the templates of one dbt project and its packages. Thread-safe once made. */
public interface Templates {
    /**
     * What is rendered.
     *
     * @param file the template; of a file with snapshot blocks only the block with the name of the node is rendered
     * @param packageName the package it belongs to
     * @param uniqueId the unique id of the node
     * @param name the name of the node
     * @param config the configuration known before its own {@code config} calls, for {@code config.get} and {@code this}
     * @param incremental what {@code is_incremental()} answers
     */
    record Request(
            SourceFile file,
            String packageName,
            String uniqueId,
            String name,
            Tree.Mapping config,
            boolean incremental) {}

    /**
     * Renders the template of a model, snapshot, analysis or test.
     *
     * @param request what to render
     * @return the result; what cannot be rendered is a hole in it, never an exception
     */
    RenderedTemplate render(Request request);

    /**
     * Renders every string of a tree as dbt renders properties: a string that is one expression keeps its type.
     *
     * @param tree the values
     * @param packageName the package whose variables and macros count
     * @return the rendered values; what cannot be known is {@link Tree.Unknown}
     */
    Tree renderValues(Tree tree, String packageName);

    /**
     * Renders every string of a tree as dbt renders {@code dbt_project.yml}: as properties, except that {@code var} knows
     * only the variables of the command line.
     *
     * @param tree the values
     * @return the rendered values; what cannot be known is {@link Tree.Unknown}
     */
    Tree renderProjectValues(Tree tree);

    /**
     * Renders a text of the configuration of a node, such as a hook, as dbt does to find what it refers to.
     *
     * @param text the text
     * @param node the node; its file does not matter
     * @return the result; every location in it is that of the text
     */
    RenderedTemplate renderText(Tree.Scalar text, Request node);

    /** {@return what kept macros from being read} */
    List<Problem> problems();
}
