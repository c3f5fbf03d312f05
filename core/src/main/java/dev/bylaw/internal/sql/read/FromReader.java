package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code FROM}: relations and how they are joined. What cannot be read becomes an unknown relation. */
final class FromReader {
    private static final Set<String> JOIN_WORDS = Set.of(
            "left",
            "right",
            "full",
            "inner",
            "cross",
            "outer",
            "natural",
            "semi",
            "anti",
            "any",
            "all",
            "asof",
            "global",
            "positional",
            "array",
            "join",
            "apply",
            "straight_join",
            "paste");

    /** What stands between the relation before and the one behind: the words of a join. */
    private record Head(From.Kind kind, boolean natural, boolean lateral, boolean array, int end) {}

    private final Reading reading;
    private final Tokens tokens;
    private final int to;
    private final FromItemReader items;
    private int at;

    FromReader(Reading reading, int from, int to) {
        this.reading = reading;
        this.tokens = reading.tokens();
        this.to = to;
        this.at = from;
        this.items = new FromItemReader(reading, to);
    }

    /** {@return the one relation of the range} */
    From.Item single() throws UnreadableSqlException {
        return items.read(at, false).item();
    }

    From read() {
        From.Item first = next(false);
        List<From.Join> joins = new ArrayList<>();
        while (at < to) {
            if (tokens.get(at).is("lateral") && tokens.get(at + 1).is("view")) {
                joins.add(lateralView());
                continue;
            }
            Head head = head(at);
            if (head == null) {
                joins.add(unknown());
                continue;
            }
            at = head.end();
            if (at >= to) {
                break;
            }
            if (head.array()) {
                arrayJoin(head, joins);
                continue;
            }
            From.Item right = next(head.lateral());
            joins.add(condition(head, right));
        }
        return new From(first, joins);
    }

    /** The next relation; where it cannot be read, an unknown one, up to the next join. */
    private From.Item next(boolean lateral) {
        try {
            FromItemReader.Read read = items.read(at, lateral);
            at = read.end();
            return read.item();
        } catch (UnreadableSqlException fault) {
            return unknownItem(
                    "the relation at " + reading.place(fault.start()) + " is not understood: " + fault.getMessage());
        }
    }

    /** {@return the words of the join that begins at an index; null where none does} */
    private Head head(int start) {
        int i = start;
        if (tokens.get(i).isSymbol(",")) {
            while (tokens.get(i).isSymbol(",")) {
                i++;
            }
            return new Head(From.Kind.INNER, false, false, false, i);
        }
        From.Kind kind = From.Kind.INNER;
        boolean natural = false;
        boolean array = false;
        while (i < to && JOIN_WORDS.contains(tokens.get(i).word())) {
            switch (tokens.get(i).word()) {
                case "left" -> kind = From.Kind.LEFT;
                case "right" -> kind = From.Kind.RIGHT;
                case "full" -> kind = From.Kind.FULL;
                case "semi", "anti" -> kind = kind == From.Kind.RIGHT ? From.Kind.INNER : From.Kind.SEMI;
                case "natural" -> natural = true;
                case "array" -> array = true;
                case "join", "straight_join" -> {
                    return new Head(kind, natural, false, array, i + 1);
                }
                case "apply" -> {
                    return new Head(From.Kind.LEFT, false, true, false, i + 1);
                }
                default -> {}
            }
            i++;
        }
        return null;
    }

    private From.Join condition(Head head, From.Item right) {
        List<Expr> conditions = new ArrayList<>();
        List<Name> using = new ArrayList<>();
        boolean more = true;
        while (more && at < to) {
            Token token = tokens.get(at);
            if (token.is("match_condition") && tokens.get(at + 1).isSymbol("(")) {
                conditions.add(reading.expressions().read(at + 2, tokens.mate(at + 1)));
                at = tokens.next(at + 1);
            } else if (token.is("on")) {
                ExpressionReader.Prefix on = reading.expressions().readPrefix(at + 1, conditionEnd(at + 1));
                conditions.add(on.expr());
                at = on.end();
            } else if (token.is("using") && tokens.get(at + 1).isSymbol("(")) {
                using.addAll(reading.names(at + 2, tokens.mate(at + 1)));
                at = tokens.next(at + 1);
                // PostgreSQL lets the joined columns have an alias.
                at += tokens.get(at).is("as") && tokens.get(at + 1).isName() ? 2 : 0;
            } else if (token.is("using") && reading.dialect() == Dialect.CLICKHOUSE) {
                at = plainUsing(at + 1, using);
            } else {
                more = false;
            }
        }
        Optional<Expr> on =
                switch (conditions.size()) {
                    case 0 -> Optional.empty();
                    case 1 -> Optional.of(conditions.get(0));
                    default -> Optional.of(new Expr.Compute(conditions));
                };
        return new From.Join(head.kind(), right, head.natural(), using, on);
    }

