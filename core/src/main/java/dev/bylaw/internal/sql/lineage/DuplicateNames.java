package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.tree.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two columns of one name in a subquery: DuckDB gives the second another name, so that {@code id, id} becomes {@code id,
 * id_1} (as DuckDB 1.5 does). Other engines refuse most uses of such names.
 */
final class DuplicateNames {
    private DuplicateNames() {}

    /** {@return the relation as a query around it sees it} */
    static Relation renamed(Relation relation, Context context) {
        if (context.dialect() != Dialect.DUCKDB || !relation.isClosed()) {
            return relation;
        }
        Map<String, Integer> uses = new HashMap<>();
        List<Relation.Column> columns = new ArrayList<>();
        boolean changed = false;
        for (Relation.Column column : relation.columns()) {
            String name = column.name();
            while (uses.containsKey(Names.loose(name))) {
                int number = uses.merge(Names.loose(name), 1, Integer::sum) - 1;
                name = name + "_" + number;
                changed = true;
            }
            uses.put(Names.loose(name), 1);
            columns.add(
                    name.equals(column.name()) ? column : column.named(new Name(name, column.quoted(), column.span())));
        }
        return changed ? new Relation(columns, List.of(), relation.rows(), context) : relation;
    }
}
