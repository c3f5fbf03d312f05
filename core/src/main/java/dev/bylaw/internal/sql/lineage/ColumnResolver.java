package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.lineage.Relation.Certainty;
import dev.bylaw.internal.sql.lineage.Relation.Lookup;
import dev.bylaw.internal.sql.lineage.Scope.Entry;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a name in an expression stands for. */
final class ColumnResolver {
    /** Names that engines provide in every relation, or everywhere; they hold nothing of the data. */
    private static final Set<String> PSEUDO_COLUMNS = Set.of(
            "_partitiontime",
            "_partitiondate",
            "_table_suffix",
            "_file_name",
            "$path",
            "$file_modified_time",
            "$file_size",
            "$partition",
            "$bucket",
            "rownum",
            "rowid",
            "level",
            "sysdate",
            "user",
            "current_user",
            "session_user",
            "localtimestamp",
            "ctid",
            "xmin",
            "_metadata",
            "_file",
            "_path",
            "getdate",
            "systimestamp",
            "connect_by_isleaf",
            "current_schema",
            "current_database",
            "_rowid_",
            "tableoid");

    /** How many names a qualifier may have: server, catalog, schema, table. */
    private static final int MAX_QUALIFIER = 4;

    private ColumnResolver() {}

    /** {@return what a column of an expression is made of} */
    static Flow resolve(Expr.Column column, Scope scope) {
        List<Name> path = column.path();
        Name first = path.get(0);
        boolean isPath = path.size() > 1;
        Optional<Flow> parameter = parameter(first, scope);
        if (parameter.isPresent()) {
            return field(parameter.get(), isPath);
        }
        Optional<Flow> found = qualified(path, scope);
        if (found.isEmpty()) {
            found = unqualified(first, scope).map(flow -> isPath ? structOrTable(flow, path, scope) : flow);
        }
        if (found.isEmpty()) {
            found = isPath ? onlyUnaliased(path, scope) : wholeRow(first, scope);
        }
        if (found.isPresent()) {
            return found.get();
        }
        boolean pseudo = isPseudoColumn(path.get(path.size() - 1));
        return column.optional() || pseudo ? Flow.NONE : Flow.unknown(missing(path, scope));
    }

    /** Without an alias of that name, {@code a.b} is a field of a column, or a column of a table known by that name. */
    private static Flow structOrTable(Flow struct, List<Name> path, Scope scope) {
        Flow value = field(struct, true);
        Optional<Flow> column = known(path.get(0), scope).isPresent() ? Optional.empty() : onlyUnaliased(path, scope);
        if (column.isEmpty()) {
            return value;
        }
        String name = path.get(0).text();
        return Flow.union(value, column.get()).asCandidates(name + " may be a table or a column with fields");
    }

    private static Flow field(Flow flow, boolean isField) {
        return isField ? flow.through(EdgeKind.TRANSFORMED, "") : flow;
    }

    private static boolean isPseudoColumn(Name name) {
        String lower = Names.loose(name.text());
        return PSEUDO_COLUMNS.contains(lower) || lower.startsWith("metadata$");
    }

    private static Optional<Flow> parameter(Name name, Scope scope) {
        Optional<Flow> found = scope.parameter(name);
        return found.isPresent() || scope.outer().isEmpty()
                ? found
                : parameter(name, scope.outer().get());
    }

    /** A column behind the name of a relation: {@code t.a}, {@code schema.t.a}, each perhaps with fields behind. */
    private static Optional<Flow> qualified(List<Name> path, Scope scope) {
        Optional<Scope> level = Optional.of(scope);
        while (level.isPresent()) {
            for (int length = 1; length < path.size() && length <= MAX_QUALIFIER; length++) {
                List<Entry> entries = level.get().qualifiedBy(path.subList(0, length));
                Optional<Flow> column = in(entries, path.get(length));
                if (column.isPresent()) {
                    return Optional.of(field(column.get(), path.size() > length + 1));
                }
            }
            level = level.get().outer();
        }
        return Optional.empty();
    }

    private static Optional<Flow> in(List<Entry> entries, Name name) {
        List<Flow> flows = new ArrayList<>();
        for (Entry entry : entries) {
            Lookup lookup = entry.relation().lookup(name);
            if (lookup.certainty() != Certainty.ABSENT) {
                flows.add(lookup.flow());
            }
        }
        return flows.isEmpty() ? Optional.empty() : Optional.of(Flow.union(flows));
    }

