package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.tree.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what could not be rendered and stands next to something whole, where a further clause may be: such as
 * {@code from t HOLE where x}. It may be a whole {@code UNION ALL SELECT}, so that every column may be made of more.
 * Immutable.
 */
final class JuxtaposedHoles {
    /** Words behind which an operand or relation has yet to come. */
    private static final Set<String> BEFORE_OPERAND = Set.of(
            "from",
            "join",
            "on",
            "using",
            "where",
            "and",
            "or",
            "not",
            "by",
            "having",
            "qualify",
            "as",
            "in",
            "like",
            "ilike",
            "rlike",
            "regexp",
            "between",
            "is",
            "then",
            "else",
            "when",
            "limit",
            "offset",
            "lateral",
            "interval",
            "zone",
            "escape",
            "prior",
            "start",
            "any",
            "some",
            "exists",
            "window",
            "outer",
            "cross",
            "inner",
            "tablesample");

    private final Reading reading;
    private final Tokens tokens;

    JuxtaposedHoles(Reading reading) {
        this.reading = reading;
        this.tokens = reading.tokens();
    }

    /** {@return the query, united with an unknown one where there is such a hole in its range} */
    Query around(Query query, int from, int to) {
        int i = tokens.find("from", from, to) + 1;
        while (i < to) {
            Optional<String> hole = reading.hole(i);
            if (hole.isPresent() && isWhole(tokens.get(i - 1))) {
                return united(query, hole.get());
            }
            i = tokens.next(i);
        }
        return query;
    }

    private static boolean isWhole(Token before) {
        return before.isLiteral()
                || before.isName() && !BEFORE_OPERAND.contains(before.word())
                || before.isSymbol(")")
                || before.isSymbol("]")
                || before.isSymbol("}");
    }

    /** {@return the query united with one of which only is known why it is not known} */
    static Query united(Query query, String reason) {
        Query unknown = new Query.Unreadable(reason);
        return new Query.Combined(query, List.of(new Query.Branch(Query.Operation.UNION, false, unknown)), List.of());
    }
}
