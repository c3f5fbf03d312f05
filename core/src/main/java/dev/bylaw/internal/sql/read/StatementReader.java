package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.read.Reading.Range;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokenizer;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Reads a text of one or more statements into the query that its last one holds. Stateless. */
public final class StatementReader {
    /**
     * What was read.
     *
     * @param query the query
     * @param notes what makes the whole uncertain
     */
    public record Statement(Query query, List<String> notes) {
        /** Copies the notes. */
        public Statement {
            notes = List.copyOf(notes);
        }
    }

    private StatementReader() {}

    /**
     * Reads a text.
     *
     * @param text the text
     * @param dialect its dialect
     * @param holes the identifiers that stand for what is unknown, lower case, each with the reason
     * @param places the line and column of an offset, in words
     * @return the query of its last statement
     * @throws UnreadableSqlException if there is none, or the text does not even fall into tokens
     */
    public static Statement read(String text, Dialect dialect, Map<String, String> holes, IntFunction<String> places)
            throws UnreadableSqlException {
        Tokens tokens = Tokenizer.read(text, dialect);
        Reading reading = new Reading(tokens, dialect, new Holes(holes), places);
        List<Range> statements = statements(tokens);
        if (statements.isEmpty()) {
            throw new UnreadableSqlException("no SQL", 0, 0);
        }
        Range last = statements.get(statements.size() - 1);
        if (statements.size() > 1) {
            reading.note("only the last of " + statements.size() + " statements is analysed");
        }
        Query query = reading.queries().read(start(reading, last), last.to());
        return new Statement(query, reading.notes());
    }

    private static List<Range> statements(Tokens tokens) {
        List<Range> statements = new ArrayList<>();
        int start = 0;
        while (start < tokens.size()) {
            int end = tokens.findSymbol(";", start, tokens.size());
            if (end > start) {
                statements.add(new Range(start, end));
            }
            start = end + 1;
        }
        return statements;
    }

    private static int start(Reading reading, Range statement) throws UnreadableSqlException {
        Tokens tokens = reading.tokens();
        int from = statement.from();
        int to = statement.to();
        Token first = tokens.get(from);
        if (first.is("create")) {
            int as = tokens.find("as", from, to);
            while (as < to && !reading.queries().isQuery(as + 1, to)) {
                as = tokens.find("as", as + 1, to);
            }
            if (as < to) {
                return as + 1;
            }
        } else if (first.is("insert")) {
            for (int i = from; i < to; i = tokens.next(i)) {
                if (reading.queries().isQuery(i, to)) {
                    return i;
                }
            }
        } else if (isQueryStart(reading, from, to)) {
            return from;
        }
        throw reading.unexpected("a query", from);
    }

    private static boolean isQueryStart(Reading reading, int from, int to) {
        Token first = reading.tokens().get(from);
        return reading.queries().isQuery(from, to)
                || first.is("select")
                || first.is("with")
                || first.is("from")
                || first.is("table")
                || first.is("values")
                || first.is("pivot")
                || first.is("unpivot")
                || first.isSymbol("(")
                || reading.hole(from).isPresent();
    }
}
