package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.StringValue;
import java.util.Optional;

/** Questions about terms. */
public final class Terms {
    private Terms() {}

    /** {@return the dotted name of a variable, or of a reference from a variable by strings; empty for other terms} */
    public static Optional<String> dottedName(Term term) {
        if (term instanceof Term.Var variable) {
            return Optional.of(variable.name());
        }
        if (!(term instanceof Term.Ref ref) || !(ref.head() instanceof Term.Var head)) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder(head.name());
        for (Term operand : ref.operands()) {
            if (!(operand instanceof Term.Scalar scalar) || !(scalar.value() instanceof StringValue text)) {
                return Optional.empty();
            }
            name.append('.').append(text.value());
        }
        return Optional.of(name.toString());
    }
}
