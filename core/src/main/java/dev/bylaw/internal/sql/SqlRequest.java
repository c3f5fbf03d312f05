package dev.bylaw.internal.sql;

import dev.bylaw.internal.text.MappedText;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A query to analyse.
 *
 * @param sql the rendered text
 * @param adapter the dbt adapter type, lower case, for example {@code athena}; {@code unknown} where nobody says
 * @param relations the identifiers that stand for relations in the text (lower case), each with the relation's id
 * @param holes identifiers in the text that stand for what could not be rendered (lower case), each with the reason
 * @param columns the columns of a relation id
 */
public record SqlRequest(
        MappedText sql,
        String adapter,
        Map<String, String> relations,
        Map<String, String> holes,
        Function<String, RelationColumns> columns) {
    /** Copies the maps. */
    public SqlRequest {
        relations = Map.copyOf(relations);
        holes = Map.copyOf(holes);
    }

    /** {@return the ids of all relations} */
    public Set<String> relationIds() {
        return Set.copyOf(relations.values());
    }
}
