package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.read.Reading.Range;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.SelectItem;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the items of a select list. */
final class SelectListReader {
    private final Reading reading;
    private final Tokens tokens;

    SelectListReader(Reading reading) {
        this.reading = reading;
        this.tokens = reading.tokens();
    }

    List<SelectItem> read(int from, int to) {
        List<SelectItem> items = new ArrayList<>();
        for (Range part : reading.parts(from, to)) {
            item(part.from(), part.to(), items);
        }
        return items;
    }

    private void item(int from, int to, List<SelectItem> items) {
        Span span = reading.span(from, to);
        Optional<String> hole = reading.hole(from);
        if (hole.isPresent() && to == from + 1) {
            items.add(new SelectItem.Unknown(hole.get(), span));
            return;
        }
        int star = star(from, to);
        if (star >= 0) {
            star(from, star, to, items);
        } else if (tokens.get(from).is("columns") && tokens.get(from + 1).isSymbol("(") && isPattern()) {
            items.add(new SelectItem.Unknown("COLUMNS at " + place(from) + " chooses columns by a pattern", span));
        } else if (isNamedBefore(from, to)) {
            Expr expr = reading.expressions().read(from + 2, to);
            items.add(new SelectItem.Value(expr, List.of(reading.name(from)), "", span));
        } else {
            items.add(value(from, to, span));
        }
    }

    private String place(int i) {
        return reading.place(tokens.get(i).start());
    }

    private boolean isPattern() {
        return reading.dialect() == Dialect.DUCKDB
                || reading.dialect() == Dialect.CLICKHOUSE
                || reading.dialect() == Dialect.UNKNOWN;
    }

    /** T-SQL's {@code name = expression} and DuckDB's {@code name: expression}. */
    private boolean isNamedBefore(int from, int to) {
        String sign = reading.dialect() == Dialect.SQLSERVER ? "=" : ":";
        return to > from + 2
                && tokens.get(from).isName()
                && tokens.get(from + 1).isSymbol(sign)
                && (reading.dialect() == Dialect.SQLSERVER || reading.dialect() == Dialect.DUCKDB);
    }

    private SelectItem value(int from, int to, Span span) {
        ExpressionReader.Prefix prefix = reading.expressions().readPrefix(from, to);
        int end = prefix.end();
        boolean as = end < to && tokens.get(end).is("as");
        int name = as ? end + 1 : end;
        if (end == to) {
            return whole(prefix.expr(), from, to, span);
        }
        if (as && tokens.get(name).isSymbol("(") && tokens.mate(name) == to - 1) {
            return new SelectItem.Value(prefix.expr(), reading.names(name + 1, to - 1), "", span);
        }
        if (name == to - 1 && (tokens.get(name).isName() || tokens.get(name).kind() == Token.Kind.STRING)) {
            Optional<String> hole = reading.hole(name);
            return hole.isPresent()
                    ? new SelectItem.Unknown(hole.get(), span)
                    : new SelectItem.Value(prefix.expr(), List.of(reading.name(name)), "", span);
        }
        if (tokens.get(end).isSymbol(".") && tokens.get(end + 1).isSymbol("*")) {
            return new SelectItem.Fields(prefix.expr(), span);
        }
        for (int i = end; i < to; i++) {
            Optional<String> hole = reading.hole(i);
            if (hole.isPresent()) {
                return new SelectItem.Unknown(hole.get(), span);
            }
        }
        String reason = "the text at " + place(end) + " is not understood";
        return whole(new Expr.Unreadable(reason, reading.expressions().mentions(from, to)), from, to, span);
    }

    /** An item without a name behind it, or one that could not be read up to its name. */
    private SelectItem whole(Expr expr, int from, int to, Span span) {
        if (expr instanceof Expr.Unreadable unreadable) {
            if (to > from + 2
                    && tokens.get(to - 2).is("as")
                    && tokens.get(to - 1).isName()) {
                return new SelectItem.Value(expr, List.of(reading.name(to - 1)), "", span);
            }
            return new SelectItem.Unknown(unreadable.reason(), span);
        }
        return new SelectItem.Value(expr, List.of(), text(from, to), span);
    }

