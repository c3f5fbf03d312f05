package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.config.AdapterAliases;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import java.util.Optional;

/**
 * Where dbt would build: what is read of a profile. Each value is a text or unknown. Immutable.
 *
 * @param profile the name of the profile
 * @param name the name of the target
 * @param type the type of the adapter
 * @param schema the schema
 * @param database the database; catalog, project and so on are names of it
 */
public record Target(Tree profile, Tree name, Tree type, Tree schema, Tree database) {
    private static final String NOTHING_ELSE = "of a profile only type, schema and database are read";

    /** {@return a target of which nothing is known but what is given} */
    public static Target unknown(String reason, Optional<String> name, Optional<String> adapter) {
        Tree unknown = new Tree.Unknown(reason, Origin.DEFAULT);
        return new Target(unknown, given(name, unknown), given(adapter, unknown), unknown, unknown);
    }

    private static Tree given(Optional<String> value, Tree otherwise) {
        return value.<Tree>map(text -> new Tree.Scalar(text, Origin.DEFAULT)).orElse(otherwise);
    }

    /** {@return the type of the adapter, if it is known} */
    public Optional<String> adapter() {
        return Trees.text(type);
    }

    /** {@return the variable {@code target} of templates} */
    public Tree.Mapping asVariable() {
        MappingBuilder builder = new MappingBuilder()
                .put("name", name)
                .put("target_name", name)
                .put("profile_name", profile)
                .put("type", type)
                .put("schema", schema)
                .put("database", database);
        AdapterAliases.of(adapter()).forEach((alias, key) -> {
            if (key.equals("database")) {
                builder.put(alias, database);
            } else if (key.equals("schema")) {
                builder.put(alias, schema);
            }
        });
        return builder.open(NOTHING_ELSE).build(Origin.DEFAULT);
    }
}
