package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Name;
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
        FromDraft draft = primary(from, lateral);
        draft.setEnd(behindExtras(draft.end()));
        while (draft.end() < to) {
            Token token = tokens.get(draft.end());
            int start = draft.end();
            if (token.is("pivot") && tokens.get(start + 1).isSymbol("(")) {
                new PivotReader(reading).pivot(draft, start + 1);
            } else if (token.is("unpivot")
                    && (tokens.get(start + 1).isSymbol("(")
                            || tokens.get(start + 3).isSymbol("("))) {
                new PivotReader(reading).unpivot(draft, start + 1);
            } else if (token.is("match_recognize") && tokens.get(start + 1).isSymbol("(")) {
                String reason = "MATCH_RECOGNIZE at " + reading.place(token.start()) + " is not analysed";
                draft.wrap(new From.Unknown(reason, Optional.empty(), Optional.of(draft.build())), start + 1);
                draft.setEnd(tokens.next(start + 1));
            } else if (token.is("with") && (tokens.get(start + 1).is("offset") || isOrdinality(start + 1))) {
                withPosition(draft, start + 1);
            } else {
                alias(draft);
            }
            draft.setEnd(behindExtras(draft.end()));
            if (draft.end() == start) {
                break;
            }
        }
        return new Read(draft.build(), draft.end());
    }

    private boolean isOrdinality(int i) {
        return tokens.get(i).is("ordinality");
    }

    private FromDraft primary(int from, boolean lateral) throws UnreadableSqlException {
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
            return new FromDraft(reading.queries().values(from + 1, end), lateral, end);
        }
        if (token.isLiteral() || token.isSymbol("@")) {
            return new FromDraft(
                    unknown("what is read at " + reading.place(token.start()) + " is no table"), behindFile(from));
        }
        if (!token.isName()) {
            throw reading.unexpected("a relation", from);
        }
        return named(from);
    }

    private FromDraft bracket(int from, boolean lateral) throws UnreadableSqlException {
        int close = tokens.mate(from);
        Optional<String> hole = reading.hole(from + 1);
        if (hole.isPresent() && close == from + 2) {
            return new FromDraft(unknown(hole.get()), close + 1);
        }
        if (reading.queries().isQuery(from + 1, close)) {
            return new FromDraft(reading.queries().read(from + 1, close), lateral, close + 1);
        }
        From nested = new FromReader(reading, from + 1, close).read();
        return new FromDraft(nested, close + 1);
    }

    /** {@code TABLE(f(x))}: the function inside; a table that is named by a value is unknown. */
    private FromDraft table(int open) throws UnreadableSqlException {
        int close = tokens.mate(open);
        boolean call =
                tokens.get(close - 1).isSymbol(")") && tokens.get(open + 1).isName();
        if (call && tokens.find("table", open + 1, close) == close) {
            FromDraft draft = new FromItemReader(reading, close).named(open + 1);
            draft.setEnd(close + 1);
            return draft;
        }
        String reason = "TABLE at " + reading.place(tokens.get(open).start()) + " names no table";
        return new FromDraft(unknown(reason), close + 1);
    }

    private FromDraft named(int from) {
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
            return new FromDraft(function(call, Optional.empty(), List.of(), Optional.empty()), end);
        }
        if (hole.isPresent()) {
            return new FromDraft(unknown(hole.get()), i);
        }
        return new FromDraft(path, i);
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

    private void withPosition(FromDraft draft, int word) {
        boolean offset = tokens.get(word).is("offset");
        draft.setEnd(word + 1);
        draft.setPosition(
                new Name(tokens.get(word).word(), false, reading.name(word).span()), !offset);
        if (offset) {
            int name = tokens.get(word + 1).is("as") ? word + 2 : word + 1;
            if (name < to && tokens.get(name).isName() && !isNoAlias(name)) {
                draft.setPosition(reading.name(name), false);
                draft.setEnd(name + 1);
            }
        }
    }

    private void alias(FromDraft draft) {
        int i = draft.end();
        boolean as = tokens.get(i).is("as");
        int name = as ? i + 1 : i;
        if (name >= to) {
            return;
        }
        if (tokens.get(name).isName() && (as || !isNoAlias(name)) && !draft.hasAlias()) {
            if (reading.hole(name).isPresent()) {
                return; // it may be a join or a filter as well as an alias
            }
            draft.setAlias(reading.name(name));
            draft.setEnd(name + 1);
            if (name + 1 < to && tokens.get(name + 1).isSymbol("(")) {
                columns(draft, name + 1);
            }
        } else if (as && tokens.get(name).isSymbol("(")) {
            columns(draft, name);
        }
    }

    private void columns(FromDraft draft, int open) {
        draft.setColumns(reading.names(open + 1, tokens.mate(open)));
        draft.setEnd(tokens.next(open));
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
}
