package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.RelationColumns;
import dev.bylaw.internal.sql.lineage.Scope.Entry;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts the relations of {@code FROM} into scope. */
final class FromResolver {
    private static final Span NOWHERE = new Span(0, 0);

    private final QueryResolver queries;
    private final ExpressionResolver expressions;
    private final TableFunctions functions;
    private final PivotResolver pivots;
    private final JoinedColumns joined;
    private final Context context;

    FromResolver(QueryResolver queries, ExpressionResolver expressions, Context context) {
        this.queries = queries;
        this.expressions = expressions;
        this.functions = new TableFunctions(context);
        this.pivots = new PivotResolver(expressions, context);
        this.joined = new JoinedColumns(context);
        this.context = context;
    }

    /** Adds the relations to a scope, and what chooses their rows to a list. */
    void add(From from, Scope scope, Tables tables, List<Flow> rows) {
        item(from.first(), scope, tables, rows);
        for (From.Join join : from.joins()) {
            join(join, scope, tables, rows);
        }
    }

    private void join(From.Join join, Scope scope, Tables tables, List<Flow> rows) {
        int before = scope.size();
        if (join.kind() == From.Kind.SEMI) {
            // The right side only decides which rows of the left remain.
            Scope both = new Scope(Optional.of(scope), context);
            item(join.right(), both, tables, rows);
            join.on()
                    .ifPresent(on -> rows.add(expressions.flow(on, both, tables).through(EdgeKind.INDIRECT, "")));
            for (Name name : join.using()) {
                rows.add(joined.keys(name, scope, both.entries()));
            }
            return;
        }
        item(join.right(), scope, tables, rows);
        if (join.natural() || !join.using().isEmpty()) {
            List<Entry> all = scope.entries();
            List<Entry> left = all.subList(0, before);
            List<Entry> right = all.subList(before, all.size());
            if (join.natural()) {
                joined.natural(left, right, join.kind(), scope, rows);
            }
            for (Name name : join.using()) {
                joined.using(name, left, right, join.kind(), scope, rows);
            }
        }
        join.on().ifPresent(on -> rows.add(expressions.flow(on, scope, tables).through(EdgeKind.INDIRECT, "")));
    }

    private void item(From.Item item, Scope scope, Tables tables, List<Flow> rows) {
        if (item instanceof From.Nested nested && nested.alias().isEmpty()) {
            add(nested.from(), scope, tables, rows);
            return;
        }
        Entry entry = entry(item, scope, tables);
        rows.add(entry.relation().rows());
        scope.add(entry);
    }

    private Entry entry(From.Item item, Scope scope, Tables tables) {
        if (item instanceof From.Table table) {
            return table(table, scope, tables);
        }
        if (item instanceof From.Derived derived) {
            Optional<Scope> seen = derived.lateral() ? Optional.of(scope) : scope.outer();
            Relation relation = queries.named(queries.resolve(derived.query(), seen, tables), derived.columns());
            return aliased(derived.alias(), "a subquery", DuplicateNames.renamed(relation, context));
        }
        if (item instanceof From.Function function) {
            List<Flow> arguments = new ArrayList<>();
            for (Expr argument : function.arguments()) {
                arguments.add(expressions.flow(argument, scope, tables));
            }
            return aliased(function.alias(), function.function(), functions.relation(function, arguments));
        }
        if (item instanceof From.Nested nested) {
            Scope inner = new Scope(scope.outer(), context);
            List<Flow> rows = new ArrayList<>();
            rows.add(Flow.NONE);
            add(nested.from(), inner, tables, rows);
            return aliased(nested.alias(), "a join", joined.all(inner, Flow.union(rows)));
        }
        if (item instanceof From.Pivot pivot) {
            Entry input = entry(pivot.input(), scope, tables);
            Relation relation = queries.named(pivots.pivot(pivot, input, scope, tables), pivot.columns());
            return derived(pivot.alias(), input, relation);
        }
        if (item instanceof From.Unpivot unpivot) {
            Entry input = entry(unpivot.input(), scope, tables);
            Relation relation = queries.named(pivots.unpivot(unpivot, input.relation()), unpivot.columns());
            return derived(unpivot.alias(), input, relation);
        }
        From.Unknown unknown = (From.Unknown) item;
        Relation relation = queries.unknown(unknown.reason());
        return aliased(unknown.alias(), "a relation that is not known", relation);
    }

