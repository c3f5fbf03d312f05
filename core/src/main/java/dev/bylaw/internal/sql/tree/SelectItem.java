package dev.bylaw.internal.sql.tree;

import java.util.List;
import java.util.Optional;

/** An item of a select list. */
public sealed interface SelectItem {
    /** {@return where it stands} */
    Span span();

    /**
     * A value.
     *
     * @param expr the value
     * @param names its name; several where one expression yields several columns; none where it has none
     * @param nameHint where it has no name: the text that names of dialects are made of, with single blanks
     * @param span where it stands
     */
    record Value(Expr expr, List<Name> names, String nameHint, Span span) implements SelectItem {
        /** Copies the names. */
        public Value {
            names = List.copyOf(names);
        }
    }

    /**
     * All columns of the relations or of one.
     *
     * @param qualifier the relation or structured column; empty for all relations
     * @param except columns left out
     * @param replaced columns whose value is replaced
     * @param renamed columns that get another name
     * @param span where it stands
     */
    record Star(
            Optional<List<Name>> qualifier,
            List<Name> except,
            List<Replaced> replaced,
            List<Renamed> renamed,
            Span span)
            implements SelectItem {
        /** Copies the lists. */
        public Star {
            qualifier = qualifier.map(List::copyOf);
            except = List.copyOf(except);
            replaced = List.copyOf(replaced);
            renamed = List.copyOf(renamed);
        }
    }

    /**
     * All fields of a structured value.
     *
     * @param expr the value
     * @param span where it stands
     */
    record Fields(Expr expr, Span span) implements SelectItem {}

    /**
     * An item that yields columns which cannot be known.
     *
     * @param reason why
     * @param span where it stands
     */
    record Unknown(String reason, Span span) implements SelectItem {}

    /**
     * A column of a star whose value is replaced.
     *
     * @param name the column
     * @param expr its value
     */
    record Replaced(Name name, Expr expr) {}

    /**
     * A column of a star that gets another name.
     *
     * @param from its name
     * @param to the name it gets
     */
    record Renamed(Name from, Name to) {}
}