    /** The text of an item with single blanks, of which some dialects make its name. */
    private String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to && text.length() < 200; i++) {
            Token token = tokens.get(i);
            if (i > from && token.start() > tokens.get(i - 1).end()) {
                text.append(' ');
            }
            text.append(token.kind() == Token.Kind.STRING ? '\'' + token.text() + '\'' : token.text());
        }
        return text.toString();
    }

    /** {@return the index of the star of {@code *} or {@code a.b.*}; -1 where the item is none} */
    private int star(int from, int to) {
        int i = from;
        while (i + 1 < to && tokens.get(i).isName() && tokens.get(i + 1).isSymbol(".")) {
            i += 2;
        }
        return i < to && tokens.get(i).isSymbol("*") ? i : -1;
    }

    private void star(int from, int star, int to, List<SelectItem> items) {
        List<Name> path = new ArrayList<>();
        for (int i = from; i < star; i += 2) {
            path.add(reading.name(i));
        }
        List<Name> except = new ArrayList<>();
        List<SelectItem.Replaced> replaced = new ArrayList<>();
        List<SelectItem.Renamed> renamed = new ArrayList<>();
        Optional<String> gap = Optional.empty();
        int i = star + 1;
        while (i < to && gap.isEmpty()) {
            boolean bracket = tokens.get(i + 1).isSymbol("(");
            int first = bracket ? i + 2 : i + 1;
            int end = bracket ? tokens.mate(i + 1) : Math.min(to, i + unbracketed(i));
            String word = tokens.get(i).word();
            if ((word.equals("except") || word.equals("exclude")) && end > first) {
                gap = except(first, end, except);
            } else if (word.equals("replace") && end > first) {
                gap = replaced(first, end, replaced);
            } else if (word.equals("rename") && end > first) {
                gap = renamed(first, end, renamed);
            } else {
                int at = i;
                gap = Optional.of(reading.hole(i)
                        .orElseGet(() -> "the star at " + place(star) + " chooses columns by "
                                + tokens.get(at).text()));
            }
            i = bracket ? end + 1 : end;
        }
        Span span = reading.span(from, to);
        Optional<List<Name>> qualifier = path.isEmpty() ? Optional.empty() : Optional.of(path);
        boolean unfinished = gap.isPresent() && except.isEmpty() && replaced.isEmpty() && renamed.isEmpty();
        if (!unfinished) {
            items.add(new SelectItem.Star(qualifier, except, replaced, renamed, span));
        }
        gap.ifPresent(reason -> items.add(new SelectItem.Unknown(reason, span)));
    }

    /** How many tokens a modifier without brackets takes: {@code exclude a}, {@code rename a as b}. */
    private int unbracketed(int i) {
        return tokens.get(i).is("rename") ? 4 : 2;
    }

    private Optional<String> except(int from, int to, List<Name> except) {
        for (Range part : reading.parts(from, to)) {
            Optional<String> hole = reading.hole(part.to() - 1);
            if (hole.isPresent()) {
                return hole;
            }
            except.add(reading.name(part.to() - 1));
        }
        return Optional.empty();
    }

    private Optional<String> replaced(int from, int to, List<SelectItem.Replaced> replaced) {
        for (Range part : reading.parts(from, to)) {
            int name = part.to() - 1;
            Optional<String> hole = reading.hole(name);
            if (hole.isPresent() || !tokens.get(name).isName()) {
                return hole.or(() -> Optional.of("the replaced column at " + place(name) + " is not understood"));
            }
            int end = tokens.get(name - 1).is("as") ? name - 1 : name;
            Expr expr = reading.expressions().read(part.from(), end);
            replaced.add(new SelectItem.Replaced(reading.name(name), expr));
        }
        return Optional.empty();
    }

    private Optional<String> renamed(int from, int to, List<SelectItem.Renamed> renamed) {
        for (Range part : reading.parts(from, to)) {
            int name = part.to() - 1;
            Optional<String> hole = reading.hole(name).or(() -> reading.hole(part.from()));
            if (hole.isPresent() || !tokens.get(name - 1).is("as")) {
                return hole.or(() -> Optional.of("the renamed column at " + place(name) + " is not understood"));
            }
            renamed.add(new SelectItem.Renamed(reading.name(name - 2), reading.name(name)));
        }
        return Optional.empty();
    }
}
