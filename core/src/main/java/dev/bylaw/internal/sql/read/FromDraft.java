package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Query;
import java.util.List;
import java.util.Optional;

/** A relation while its parts are read. */
final class FromDraft {
    private final Optional<Query> query;
    private final Optional<From> nested;
    private final Optional<List<Name>> path;
    private final boolean lateral;
    private Optional<From.Item> wrapped;
    private Optional<Name> position = Optional.empty();
    private boolean positionLast;
    private Optional<Name> alias = Optional.empty();
    private List<Name> columns = List.of();
    private int end;

    FromDraft(Query query, boolean lateral, int end) {
        this(Optional.of(query), Optional.empty(), Optional.empty(), Optional.empty(), lateral, end);
    }

    FromDraft(From nested, int end) {
        this(Optional.empty(), Optional.of(nested), Optional.empty(), Optional.empty(), false, end);
    }

    FromDraft(List<Name> path, int end) {
        this(Optional.empty(), Optional.empty(), Optional.of(path), Optional.empty(), false, end);
    }

    FromDraft(From.Item item, int end) {
        this(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(item), false, end);
    }

    private FromDraft(
            Optional<Query> query,
            Optional<From> nested,
            Optional<List<Name>> path,
            Optional<From.Item> wrapped,
            boolean lateral,
            int end) {
        this.query = query;
        this.nested = nested;
        this.path = path;
        this.wrapped = wrapped;
        this.lateral = lateral;
        this.end = end;
    }

    /** Goes on with a relation made of this one, which may get an alias of its own. */
    void wrap(From.Item item, int next) {
        wrapped = Optional.of(item);
        alias = Optional.empty();
        columns = List.of();
        position = Optional.empty();
        end = next;
    }

    From.Item build() {
        if (wrapped.isPresent()) {
            return named(wrapped.get());
        }
        if (query.isPresent()) {
            return new From.Derived(query.get(), alias, columns, lateral);
        }
        if (nested.isPresent()) {
            return new From.Nested(nested.get(), alias);
        }
        return new From.Table(path.orElse(List.of()), alias, columns);
    }

    private From.Item named(From.Item item) {
        if (item instanceof From.Function function) {
            Optional<Name> counter = position.isEmpty() ? function.position() : position;
            List<Name> names = columns.isEmpty() ? function.columns() : columns;
            if (positionLast && names.size() > 1) {
                counter = Optional.of(names.get(names.size() - 1));
                names = names.subList(0, names.size() - 1);
            }
            return new From.Function(function.function(), function.arguments(), alias, names, counter);
        }
        if (item instanceof From.Pivot pivot) {
            return new From.Pivot(
                    pivot.input(), pivot.aggregates(), pivot.forColumns(), pivot.values(), alias, columns);
        }
        if (item instanceof From.Unpivot unpivot) {
            return new From.Unpivot(
                    unpivot.input(), unpivot.values(), unpivot.label(), unpivot.sources(), alias, columns);
        }
        if (item instanceof From.Unknown unknown) {
            return new From.Unknown(unknown.reason(), alias, unknown.input());
        }
        return item;
    }

    /** {@return the index behind what was read so far} */
    int end() {
        return end;
    }

    void setEnd(int index) {
        end = index;
    }

    boolean hasAlias() {
        return alias.isPresent();
    }

    void setAlias(Name name) {
        alias = Optional.of(name);
    }

    void setColumns(List<Name> names) {
        columns = names;
    }

    /** Adds a column that counts the rows; if {@code last}, the last of the column names is its name. */
    void setPosition(Name name, boolean last) {
        position = Optional.of(name);
        positionLast = last;
    }
}
