package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Query;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one relation of {@code FROM} with its alias and what stands around it. */
final class FromItemReader {
    /** A relation and the index behind it. */
    record Read(From.Item item, int end) {}

    /** Words behind a relation that are not its alias. */
    private static final Set<String> NO_ALIAS = Set.of(
            "on",
            "using",
            "join",
            "inner",
            "left",
            "right",
            "full",
            "cross",
            "natural",
            "outer",
            "lateral",
            "pivot",
            "unpivot",
            "tablesample",
            "match_recognize",
            "match_condition",
            "straight_join",
            "where",
            "group",
            "order",
            "having",
            "union",
            "select",
            "as");

    private static final Set<String> JOIN_PREFIXES =
            Set.of("semi", "anti", "any", "all", "asof", "global", "positional", "array", "paste", "apply");

    /** How many parts the name of a relation may have; what is behind them is not understood. */
    private static final int MAX_PATH = 6;

    private final Reading reading;
    private final Tokens tokens;
    private final int to;

    FromItemReader(Reading reading, int to) {
        this.reading = reading;
        this.tokens = reading.tokens();
        this.to = to;
    }

    /** Reads the relation that begins at an index. */
    Read read(int from, boolean lateral) throws UnreadableSqlException {
        Draft draft = primary(from, lateral);
        draft.at = behindExtras(draft.at);
        while (draft.at < to) {
            Token token = tokens.get(draft.at);
            int start = draft.at;
            if (token.is("pivot") && tokens.get(start + 1).isSymbol("(")) {
                new PivotReader(reading).pivot(draft, start + 1);
            } else if (token.is("unpivot")
                    && (tokens.get(start + 1).isSymbol("(")
                            || tokens.get(start + 3).isSymbol("("))) {
                new PivotReader(reading).unpivot(draft, start + 1);
            } else if (token.is("match_recognize") && tokens.get(start + 1).isSymbol("(")) {
                String reason = "MATCH_RECOGNIZE at " + reading.place(token.start()) + " is not analysed";
                draft.wrap(new From.Unknown(reason, Optional.empty(), Optional.of(draft.build())), start + 1);
                draft.at = tokens.next(start + 1);
            } else if (token.is("with") && (tokens.get(start + 1).is("offset") || isOrdinality(start + 1))) {
                withPosition(draft, start + 1);
            } else {
                alias(draft);
            }
            draft.at = behindExtras(draft.at);
            if (draft.at == start) {
                break;
            }
        }
        return new Read(draft.build(), draft.at);
    }

    private boolean isOrdinality(int i) {
        return tokens.get(i).is("ordinality");
    }

    private Draft primary(int from, boolean lateral) throws UnreadableSqlException {
        if (from >= to) {
            throw reading.unexpected("a relation", from);
        }
        Token token = tokens.get(from);
        Token next = from + 1 < to ? tokens.get(from + 1) : tokens.get(tokens.size());
        if (token.isSymbol("(")) {
            return bracket(from, lateral);
        }
        if (token.is("lateral") || token.is("only")) {
            return primary(from + 1, token.is("lateral"));
        }
        if (token.is("table") && next.isSymbol("(")) {
            return table(from + 1);
        }
        if (token.is("values") && next.isSymbol("(")) {
            int end = tokens.next(from + 1);
            while (tokens.get(end).isSymbol(",") && tokens.get(end + 1).isSymbol("(") && end + 1 < to) {
                end = tokens.next(end + 1);
            }
            return new Draft(reading.queries().values(from + 1, end), lateral, end);
        }
        if (token.isLiteral() || token.isSymbol("@")) {
            return new Draft(
                    unknown("what is read at " + reading.place(token.start()) + " is no table"), behindFile(from));
        }
        if (!token.isName()) {
            throw reading.unexpected("a relation", from);
        }
        return named(from);
    }

    private Draft bracket(int from, boolean lateral) throws UnreadableSqlException {
        int close = tokens.mate(from);
        Optional<String> hole = reading.hole(from + 1);
        if (hole.isPresent() && close == from + 2) {
            return new Draft(unknown(hole.get()), close + 1);
        }
        if (reading.queries().isQuery(from + 1, close)) {
            return new Draft(reading.queries().read(from + 1, close), lateral, close + 1);
        }
        From nested = new FromReader(reading, from + 1, close).read();
        return new Draft(nested, close + 1);
    }

    /** {@code TABLE(f(x))}: the function inside; a table that is named by a value is unknown. */
    private Draft table(int open) throws UnreadableSqlException {
        int close = tokens.mate(open);
        boolean call =
                tokens.get(close - 1).isSymbol(")") && tokens.get(open + 1).isName();
        if (call && tokens.find("table", open + 1, close) == close) {
            Draft draft = new FromItemReader(reading, close).named(open + 1);
            draft.at = close + 1;
            return draft;
        }
        String reason = "TABLE at " + reading.place(tokens.get(open).start()) + " names no table";
        return new Draft(unknown(reason), close + 1);
    }

