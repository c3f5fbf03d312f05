package dev.bylaw.rego.internal.syntax;

import java.util.Map;

/** The kinds of tokens of Rego. */
enum TokenKind {
    /** A name or keyword; which of the two depends on the place and on the imports. */
    NAME(""),
    /** A number in its notation, without a sign. */
    NUMBER(""),
    /** A string in quotes or backticks; the text is its value. */
    STRING(""),
    /** A piece of a template string that an opening brace ends; the text is its value. */
    TEMPLATE_PART(""),
    /** The last piece of a template string; the text is its value. */
    TEMPLATE_END(""),
    /** {@code (}. */
    LEFT_PAREN("("),
    /** {@code )}. */
    RIGHT_PAREN(")"),
    /** {@code [}. */
    LEFT_BRACKET("["),
    /** {@code ]}. */
    RIGHT_BRACKET("]"),
    /** An opening brace. */
    LEFT_BRACE("{"),
    /** A closing brace. */
    RIGHT_BRACE("}"),
    /** {@code ,}. */
    COMMA(","),
    /** {@code ;}. */
    SEMICOLON(";"),
    /** {@code :}. */
    COLON(":"),
    /** {@code .}. */
    DOT("."),
    /** {@code :=}. */
    ASSIGN(":="),
    /** {@code =}. */
    UNIFY("="),
    /** {@code ==}. */
    EQUAL("=="),
    /** {@code !=}. */
    NOT_EQUAL("!="),
    /** {@code <}. */
    LESS("<"),
    /** {@code <=}. */
    LESS_OR_EQUAL("<="),
    /** {@code >}. */
    GREATER(">"),
    /** {@code >=}. */
    GREATER_OR_EQUAL(">="),
    /** {@code +}. */
    PLUS("+"),
    /** {@code -}. */
    MINUS("-"),
    /** {@code *}. */
    TIMES("*"),
    /** {@code /}. */
    DIVIDE("/"),
    /** {@code %}. */
    REMAINDER("%"),
    /** {@code &}. */
    AMPERSAND("&"),
    /** {@code |}. */
    PIPE("|"),
    /** What is no token of Rego; the text is a message about it. */
    INVALID(""),
    /** The end of the text. */
    END("");

    private static final Map<TokenKind, TokenKind> CLOSING = Map.of(
            LEFT_PAREN, RIGHT_PAREN, LEFT_BRACKET, RIGHT_BRACKET, LEFT_BRACE, RIGHT_BRACE, TEMPLATE_PART, RIGHT_BRACE);

    private final String symbol;

    TokenKind(String symbol) {
        this.symbol = symbol;
    }

    /** {@return how it is written, empty for kinds with many forms} */
    String symbol() {
        return symbol;
    }

    /** {@return what OPA's errors call it} */
    String nameInErrors() {
        return switch (this) {
            case NAME -> "identifier";
            case NUMBER -> "number";
            case STRING -> "string";
            case TEMPLATE_PART, TEMPLATE_END -> "template-string";
            case ASSIGN -> "assign";
            case UNIFY -> "eq";
            case EQUAL -> "equal";
            case NOT_EQUAL -> "neq";
            case LESS -> "lt";
            case LESS_OR_EQUAL -> "lte";
            case GREATER -> "gt";
            case GREATER_OR_EQUAL -> "gte";
            case PLUS -> "plus";
            case MINUS -> "minus";
            case TIMES -> "mul";
            case DIVIDE -> "div";
            case REMAINDER -> "rem";
            case AMPERSAND -> "and";
            case PIPE -> "or";
            case INVALID -> "illegal";
            case END -> "eof";
            default -> symbol;
        };
    }

    /** {@return whether this begins what another token must end} */
    boolean isOpening() {
        return CLOSING.containsKey(this);
    }

    /** {@return whether this ends what another token began} */
    boolean isClosing() {
        return this == RIGHT_PAREN || this == RIGHT_BRACKET || this == RIGHT_BRACE;
    }

    /** {@return the kind that ends what this begins} */
    TokenKind closing() {
        return CLOSING.get(this);
    }
}