    /** A column without the name of a relation, in the innermost select that has it. */
    private static Optional<Flow> unqualified(Name name, Scope start) {
        List<Flow> possible = new ArrayList<>();
        List<String> where = new ArrayList<>();
        Optional<Scope> level = Optional.of(start);
        while (level.isPresent()) {
            Scope scope = level.get();
            Optional<Flow> alias = scope.alias(name);
            if (alias.isPresent() && scope.aliasMode() == Scope.Aliases.BEFORE_COLUMNS) {
                return Optional.of(decided(alias.get(), possible, where, name));
            }
            Optional<Flow> known = known(name, scope);
            if (known.isPresent()) {
                return Optional.of(decided(known.get(), possible, where, name));
            }
            int before = possible.size();
            possible(name, scope, possible, where);
            if (alias.isPresent()) {
                if (possible.size() > before) {
                    where.add("an alias of the select list");
                }
                return Optional.of(decided(alias.get(), possible, where, name));
            }
            level = scope.outer();
        }
        return possible.isEmpty() ? Optional.empty() : Optional.of(either(possible, where, name));
    }

    private static Optional<Flow> known(Name name, Scope scope) {
        Optional<Relation.Column> merged = merged(name, scope);
        if (merged.isPresent()) {
            return Optional.of(merged.get().flow());
        }
        List<Flow> flows = new ArrayList<>();
        for (Entry entry : scope.entries()) {
            Lookup lookup = entry.relation().lookup(name);
            if (lookup.certainty() == Certainty.KNOWN) {
                flows.add(lookup.flow());
            }
        }
        return flows.isEmpty() ? Optional.empty() : Optional.of(Flow.union(flows));
    }

    private static Optional<Relation.Column> merged(Name name, Scope scope) {
        for (Relation.Column column : scope.merged().values()) {
            if (Names.alike(column.name(), name.text())) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private static void possible(Name name, Scope scope, List<Flow> possible, List<String> where) {
        for (Entry entry : scope.entries()) {
            Lookup lookup = entry.relation().lookup(name);
            if (lookup.certainty() == Certainty.POSSIBLE) {
                possible.add(lookup.flow());
                where.add(entry.label());
            }
        }
    }

    /** {@return whether no relation is known to have the column} */
    static boolean isOnlyPossible(Name name, Scope scope) {
        return known(name, scope).isEmpty();
    }

    /** What is known further out, or an alias, counts unless a relation further in may have the name. */
    private static Flow decided(Flow known, List<Flow> possible, List<String> where, Name name) {
        if (possible.stream().allMatch(known::equals)) {
            return known;
        }
        List<Flow> all = new ArrayList<>(possible);
        all.add(known);
        return Flow.union(all).asCandidates(ambiguous(name, where));
    }

    private static Flow either(List<Flow> possible, List<String> where, Name name) {
        Flow first = possible.get(0);
        if (possible.stream().allMatch(first::equals)) {
            return first;
        }
        return Flow.union(possible).asCandidates(ambiguous(name, where));
    }

    private static String ambiguous(Name name, List<String> where) {
        String places = String.join(", ", where.subList(0, Math.min(4, where.size())));
        return "column " + name.text() + " may come from " + places + ", whose columns are not all known";
    }

    /** A qualifier that is no alias can be the database name of the one table that has no alias. */
    private static Optional<Flow> onlyUnaliased(List<Name> path, Scope scope) {
        List<Entry> unaliased =
                scope.entries().stream().filter(entry -> !entry.aliased()).toList();
        boolean named = !scope.qualifiedBy(path.subList(0, 1)).isEmpty();
        if (unaliased.size() != 1 || named) {
            return Optional.empty();
        }
        return in(unaliased, path.get(1)).map(flow -> field(flow, path.size() > 2));
    }

    /** The name of a relation as a value means its whole row. */
    private static Optional<Flow> wholeRow(Name name, Scope start) {
        Optional<Scope> level = Optional.of(start);
        while (level.isPresent()) {
            List<Entry> entries = level.get().qualifiedBy(List.of(name));
            if (!entries.isEmpty()) {
                List<Flow> flows = new ArrayList<>();
                for (Entry entry : entries) {
                    flows.add(entry.relation().everything());
                }
                return Optional.of(Flow.union(flows).through(EdgeKind.TRANSFORMED, ""));
            }
            level = level.get().outer();
        }
        return Optional.empty();
    }

    private static String missing(List<Name> path, Scope scope) {
        StringBuilder name = new StringBuilder();
        for (Name part : path) {
            name.append(name.length() == 0 ? "" : ".").append(part.text());
        }
        if (scope.entries().isEmpty()) {
            return "column " + name + " is used without a relation";
        }
        List<String> labels =
                scope.entries().stream().map(Entry::label).limit(4).toList();
        return "column " + name + " is in none of " + String.join(", ", labels);
    }
}
