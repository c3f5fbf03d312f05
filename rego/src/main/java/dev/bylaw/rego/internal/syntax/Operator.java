package dev.bylaw.rego.internal.syntax;

import java.util.Map;
import java.util.Optional;

/**
 * The infix operators within a term, by what binds them: a higher level binds tighter, and operators of one level group
 * from the left. {@code in} binds weaker than all of them; {@code :=} and {@code =} join whole terms.
 */
enum Operator {
    EQUAL(TokenKind.EQUAL, "equal", 1),
    NOT_EQUAL(TokenKind.NOT_EQUAL, "neq", 1),
    LESS(TokenKind.LESS, "lt", 1),
    LESS_OR_EQUAL(TokenKind.LESS_OR_EQUAL, "lte", 1),
    GREATER(TokenKind.GREATER, "gt", 1),
    GREATER_OR_EQUAL(TokenKind.GREATER_OR_EQUAL, "gte", 1),
    UNION(TokenKind.PIPE, "or", 2),
    INTERSECTION(TokenKind.AMPERSAND, "and", 3),
    PLUS(TokenKind.PLUS, "plus", 4),
    MINUS(TokenKind.MINUS, "minus", 4),
    TIMES(TokenKind.TIMES, "mul", 5),
    DIVIDE(TokenKind.DIVIDE, "div", 5),
    REMAINDER(TokenKind.REMAINDER, "rem", 5);

    /** The level of the operators that bind weakest. */
    static final int LOWEST = 1;

    /** The level above all operators. */
    static final int HIGHEST = 6;

    /** The builtin behind {@code x in xs}. */
    static final String MEMBER = "internal.member_2";

    /** The builtin behind {@code k, v in xs}. */
    static final String MEMBER_WITH_KEY = "internal.member_3";

    /** The builtin behind {@code :=}. */
    static final String ASSIGN = "assign";

    /** The builtin behind {@code =}. */
    static final String UNIFY = "eq";

    private static final Map<String, Operator> BY_BUILTIN = byBuiltin();

    private final TokenKind kind;
    private final String builtin;
    private final int level;

    Operator(TokenKind kind, String builtin, int level) {
        this.kind = kind;
        this.builtin = builtin;
        this.level = level;
    }

    private static Map<String, Operator> byBuiltin() {
        Map<String, Operator> operators = new java.util.HashMap<>();
        for (Operator operator : values()) {
            operators.put(operator.builtin, operator);
        }
        return Map.copyOf(operators);
    }

    /** {@return the operator that a token is, or null} */
    static Operator of(TokenKind kind) {
        return switch (kind) {
            case EQUAL -> EQUAL;
            case NOT_EQUAL -> NOT_EQUAL;
            case LESS -> LESS;
            case LESS_OR_EQUAL -> LESS_OR_EQUAL;
            case GREATER -> GREATER;
            case GREATER_OR_EQUAL -> GREATER_OR_EQUAL;
            case PIPE -> UNION;
            case AMPERSAND -> INTERSECTION;
            case PLUS -> PLUS;
            case MINUS -> MINUS;
            case TIMES -> TIMES;
            case DIVIDE -> DIVIDE;
            case REMAINDER -> REMAINDER;
            default -> null;
        };
    }

    /** {@return the operator whose builtin this is} */
    static Optional<Operator> ofBuiltin(String name) {
        return Optional.ofNullable(BY_BUILTIN.get(name));
    }

    /** {@return the name of its builtin} */
    String builtin() {
        return builtin;
    }

    /** {@return how it is written} */
    String symbol() {
        return kind.symbol();
    }

    /** {@return how tight it binds} */
    int level() {
        return level;
    }
}
