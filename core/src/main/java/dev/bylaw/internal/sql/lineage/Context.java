package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.RelationColumns;
import dev.bylaw.internal.sql.token.Dialect;
import java.util.Map;
import java.util.function.Function;

/**
 * What the resolvers of one query share.
 *
 * @param dialect the dialect
 * @param names how names are compared
 * @param relations the identifiers that stand for relations, lower case, each with the relation's id
 * @param columns the columns of a relation id
 * @param budget the bound of the work
 */
record Context(
        Dialect dialect,
        Names names,
        Map<String, String> relations,
        Function<String, RelationColumns> columns,
        Budget budget) {
    /** {@return whether a name that a query yields twice may be used without an error} */
    boolean duplicateNames() {
        return dialect.has(Dialect.Feature.DUPLICATE_NAMES);
    }
}
