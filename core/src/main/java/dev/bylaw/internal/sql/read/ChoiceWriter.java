package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Expr;
import java.util.ArrayList;
import java.util.List;

/** Rewrites {@code CASE}. */
final class ChoiceWriter {
    /** How many branches of a CASE are given to the parser at once. */
    private static final int MAX_BRANCHES = 50;

    private final Reading reading;
    private final Tokens tokens;
    private final ExpressionWriter writer;
    private final StringBuilder out;

    ChoiceWriter(Reading reading, ExpressionWriter writer, StringBuilder out) {
        this.reading = reading;
        this.tokens = reading.tokens();
        this.writer = writer;
        this.out = out;
    }

    /** Writes the CASE between two indexes. */
    int write(int start, int end) throws UnreadableSqlException {
        int when = tokens.find("when", start + 1, end);
        if (when == end) {
            throw reading.unexpected("WHEN", end);
        }
        if (isLong(when, end)) {
            longChoice(start, when, end);
            return end + 1;
        }
        out.append("case");
        if (when > start + 1) {
            part(" ", start + 1, when);
        }
        while (when < end) {
            int then = tokens.find("then", when + 1, end);
            int next = branchEnd(then, end);
            part(" when ", when + 1, then);
            part(" then ", then + 1, next);
            when = tokens.get(next).is("when") ? next : end;
            if (next < end && when == end) {
                part(" else ", next + 1, end);
            }
        }
        out.append(" end");
        return end + 1;
    }

    private boolean isLong(int firstWhen, int end) {
        int when = firstWhen;
        for (int branches = 0; branches < MAX_BRANCHES; branches++) {
            when = tokens.find("when", when + 1, end);
            if (when == end) {
                return false;
            }
        }
        return true;
    }

    /** Reads the parts of a CASE of very many branches one by one. */
    private void longChoice(int start, int firstWhen, int end) throws UnreadableSqlException {
        List<Expr> conditions = new ArrayList<>();
        List<Expr> results = new ArrayList<>();
        if (firstWhen > start + 1) {
            conditions.add(reading.expressions().read(start + 1, firstWhen));
        }
        int i = firstWhen;
        while (tokens.get(i).is("when") && i < end) {
            int then = tokens.find("then", i + 1, end);
            int next = branchEnd(then, end);
            conditions.add(reading.expressions().read(i + 1, then));
            results.add(reading.expressions().read(then + 1, next));
            i = next;
        }
        if (i < end) {
            results.add(reading.expressions().read(i + 1, end));
        }
        writer.value(new Expr.Choice(conditions, results));
    }

    /** {@return the index of the WHEN, ELSE or END behind a THEN} */
    private int branchEnd(int then, int end) throws UnreadableSqlException {
        if (then == end) {
            throw reading.unexpected("THEN", end);
        }
        int i = then + 1;
        while (i < end && !tokens.get(i).is("when") && !tokens.get(i).is("else")) {
            i = tokens.next(i);
        }
        return i;
    }

    private void part(String keyword, int from, int to) throws UnreadableSqlException {
        out.append(keyword).append('(');
        writer.nested(from, to);
        out.append(')');
    }
}
