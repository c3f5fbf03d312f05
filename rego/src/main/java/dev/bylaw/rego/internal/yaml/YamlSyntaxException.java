package dev.bylaw.rego.internal.yaml;

/** A text that is not YAML, or has no form in JSON. Carries no stack trace, since policies provoke it in ordinary use. */
public final class YamlSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final int row;
    private final int column;

    YamlSyntaxException(String message, String problem, int row, int column) {
        super(message, null, false, false);
        this.problem = problem;
        this.row = row;
        this.column = column;
    }

    /** {@return what is wrong, without the place that the message of OPA has} */
    public String problem() {
        return problem;
    }

    /** {@return the line, from 1} */
    public int row() {
        return row;
    }

    /** {@return the column, from 1} */
    public int column() {
        return column;
    }
}
