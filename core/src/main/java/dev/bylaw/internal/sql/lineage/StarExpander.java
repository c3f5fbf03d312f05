package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.SelectItem;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the stars of a select list into columns. */
final class StarExpander {
    private final ExpressionResolver expressions;
    private final Context context;

    StarExpander(ExpressionResolver expressions, Context context) {
        this.expressions = expressions;
        this.context = context;
    }

    /** Adds the columns of a star, and what further ones it may bring. */
    void expand(SelectItem.Star star, Scope scope, Tables tables, List<Relation.Column> columns, List<Rest> rests) {
        List<Relation.Column> found = new ArrayList<>();
        List<Rest> more = new ArrayList<>();
        if (star.qualifier().isPresent()) {
            qualified(star.qualifier().get(), scope, found, more);
        } else {
            all(scope, found, more);
        }
        ambiguous(star, scope).ifPresent(more::add);
        Names names = context.names();
        Set<String> without = new LinkedHashSet<>();
        for (Name name : star.except()) {
            without.add(names.fold(name));
            found.removeIf(column -> isNamed(column, name));
        }
        replaced(star, scope, tables, found, more, without);
        Map<String, Name> renamed = renamed(star, found, more, without);
        for (Relation.Column column : found) {
            columns.add(column.at(star.span()));
        }
        boolean changed = !without.isEmpty() || !renamed.isEmpty();
        for (Rest rest : more) {
            rests.add(changed ? new Rest.Some(rest, without, renamed) : rest);
        }
    }

    /** Engines differ in which of two columns of one name a star changes or leaves out. */
    private Optional<Rest> ambiguous(SelectItem.Star star, Scope scope) {
        List<Name> changed = new ArrayList<>(star.except());
        star.replaced().forEach(replaced -> changed.add(replaced.name()));
        star.renamed().forEach(renamed -> changed.add(renamed.from()));
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        List<Scope.Entry> entries = star.qualifier().isPresent()
                ? scope.qualifiedBy(star.qualifier().get())
                : scope.entries();
        for (Scope.Entry entry : entries) {
            Set<String> seen = new LinkedHashSet<>();
            for (Relation.Column column : entry.relation().columns()) {
                boolean second = !seen.add(Names.loose(column.name()));
                if (second && changed.stream().anyMatch(name -> isNamed(column, name))) {
                    return Optional.of(new Rest.Unknown("the star changes or leaves out " + column.name()
                            + ", of which there are two in " + entry.label()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isNamed(Relation.Column column, Name name) {
        return Names.alike(column.name(), name.text());
    }

    private void replaced(
            SelectItem.Star star,
            Scope scope,
            Tables tables,
            List<Relation.Column> found,
            List<Rest> more,
            Set<String> without) {
        for (SelectItem.Replaced replaced : star.replaced()) {
            Flow flow = expressions.flow(replaced.expr(), scope, tables);
            boolean known = false;
            for (int i = 0; i < found.size(); i++) {
                if (isNamed(found.get(i), replaced.name())) {
                    found.set(i, found.get(i).with(flow));
                    known = true;
                }
            }
            if (!known && !more.isEmpty()) {
                // It must be one of the columns that are not known.
                Name name = replaced.name();
                found.add(new Relation.Column(name.text(), name.quoted(), flow, star.span()));
                without.add(context.names().fold(name));
            }
        }
    }

    private Map<String, Name> renamed(
            SelectItem.Star star, List<Relation.Column> found, List<Rest> more, Set<String> without) {
        Map<String, Name> open = new LinkedHashMap<>();
        for (SelectItem.Renamed renamed : star.renamed()) {
            boolean known = false;
            for (int i = 0; i < found.size(); i++) {
                if (isNamed(found.get(i), renamed.from())) {
                    found.set(i, found.get(i).named(renamed.to()));
                    known = true;
                }
            }
            if (!known && !more.isEmpty()) {
                without.add(context.names().fold(renamed.from()));
                open.put(context.names().fold(renamed.to()), renamed.from());
            }
        }
        return open;
    }

    private void all(Scope scope, List<Relation.Column> found, List<Rest> more) {
        found.addAll(new JoinedColumns(context).columns(scope));
        for (Scope.Entry entry : scope.entries()) {
            Set<String> merged = new LinkedHashSet<>(scope.merged().keySet());
            for (Rest rest : entry.relation().rests()) {
                more.add(merged.isEmpty() ? rest : new Rest.Some(rest, merged, Map.of()));
            }
        }
    }

    private void qualified(List<Name> path, Scope scope, List<Relation.Column> found, List<Rest> more) {
        Optional<Scope> level = Optional.of(scope);
        while (level.isPresent()) {
            List<Scope.Entry> entries = level.get().qualifiedBy(path);
            if (!entries.isEmpty()) {
                for (Scope.Entry entry : entries) {
                    found.addAll(entry.relation().columns());
                    more.addAll(entry.relation().rests());
                }
                return;
            }
            level = level.get().outer();
        }
        // No relation of that name: a column with fields, or the only table, known by another name.
        List<Scope.Entry> unaliased =
                scope.entries().stream().filter(entry -> !entry.aliased()).toList();
        Flow value = ColumnResolver.resolve(new Expr.Column(path, true), scope);
        String text = path.get(path.size() - 1).text();
        boolean named = !scope.qualifiedBy(path.subList(0, 1)).isEmpty();
        if (value == Flow.NONE && unaliased.size() == 1 && !named) {
            found.addAll(unaliased.get(0).relation().columns());
            more.addAll(unaliased.get(0).relation().rests());
        } else if (unaliased.size() == 1 && path.size() == 1 && ColumnResolver.isOnlyPossible(path.get(0), scope)) {
            more.add(new Rest.Unknown(text + ".* may mean a table or a column with fields"));
        } else if (value == Flow.NONE) {
            more.add(new Rest.Unknown(text + ".* names no relation"));
        } else {
            more.add(new Rest.Parts(
                    value.through(EdgeKind.TRANSFORMED, ""), "the fields of " + text + " are not known"));
        }
    }

    /** {@return the fields of a structured value as columns that are not known by name} */
    Rest fields(Flow value, Span span) {
        return new Rest.Parts(
                value.through(EdgeKind.TRANSFORMED, ""), "the fields of the value behind .* are not known");
    }
}
