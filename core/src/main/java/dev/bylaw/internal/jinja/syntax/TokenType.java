package dev.bylaw.internal.jinja.syntax;

/** The sorts of tokens. */
enum TokenType {
    DATA("template data"),
    VARIABLE_BEGIN("{{"),
    VARIABLE_END("}}"),
    BLOCK_BEGIN("{%"),
    BLOCK_END("%}"),
    NAME("name"),
    STRING("string"),
    INTEGER("integer"),
    FLOAT("float"),
    ADD("+"),
    SUBTRACT("-"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    MULTIPLY("*"),
    MODULO("%"),
    POWER("**"),
    TILDE("~"),
    LEFT_BRACKET("["),
    RIGHT_BRACKET("]"),
    LEFT_PARENTHESIS("("),
    RIGHT_PARENTHESIS(")"),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    ASSIGN("="),
    DOT("."),
    COLON(":"),
    PIPE("|"),
    COMMA(","),
    SEMICOLON(";"),
    END("end of template");

    private final String shown;

    TokenType(String shown) {
        this.shown = shown;
    }

    /** {@return the symbol, or the name in messages} */
    String shown() {
        return shown;
    }
}
