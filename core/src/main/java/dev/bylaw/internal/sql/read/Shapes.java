package dev.bylaw.internal.sql.read;

import java.util.HashMap;
import java.util.Map;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;

/**
 * Parses rewritten expressions with JSqlParser, each shape once: since the marks of every expression count from zero,
 * {@code upper(a)} and {@code lower(b)} are rewritten to the same text. Used by one thread.
 */
final class Shapes {
    private static final int MAX_SHAPES = 5_000;
    private static final int MAX_LENGTH = 400;

    private final Map<String, Expression> known = new HashMap<>();

    /** {@return the tree of a rewritten expression, which must not be changed} */
    Expression parse(String text) throws ParseException {
        Expression parsed = known.get(text);
        if (parsed == null) {
            CCJSqlParser parser = new CCJSqlParser(new StringProvider(text));
            parsed = parser.Expression();
            if (parser.getToken(1).kind != CCJSqlParserConstants.EOF) {
                throw new ParseException("there is more behind the expression");
            }
            if (text.length() <= MAX_LENGTH && known.size() < MAX_SHAPES) {
                known.put(text, parsed);
            }
        }
        return parsed;
    }
}
