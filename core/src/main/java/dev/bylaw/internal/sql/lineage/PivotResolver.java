package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns of {@code PIVOT} and {@code UNPIVOT}. */
final class PivotResolver {
    private static final Span NOWHERE = new Span(0, 0);

    private final ExpressionResolver expressions;
    private final Context context;

    PivotResolver(ExpressionResolver expressions, Context context) {
        this.expressions = expressions;
        this.context = context;
    }

    /** {@return the columns that are neither aggregated nor turned, and one for each value and aggregate} */
    Relation pivot(From.Pivot pivot, Scope.Entry input, Scope outer, Tables tables) {
        Relation relation = input.relation();
        Scope scope = new Scope(outer.outer(), context);
        scope.add(input);
        List<Flow> labels = new ArrayList<>();
        labels.add(Flow.NONE);
        Set<String> used = new LinkedHashSet<>();
        for (Name name : pivot.forColumns()) {
            labels.add(ColumnResolver.resolve(new Expr.Column(List.of(name), false), scope));
            used.add(name.text().toLowerCase(Locale.ROOT));
        }
        Flow choice = Flow.union(labels).through(EdgeKind.INDIRECT, "");
        List<Flow> aggregates = new ArrayList<>();
        for (From.PivotAggregate aggregate : pivot.aggregates()) {
            aggregates.add(Flow.union(expressions.flow(aggregate.expr(), scope, tables), choice));
            mentioned(aggregate.expr(), used);
        }
        List<Relation.Column> columns = new ArrayList<>();
        for (Relation.Column column : relation.columns()) {
            if (!used.contains(Names.loose(column.name()))) {
                columns.add(column);
            }
        }
        List<Rest> rests = new ArrayList<>();
        Set<String> folded = new LinkedHashSet<>();
        for (String name : used) {
            folded.add(context.names().fold(name, false));
        }
        for (Rest rest : relation.rests()) {
            rests.add(new Rest.Some(rest, folded, Map.of()));
        }
        for (Optional<Name> value : pivot.values()) {
            if (value.isEmpty()) {
                Flow any = aggregates.isEmpty() ? choice : Flow.union(aggregates);
                rests.add(new Rest.Parts(any, "the values of a PIVOT are not known"));
                continue;
            }
            for (int i = 0; i < aggregates.size(); i++) {
                columns.add(valueColumn(pivot, value.get(), i, aggregates.get(i)));
            }
        }
        return new Relation(columns, rests, Flow.union(relation.rows(), choice), context);
    }

    private Relation.Column valueColumn(From.Pivot pivot, Name value, int aggregate, Flow flow) {
        Optional<Name> name = pivot.aggregates().get(aggregate).name();
        boolean several = pivot.aggregates().size() > 1;
        String text = value.text();
        if (context.dialect() == Dialect.BIGQUERY) {
            // No name may begin with a digit.
            String alone = !text.isEmpty() && Character.isDigit(text.charAt(0)) ? '_' + text : text;
            text = name.isPresent() ? name.get().text() + '_' + text : alone;
        } else if (name.isPresent() && (several || context.dialect() == Dialect.DUCKDB)) {
            text = text + '_' + name.get().text();
        }
        return new Relation.Column(text, value.quoted(), flow, NOWHERE);
    }

    private static void mentioned(Expr expr, Set<String> names) {
        if (expr instanceof Expr.Column column) {
            List<Name> path = column.path();
            names.add(path.get(path.size() - 1).text().toLowerCase(Locale.ROOT));
        } else if (expr instanceof Expr.Call call) {
            call.arguments().forEach(argument -> mentioned(argument, names));
        } else if (expr instanceof Expr.Compute compute) {
            compute.operands().forEach(operand -> mentioned(operand, names));
        } else if (expr instanceof Expr.Choice choice) {
            choice.conditions().forEach(condition -> mentioned(condition, names));
            choice.results().forEach(result -> mentioned(result, names));
        }
    }

    /** {@return the columns that are not turned, the name of the turned column, and its value} */
    Relation unpivot(From.Unpivot unpivot, Relation input) {
        Set<String> turned = new LinkedHashSet<>();
        List<List<Flow>> values = new ArrayList<>();
        for (int i = 0; i < unpivot.values().size(); i++) {
            values.add(new ArrayList<>(List.of(Flow.NONE)));
        }
        for (List<Name> group : unpivot.sources()) {
            for (int i = 0; i < group.size(); i++) {
                Name name = group.get(i);
                turned.add(context.names().fold(name));
                Relation.Lookup lookup = input.lookup(name);
                Flow flow = lookup.certainty() == Relation.Certainty.ABSENT
                        ? Flow.unknown("column " + name.text() + " of UNPIVOT is not there")
                        : lookup.flow();
                values.get(Math.min(i, values.size() - 1)).add(flow);
            }
        }
        List<Relation.Column> columns = new ArrayList<>();
        for (Relation.Column column : input.columns()) {
            boolean stays = unpivot.sources().stream()
                    .flatMap(List::stream)
                    .noneMatch(name -> Names.alike(name.text(), column.name()));
            if (stays) {
                columns.add(column);
            }
        }
        unpivot.label()
                .ifPresent(label -> columns.add(new Relation.Column(label.text(), label.quoted(), Flow.NONE, NOWHERE)));
        for (int i = 0; i < unpivot.values().size(); i++) {
            Name name = unpivot.values().get(i);
            columns.add(new Relation.Column(name.text(), name.quoted(), Flow.union(values.get(i)), NOWHERE));
        }
        List<Rest> rests = new ArrayList<>();
        for (Rest rest : input.rests()) {
            rests.add(new Rest.Some(rest, turned, Map.of()));
        }
        return new Relation(columns, rests, input.rows(), context);
    }
}