    private Draft named(int from) {
        List<Name> path = new ArrayList<>();
        Optional<String> hole = Optional.empty();
        int i = from;
        while (path.size() < MAX_PATH) {
            int end = dashedEnd(i);
            hole = hole.isPresent() ? hole : holeBetween(i, end);
            addName(path, i, end);
            i = end;
            if (i + 1 < to && tokens.get(i).isSymbol(".") && tokens.get(i + 1).isName()) {
                i++;
            } else if (i + 2 < to
                    && tokens.get(i).isSymbol(".")
                    && tokens.get(i + 1).isSymbol(".")) {
                i += 2;
            } else {
                break;
            }
        }
        if (i < to && tokens.get(i).isSymbol("(") && tokens.mate(i) < to) {
            int end = tokens.next(i);
            Expr call = reading.expressions().read(from, end);
            return new Draft(function(call, Optional.empty(), List.of(), Optional.empty()), end);
        }
        if (hole.isPresent()) {
            return new Draft(unknown(hole.get()), i);
        }
        return new Draft(path, i);
    }

    private Optional<String> holeBetween(int from, int end) {
        for (int i = from; i < end; i++) {
            Optional<String> hole = reading.hole(i);
            if (hole.isPresent()) {
                return hole;
            }
        }
        return Optional.empty();
    }

    /** BigQuery's project names may hold dashes: {@code my-project.dataset.table}. */
    private int dashedEnd(int from) {
        int i = from + 1;
        while (reading.dialect().has(Dialect.Feature.DASHED_NAMES)
                && i + 1 < to
                && tokens.get(i).isSymbol("-")
                && tokens.get(i).start() == tokens.get(i - 1).end()
                && tokens.get(i + 1).start() == tokens.get(i).end()) {
            i += 2;
        }
        return i;
    }

    private void addName(List<Name> path, int from, int end) {
        Name name = reading.name(from);
        if (end > from + 1) {
            StringBuilder text = new StringBuilder();
            for (int i = from; i < end; i++) {
                text.append(tokens.get(i).text());
            }
            path.add(new Name(
                    text.toString(),
                    false,
                    new Span(name.span().start(), tokens.get(end - 1).end())));
        } else if (reading.dialect().has(Dialect.Feature.DOTTED_QUOTES) && name.quoted()) {
            for (String part : name.text().split("\\.", -1)) {
                path.add(new Name(part, true, name.span()));
            }
        } else {
            path.add(name);
        }
    }

    /** A call as a relation; a call that could not be read is an unknown relation. */
    From.Item function(Expr call, Optional<Name> alias, List<Name> columns, Optional<Name> position) {
        if (call instanceof Expr.Call function) {
            List<Expr> arguments = new ArrayList<>(function.arguments());
            arguments.addAll(function.indirect());
            return new From.Function(function.function(), arguments, alias, columns, position);
        }
        String reason = call instanceof Expr.Unreadable unreadable
                ? unreadable.reason()
                : "a relation is not understood as a function";
        return new From.Unknown(reason, alias, Optional.empty());
    }

    private static From.Item unknown(String reason) {
        return new From.Unknown(reason, Optional.empty(), Optional.empty());
    }

    private int behindFile(int from) {
        int i = from + 1;
        while (i < to
                && tokens.get(i).start() == tokens.get(i - 1).end()
                && !tokens.get(i).isSymbol(",")
                && !tokens.get(i).isSymbol("(")) {
            i++;
        }
        return i < to && tokens.get(i).isSymbol("(") ? tokens.next(i) : i;
    }

    private void withPosition(Draft draft, int word) {
        boolean offset = tokens.get(word).is("offset");
        draft.at = word + 1;
        draft.position = Optional.of(new Name(
                offset ? "offset" : "ordinality", false, reading.name(word).span()));
        if (offset) {
            int name = tokens.get(draft.at).is("as") ? draft.at + 1 : draft.at;
            if (name < to && tokens.get(name).isName() && !isNoAlias(name)) {
                draft.position = Optional.of(reading.name(name));
                draft.at = name + 1;
            }
        } else {
            draft.positionLast = true;
        }
    }

    private void alias(Draft draft) {
        int i = draft.at;
        boolean as = tokens.get(i).is("as");
        int name = as ? i + 1 : i;
        if (name >= to) {
            return;
        }
        if (tokens.get(name).isName() && (as || !isNoAlias(name)) && draft.alias.isEmpty()) {
            if (reading.hole(name).isPresent()) {
                return; // it may be a join or a filter as well as an alias
            }
            draft.alias = Optional.of(reading.name(name));
            draft.at = name + 1;
            if (draft.at < to && tokens.get(draft.at).isSymbol("(")) {
                draft.columns = reading.names(draft.at + 1, tokens.mate(draft.at));
                draft.at = tokens.next(draft.at);
            }
        } else if (as && tokens.get(name).isSymbol("(")) {
            draft.columns = reading.names(name + 1, tokens.mate(name));
            draft.at = tokens.next(name);
        }
    }