    /** {@return where a condition ends at the latest, so that one that cannot be read does not swallow a join} */
    private int conditionEnd(int from) {
        int i = from;
        while (i < to) {
            Token token = tokens.get(i);
            boolean lateral = token.is("lateral") && tokens.get(i + 1).is("view");
            boolean joins = i > from
                    && (token.isSymbol(",") || JOIN_WORDS.contains(token.word()))
                    && !tokens.get(i + 1).isSymbol("(")
                    && head(i) != null;
            if (lateral || joins || token.is("on")) {
                return i;
            }
            i = tokens.next(i);
        }
        return to;
    }

    private int plainUsing(int from, List<Name> using) {
        int i = from;
        while (i < to && tokens.get(i).isName()) {
            using.add(reading.name(i));
            i++;
            if (!tokens.get(i).isSymbol(",")) {
                return i;
            }
            i++;
        }
        return i;
    }

    /** {@code LATERAL VIEW [OUTER] explode(x) t AS a, b}. */
    private From.Join lateralView() {
        int i = at + 2;
        i += tokens.get(i).is("outer") ? 1 : 0;
        int open = i;
        while (open < to && !tokens.get(open).isSymbol("(")) {
            open++;
        }
        if (open >= to) {
            return unknown();
        }
        Expr call = reading.expressions().read(i, tokens.mate(open) + 1);
        at = tokens.mate(open) + 1;
        Optional<Name> alias = Optional.empty();
        if (at < to && tokens.get(at).isName() && !tokens.get(at).is("as") && !startsJoin(at)) {
            alias = Optional.of(reading.name(at));
            at++;
        }
        List<Name> columns = new ArrayList<>();
        if (tokens.get(at).is("as") && at + 1 < to) {
            at++;
            boolean bracket = tokens.get(at).isSymbol("(");
            if (bracket) {
                columns.addAll(reading.names(at + 1, tokens.mate(at)));
                at = tokens.next(at);
            } else {
                columns.add(reading.name(at));
                at++;
                while (at + 1 < to
                        && tokens.get(at).isSymbol(",")
                        && tokens.get(at + 1).isName()
                        && isListEnd(at + 2)) {
                    columns.add(reading.name(at + 1));
                    at += 2;
                }
            }
        }
        From.Item view = items.function(call, alias, columns, Optional.empty());
        return new From.Join(From.Kind.INNER, view, false, List.of(), Optional.empty());
    }

    private boolean startsJoin(int i) {
        return tokens.get(i).is("lateral") || JOIN_WORDS.contains(tokens.get(i).word()) && head(i) != null;
    }

    private boolean isListEnd(int i) {
        return i >= to || tokens.get(i).isSymbol(",") || startsJoin(i);
    }

    /** ClickHouse's {@code ARRAY JOIN x AS a, y}: each name holds an element of its array. */
    private void arrayJoin(Head head, List<From.Join> joins) {
        do {
            ExpressionReader.Prefix array = reading.expressions().readPrefix(at, arrayEnd());
            at = array.end();
            List<Name> columns = new ArrayList<>();
            if (tokens.get(at).is("as") && at + 1 < to) {
                columns.add(reading.name(at + 1));
                at += 2;
            } else if (array.expr() instanceof Expr.Column column) {
                columns.add(column.path().get(column.path().size() - 1));
            }
            Expr call = new Expr.Call("arrayjoin", List.of(array.expr()), List.of(), false);
            From.Item item = items.function(call, Optional.empty(), columns, Optional.empty());
            joins.add(new From.Join(head.kind(), item, false, List.of(), Optional.empty()));
            if (!tokens.get(at).isSymbol(",") || at + 1 >= to) {
                return;
            }
            at++;
        } while (at < to);
    }

    private int arrayEnd() {
        int i = tokens.next(at);
        while (i < to && !tokens.get(i).isSymbol(",") && !startsJoin(i)) {
            i = tokens.next(i);
        }
        return i;
    }

    /** Text between relations that is not understood may bring in further relations. */
    private From.Join unknown() {
        String place = reading.place(tokens.get(at).start());
        From.Item item = unknownItem("the text at " + place + " is not understood as a part of FROM");
        return new From.Join(From.Kind.INNER, item, false, List.of(), Optional.empty());
    }

    private From.Item unknownItem(String reason) {
        int start = at;
        do {
            at = tokens.next(at);
        } while (at < to && head(at) == null);
        for (int i = start; i < at; i++) {
            Optional<String> hole = reading.hole(i);
            if (hole.isPresent()) {
                return new From.Unknown(hole.get(), Optional.empty(), Optional.empty());
            }
        }
        return new From.Unknown(reason, Optional.empty(), Optional.empty());
    }
}
