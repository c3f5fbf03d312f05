package dev.bylaw.rego.internal.syntax;

import java.util.List;

/**
 * Expressions that all must hold.
 *
 * @param expressions at least one, in source order
 */
public record Body(List<Expr> expressions) {
    /** Copies the expressions. */
    public Body {
        expressions = List.copyOf(expressions);
    }
}
