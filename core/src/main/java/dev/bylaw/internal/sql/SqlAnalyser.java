package dev.bylaw.internal.sql;

import dev.bylaw.internal.sql.lineage.Lineage;
import dev.bylaw.internal.sql.read.StatementReader;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Query;
import dev.bylaw.internal.text.MappedText;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Analyses rendered SQL: which columns a query yields, where they are written, and what they are made of.
 *
 * <p>What is not understood never spoils what is: an expression, relation or clause that cannot be read makes the
 * columns it reaches uncertain, with the reason. Nothing is claimed to be complete that is not. Immutable and safe for
 * use by many threads.
 */
public final class SqlAnalyser {
    /** The longest text that is analysed, in characters. */
    public static final int MAX_LENGTH = 10_000_000;

    /** How many reasons an analysis gives. */
    private static final int MAX_REASONS = 20;

    /** An analyser. */
    public SqlAnalyser() {}

    /**
     * Analyses a query.
     *
     * @param request the query and what is known around it
     * @return what was found; never an exception for bad SQL
     */
    public SqlAnalysis analyse(SqlRequest request) {
        MappedText sql = request.sql();
        String text = sql.text();
        if (text.length() > MAX_LENGTH) {
            return failed("the SQL is longer than " + MAX_LENGTH + " characters");
        }
        Dialect dialect = Dialect.of(request.adapter());
        try {
            StatementReader.Statement statement =
                    StatementReader.read(text, dialect, request.holes(), offset -> place(sql, offset));
            Optional<String> unreadable = unreadable(statement.query());
            if (unreadable.isPresent()) {
                return failed(unreadable.get());
            }
            Identifiers identifiers = Identifiers.of(request.adapter());
            Lineage lineage =
                    Lineage.of(statement.query(), dialect, identifiers, request.relations(), request.columns());
            return analysis(lineage, statement.notes(), sql);
        } catch (UnreadableSqlException fault) {
            boolean empty = fault.start() == 0 && fault.end() == 0;
            return failed(empty ? fault.getMessage() : fault.getMessage() + " at " + place(sql, fault.start()));
        } catch (Lineage.TooMuchWork tooMuch) {
            return failed(tooMuch.getMessage());
        } catch (RuntimeException fault) {
            // A fault of ours: nothing is known of this query, and the others are still analysed.
            return failed("the analysis broke off: " + fault);
        } catch (StackOverflowError deep) {
            // The limits on nesting are meant to prevent this; a caller with a small stack may still run into it.
            return failed("the SQL nests too deeply for the stack of this thread");
        }
    }

    private static SqlAnalysis failed(String reason) {
        return new SqlAnalysis(SqlAnalysis.Status.FAILED, List.of(reason), List.of(), Optional.of(reason), List.of());
    }

    private static Optional<String> unreadable(Query query) {
        if (query instanceof Query.Unreadable unreadable) {
            return Optional.of(unreadable.reason());
        }
        return query instanceof Query.With with ? unreadable(with.body()) : Optional.empty();
    }

    private static String place(MappedText sql, int offset) {
        int inside = Math.max(0, Math.min(offset, sql.text().length()));
        Position position = sql.locate(inside, inside).start();
        return "line " + position.line() + ", column " + position.column();
    }

    private static SqlAnalysis analysis(Lineage lineage, List<String> notes, MappedText sql) {
        List<OutputColumn> columns = new ArrayList<>();
        Set<String> reasons = new LinkedHashSet<>(notes);
        reasons.addAll(lineage.open());
        Set<String> columnReasons = new LinkedHashSet<>();
        for (Lineage.Output output : lineage.columns()) {
            Location location = sql.locate(output.span().start(), output.span().end());
            columns.add(new OutputColumn(output.name(), output.quoted(), location, output.lineage()));
            output.lineage().unknown().ifPresent(columnReasons::add);
        }
        reasons.addAll(columnReasons);
        reasons.addAll(lineage.rowReasons());
        Optional<String> open =
                lineage.open().isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lineage.open()));
        SqlAnalysis.Status status = reasons.isEmpty() ? SqlAnalysis.Status.COMPLETE : SqlAnalysis.Status.PARTIAL;
        return new SqlAnalysis(status, firstOf(reasons), columns, open, lineage.indirect());
    }

    private static List<String> firstOf(Set<String> reasons) {
        List<String> all = new ArrayList<>(reasons);
        if (all.size() <= MAX_REASONS) {
            return all;
        }
        List<String> first = new ArrayList<>(all.subList(0, MAX_REASONS));
        first.add((all.size() - MAX_REASONS) + " further reasons");
        return Collections.unmodifiableList(first);
    }
}
