package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns of functions that yield rows: they are made of the arguments. */
final class TableFunctions {
    private static final Span NOWHERE = new Span(0, 0);

    /** Functions that yield nothing but what is in their arguments. */
    private static final Set<String> PURE = Set.of(
            "unnest",
            "explode",
            "explode_outer",
            "posexplode",
            "posexplode_outer",
            "inline",
            "inline_outer",
            "stack",
            "json_tuple",
            "flatten",
            "split_to_table",
            "strtok_split_to_table",
            "generator",
            "generate_series",
            "generate_subscripts",
            "generate_array",
            "generate_date_array",
            "generate_timestamp_array",
            "sequence",
            "range",
            "arrayjoin",
            "json_array_elements",
            "json_array_elements_text",
            "jsonb_array_elements",
            "jsonb_array_elements_text",
            "json_each",
            "json_each_text",
            "jsonb_each",
            "jsonb_each_text",
            "json_object_keys",
            "jsonb_object_keys",
            "json_to_record",
            "json_to_recordset",
            "jsonb_to_record",
            "jsonb_to_recordset",
            "jsonb_path_query",
            "json_populate_recordset",
            "regexp_split_to_table",
            "regexp_matches",
            "regexp_extract_all",
            "string_split",
            "string_to_table",
            "string_to_array",
            "openjson",
            "json_table",
            "xmltable",
            "numbers",
            "zeros",
            "variant_explode",
            "split",
            "array",
            "json_query_array",
            "json_extract_array",
            "map_entries",
            "list",
            "values",
            "repeat",
            "each",
            "skeys",
            "svals");

    /** Functions that yield one plain value a row, which has no fields. */
    private static final Set<String> SCALAR = Set.of(
            "generate_series",
            "generate_subscripts",
            "sequence",
            "range",
            "generate_array",
            "generate_date_array",
            "generate_timestamp_array",
            "regexp_split_to_table",
            "string_to_table",
            "json_object_keys",
            "jsonb_object_keys",
            "numbers",
            "zeros",
            "json_array_elements_text",
            "jsonb_array_elements_text");

    private final Context context;

    TableFunctions(Context context) {
        this.context = context;
    }

    /** {@return the rows of a function, given what its arguments are made of} */
    Relation relation(From.Function function, List<Flow> arguments) {
        String name = function.function();
        String plain = name.substring(name.lastIndexOf('.') + 1);
        Flow all = arguments.isEmpty() ? Flow.NONE : Flow.union(arguments);
        Flow value = all.through(EdgeKind.TRANSFORMED, plain);
        if (!PURE.contains(plain)) {
            value = value.withUnknown("function " + name + " may read more than its arguments");
        }
        List<Relation.Column> columns = new ArrayList<>();
        List<Rest> rests = new ArrayList<>();
        if (!function.columns().isEmpty()) {
            boolean oneEach = plain.equals("unnest")
                    && arguments.size() == function.columns().size();
            for (int i = 0; i < function.columns().size(); i++) {
                Flow flow = oneEach ? arguments.get(i).through(EdgeKind.TRANSFORMED, plain) : value;
                columns.add(column(function.columns().get(i), flow));
            }
        } else {
            unnamed(function, plain, value, columns, rests);
        }
        function.position().ifPresent(position -> columns.add(column(position, Flow.NONE)));
        // How many rows there are depends on the arguments.
        Flow rows = all.through(EdgeKind.INDIRECT, "");
        return new Relation(
                columns,
                rests,
                PURE.contains(plain)
                        ? rows
                        : rows.withUnknown("function " + name + " may read more than its arguments"),
                context);
    }

    private void unnamed(
            From.Function function, String plain, Flow value, List<Relation.Column> columns, List<Rest> rests) {
        switch (plain) {
            case "flatten" -> add(List.of("SEQ", "KEY", "PATH", "INDEX", "VALUE", "THIS"), value, columns);
            case "split_to_table", "strtok_split_to_table" -> add(List.of("SEQ", "INDEX", "VALUE"), value, columns);
            case "generator" -> {}
            case "variant_explode" -> add(List.of("pos", "key", "value"), value, columns);
            default -> {
                Optional<Name> alias = function.alias();
                alias.ifPresent(name -> columns.add(column(name, value)));
                if (alias.isEmpty() && SCALAR.contains(plain)) {
                    columns.add(new Relation.Column(plain, false, value, NOWHERE));
                }
                if (!SCALAR.contains(plain)) {
                    rests.add(new Rest.Parts(value, "the columns of " + plain + " are not named"));
                }
            }
        }
    }

    private static void add(List<String> names, Flow value, List<Relation.Column> columns) {
        for (String name : names) {
            columns.add(new Relation.Column(name, false, value, NOWHERE));
        }
    }

    private static Relation.Column column(Name name, Flow flow) {
        return new Relation.Column(name.text(), name.quoted(), flow, NOWHERE);
    }
}
