package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Location;
import java.util.List;
import java.util.Optional;

/**
 * A generic test where it is declared, and what it is declared for.
 *
 * @param project the package of the properties file
 * @param file the properties file
 * @param place the declaration, for messages
 * @param test the declaration: a name, or a mapping
 * @param target the name of what is tested: a model, or {@code source_table} of a source
 * @param reference the text in {@code get_where_subquery(...)}
 * @param relation the reference to what is tested
 * @param source whether that is a table of a source
 * @param column the column
 * @param quoted whether the name of the column is quoted
 * @param tags tags that the test inherits
 */
record TestBlock(
        DbtPackage project,
        PackageFiles.Source file,
        Location place,
        Tree test,
        String target,
        String reference,
        Reference relation,
        boolean source,
        Optional<String> column,
        boolean quoted,
        List<Tree> tags) {}