    private boolean isNoAlias(int i) {
        Token token = tokens.get(i);
        Token next = tokens.get(i + 1);
        if (token.kind() != Token.Kind.WORD) {
            return false;
        }
        if (JOIN_PREFIXES.contains(token.word())) {
            return next.is("join")
                    || next.is("left")
                    || next.is("right")
                    || next.is("inner")
                    || next.is("full")
                    || next.is("outer")
                    || next.is("semi")
                    || next.is("anti")
                    || next.is("any")
                    || next.is("all")
                    || token.is("apply");
        }
        return NO_ALIAS.contains(token.word()) || isExtra(i);
    }

    /** Whether sampling, time travel or a hint begins here, which changes no column. */
    private boolean isExtra(int i) {
        Token next = tokens.get(i + 1);
        return switch (tokens.get(i).word()) {
            case "tablesample" -> true;
            case "sample" ->
                next.isSymbol("(") || next.kind() == Token.Kind.NUMBER || next.is("row") || next.is("block");
            case "using" -> next.is("sample");
            case "at", "before", "changes", "end" -> next.isSymbol("(");
            case "for" ->
                next.is("system_time") || next.is("system_version") || next.is("version") || next.is("timestamp");
            case "version", "timestamp" -> next.is("as") && tokens.get(i + 2).is("of");
            case "final" -> reading.dialect() == Dialect.CLICKHOUSE;
            case "with" -> next.isSymbol("(");
            default -> false;
        };
    }

    private int behindExtras(int from) {
        int i = from;
        while (i < to && (isExtra(i) || tokens.get(i).kind() == Token.Kind.PARAMETER)) {
            i = switch (tokens.get(i).word()) {
                case "tablesample", "sample", "using" -> behindSample(i + 1);
                case "at", "before", "changes", "end", "with" -> tokens.next(i + 1);
                case "for", "version", "timestamp" -> behindTime(i + 1);
                default -> i + 1;
            };
        }
        return i;
    }

    private int behindSample(int from) {
        int i = from;
        while (i < to) {
            Token token = tokens.get(i);
            boolean word = Set.of(
                            "bernoulli",
                            "system",
                            "row",
                            "block",
                            "sample",
                            "reservoir",
                            "rows",
                            "percent",
                            "repeatable",
                            "seed",
                            "offset")
                    .contains(token.word());
            if (!word
                    && !token.isSymbol("(")
                    && token.kind() != Token.Kind.NUMBER
                    && !token.isSymbol("%")
                    && !token.isSymbol("/")) {
                return i;
            }
            i = tokens.next(i);
        }
        return i;
    }

    /** Passes over {@code SYSTEM_TIME AS OF expression}. */
    private int behindTime(int from) {
        int of = from;
        while (of < to && of < from + 4 && !tokens.get(of).is("of")) {
            of++;
        }
        if (of >= to || !tokens.get(of).is("of")) {
            return Math.min(to, from + 1);
        }
        return Math.max(of + 1, reading.expressions().readPrefix(of + 1, to).end());
    }

    /** A relation while its parts are read. */
    static final class Draft {
        private final Optional<Query> query;
        private final Optional<From> nested;
        private final Optional<List<Name>> path;
        private final boolean lateral;
        private Optional<From.Item> wrapped;
        private Optional<Name> position = Optional.empty();
        private boolean positionLast;
        private Optional<Name> alias = Optional.empty();
        private List<Name> columns = List.of();
        private int at;

        private Draft(Query query, boolean lateral, int at) {
            this(Optional.of(query), Optional.empty(), Optional.empty(), Optional.empty(), lateral, at);
        }

        private Draft(From nested, int at) {
            this(Optional.empty(), Optional.of(nested), Optional.empty(), Optional.empty(), false, at);
        }

        private Draft(List<Name> path, int at) {
            this(Optional.empty(), Optional.empty(), Optional.of(path), Optional.empty(), false, at);
        }

        private Draft(From.Item item, int at) {
            this(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(item), false, at);
        }

        private Draft(
                Optional<Query> query,
                Optional<From> nested,
                Optional<List<Name>> path,
                Optional<From.Item> wrapped,
                boolean lateral,
                int at) {
            this.query = query;
            this.nested = nested;
            this.path = path;
            this.wrapped = wrapped;
            this.lateral = lateral;
            this.at = at;
        }

        /** Goes on with a relation made of this one, which may get an alias of its own. */
        void wrap(From.Item item, int next) {
            wrapped = Optional.of(item);
            alias = Optional.empty();
            columns = List.of();
            position = Optional.empty();
            at = next;
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
    }
}
