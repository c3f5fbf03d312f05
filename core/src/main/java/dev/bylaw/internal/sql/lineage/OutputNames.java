package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.SelectItem;
import java.util.List;
import java.util.Locale;

/** The names that engines give to columns that have none. */
final class OutputNames {
    private OutputNames() {}

    /**
     * The name of an item without an alias.
     *
     * @param item the item
     * @param position its place in the select list, from 0
     * @param unnamed how many items before it have no name either
     * @param dialect the dialect
     * @return its name; quoted where its case counts
     */
    static Name of(SelectItem.Value item, int position, int unnamed, Dialect dialect) {
        if (item.expr() instanceof Expr.Column column) {
            List<Name> path = column.path();
            return path.get(path.size() - 1);
        }
        String text = item.nameHint();
        return switch (dialect) {
            case TRINO -> made("_col" + position, item);
            case BIGQUERY -> field(text).isEmpty() ? made("f" + unnamed + '_', item) : made(field(text), item);
            case POSTGRES, REDSHIFT -> made(postgres(item.expr(), text), item);
            case SNOWFLAKE -> new Name(text.toUpperCase(Locale.ROOT), true, item.span());
            case SPARK, DATABRICKS -> made(field(text).isEmpty() ? text : field(text), item);
            default -> made(text, item);
        };
    }

    /** {@return the name of a column of rows written out, whose place counts from 0} */
    static String ofValues(int place, Dialect dialect) {
        return switch (dialect) {
            case TRINO -> "_col" + place;
            case DUCKDB -> "col" + place;
            case SPARK, DATABRICKS -> "col" + (place + 1);
            default -> "column" + (place + 1);
        };
    }

    private static Name made(String text, SelectItem.Value item) {
        return new Name(text, false, item.span());
    }

    /** The last field of a path such as {@code a[0].b}, by which BigQuery and Spark name a column. */
    private static String field(String text) {
        int dot = text.lastIndexOf('.');
        String last = text.substring(dot + 1);
        boolean name = dot > 0 && !last.isEmpty() && last.chars().allMatch(Character::isJavaIdentifierPart);
        return name && Character.isJavaIdentifierStart(last.charAt(0)) ? last : "";
    }

    private static String postgres(Expr expr, String text) {
        if (expr instanceof Expr.Call call) {
            if (!call.function().equals("cast")) {
                String function = call.function();
                return function.substring(function.lastIndexOf('.') + 1);
            }
            if (call.arguments().size() == 1) {
                Expr inner = call.arguments().get(0);
                if (inner instanceof Expr.Column column) {
                    return column.path().get(column.path().size() - 1).text();
                }
                return inner instanceof Expr.Constant ? type(text) : postgres(inner, text);
            }
        }
        return expr instanceof Expr.Choice ? "case" : "?column?";
    }

    /** The type of a cast constant, by which PostgreSQL names it. */
    private static String type(String text) {
        int colons = text.lastIndexOf("::");
        String type = colons >= 0 ? text.substring(colons + 2).strip() : "?column?";
        return type.isEmpty() ? "?column?" : type.toLowerCase(Locale.ROOT);
    }
}
