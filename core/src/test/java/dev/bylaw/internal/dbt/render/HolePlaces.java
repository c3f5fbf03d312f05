package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.StringValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the holes of a rendered text stand, told from the words around them. A hole in the place of a whole query loses
 * the structure of the text: what is read and which columns there are. One in the place of a relation loses what is read
 * there; any other only a value, a name, a condition or a clause.
 */
final class HolePlaces {
    /** What a hole stands for. */
    enum Kind {
        QUERY,
        RELATION,
        VALUE
    }

    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|--[^\n]*|/\\*.*?\\*/|[A-Za-z_][A-Za-z_0-9$]*|\\d+|\\S", Pattern.DOTALL);
    private static final Set<String> SET_OPERATORS = Set.of("union", "all", "except", "intersect", "minus", ";");
    private static final Set<String> BEFORE_RELATION = Set.of("from", "join");
    private static final Set<String> BEFORE_SUBQUERY =
            Set.of("as", "from", "join", "(", "union", "all", "materialized");

    private final List<String> tokens = new ArrayList<>();

    private HolePlaces(String text) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            String token = matcher.group();
            if (!token.startsWith("--") && !token.startsWith("/*")) {
                tokens.add(token.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** {@return the markers in a text by what they stand for} */
    static Map<Kind, Set<String>> of(String text) {
        HolePlaces places = new HolePlaces(text);
        Map<Kind, Set<String>> found = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            found.put(kind, new TreeSet<>());
        }
        for (int i = 0; i < places.tokens.size(); i++) {
            if (places.tokens.get(i).startsWith(StringValue.HOLE_PREFIX)) {
                found.get(places.kind(i)).add(places.tokens.get(i));
            }
        }
        return found;
    }

    private Kind kind(int hole) {
        String before = token(hole - 1);
        int after = end(hole);
        boolean ends = Set.of("", ")").contains(token(after)) || SET_OPERATORS.contains(token(after));
        if (before.isEmpty() || SET_OPERATORS.contains(before)) {
            return Kind.QUERY;
        }
        if (before.equals("(") && ends && BEFORE_SUBQUERY.contains(token(hole - 2))) {
            return Kind.QUERY;
        }
        if (before.equals("with") || before.equals(")") && (token(after).equals("select") || ends && !selects(hole))) {
            return Kind.QUERY;
        }
        return BEFORE_RELATION.contains(before) ? Kind.RELATION : Kind.VALUE;
    }

    /** Whether a query begins before a hole, at its level of parentheses. */
    private boolean selects(int hole) {
        int depth = 0;
        for (int i = hole - 1; i >= 0 && depth <= 0; i--) {
            if (tokens.get(i).equals("select") && depth == 0) {
                return true;
            }
            depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
        }
        return false;
    }

    /** The token after a hole and its arguments. */
    private int end(int hole) {
        int at = hole + 1;
        if (!token(at).equals("(")) {
            return at;
        }
        int depth = 0;
        for (; at < tokens.size(); at++) {
            if (token(at).equals("(")) {
                depth++;
            } else if (token(at).equals(")") && --depth == 0) {
                return at + 1;
            }
        }
        return at;
    }

    private String token(int index) {
        return index < 0 || index >= tokens.size() ? "" : tokens.get(index);
    }
}