    private Entry aliased(Optional<Name> alias, String label, Relation relation) {
        if (alias.isEmpty()) {
            return new Entry(List.of(), label, true, relation);
        }
        Name name = alias.get();
        return new Entry(List.of(List.of(context.names().fold(name))), name.text(), true, relation);
    }

    /** A pivoted relation without an alias of its own can still be used by the name of the one inside. */
    private Entry derived(Optional<Name> alias, Entry input, Relation relation) {
        return alias.isPresent()
                ? aliased(alias, "", relation)
                : new Entry(input.qualifiers(), input.label(), input.aliased(), relation);
    }

    private Entry table(From.Table table, Scope scope, Tables tables) {
        List<Name> path = table.path();
        Name last = path.get(path.size() - 1);
        Optional<Relation> common = path.size() == 1 ? tables.find(last) : Optional.empty();
        if (common.isPresent()) {
            // A reference carries the filters of the table with it.
            Relation relation = queries.named(common.get(), table.columns());
            Name name = table.alias().orElse(last);
            return new Entry(List.of(List.of(context.names().fold(name))), name.text(), true, relation);
        }
        Optional<String> id = relationId(path);
        if (id.isEmpty() && path.size() > 1) {
            Optional<Entry> unnested = unnested(table, scope);
            if (unnested.isPresent()) {
                return unnested.get();
            }
        }
        Relation relation =
                queries.named(id.map(this::project).orElseGet(() -> foreign(path, tables)), table.columns());
        if (table.alias().isPresent()) {
            return aliased(table.alias(), "", relation);
        }
        return new Entry(qualifiers(path, id), id.orElse(text(path)), false, relation);
    }

    /** BigQuery and Redshift read an array of an earlier relation as a relation: {@code FROM t, t.items}. */
    private Optional<Entry> unnested(From.Table table, Scope scope) {
        List<Name> path = table.path();
        if (scope.qualifiedBy(path.subList(0, 1)).isEmpty()) {
            return Optional.empty();
        }
        Flow array = ColumnResolver.resolve(new Expr.Column(path, false), scope);
        Optional<Name> alias = table.alias().or(() -> Optional.of(path.get(path.size() - 1)));
        From.Function function = new From.Function("unnest", List.of(), alias, table.columns(), Optional.empty());
        return Optional.of(aliased(alias, "", functions.relation(function, List.of(array))));
    }

    private Optional<String> relationId(List<Name> path) {
        String whole = text(path).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(context.relations().get(whole));
    }

    private static String text(List<Name> path) {
        return String.join(".", path.stream().map(Name::text).toList());
    }

    private Relation project(String id) {
        RelationColumns known = context.columns().apply(id);
        List<Relation.Column> columns = new ArrayList<>();
        for (String name : known.names()) {
            columns.add(new Relation.Column(name, false, Flow.of(id, name), NOWHERE));
        }
        List<Rest> rests = known.open().isPresent()
                ? List.of(new Rest.Base(id, known.open().get()))
                : List.of();
        return new Relation(columns, rests, Flow.NONE, context);
    }

    private Relation foreign(List<Name> path, Tables tables) {
        String plain = "table " + text(path) + " is no relation of the project";
        String reason = tables.gap().map(gap -> plain + "; " + gap).orElse(plain);
        return new Relation(List.of(), List.of(new Rest.Unknown(reason)), Flow.NONE, context);
    }

    /** The names that columns may be qualified with: the ends of the path, and the relation's name in the project. */
    private List<List<String>> qualifiers(List<Name> path, Optional<String> id) {
        List<List<String>> qualifiers = new ArrayList<>();
        for (int from = path.size() - 1; from >= 0; from--) {
            qualifiers.add(path.subList(from, path.size()).stream()
                    .map(context.names()::fold)
                    .toList());
        }
        id.ifPresent(known -> {
            String name = known.substring(known.lastIndexOf('.') + 1);
            qualifiers.add(List.of(context.names().fold(name, false)));
        });
        return qualifiers;
    }
}
