package dev.bylaw.internal.jinja.syntax;

import dev.bylaw.internal.text.SourceFile;
import java.util.List;

/**
 * A parsed template. Immutable.
 *
 * @param file where it stands
 * @param dialect how it was read
 * @param body its statements
 */
public record Template(SourceFile file, Dialect dialect, List<Statement> body) {
    /** Copies the statements. */
    public Template {
        body = List.copyOf(body);
    }
}
