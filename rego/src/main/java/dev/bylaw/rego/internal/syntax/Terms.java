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

    /** {@return whether a term contains no variable, those within comprehensions included} */
    public static boolean isGround(Term term) {
        if (term instanceof Term.Scalar) {
            return true;
        }
        if (term instanceof Term.Ref ref) {
            return isGround(ref.head()) && ref.operands().stream().allMatch(Terms::isGround);
        }
        if (term instanceof Term.ArrayLiteral array) {
            return array.items().stream().allMatch(Terms::isGround);
        }
        if (term instanceof Term.SetLiteral set) {
            return set.members().stream().allMatch(Terms::isGround);
        }
        if (term instanceof Term.ObjectLiteral object) {
            return object.entries().stream().allMatch(entry -> isGround(entry.key()) && isGround(entry.value()));
        }
        if (term instanceof Term.Call call) {
            return call.arguments().stream().allMatch(Terms::isGround);
        }
        if (term instanceof Term.Template template) {
            return template.parts().stream()
                    .allMatch(part -> part.term().map(Terms::isGround).orElse(true));
        }
        // A variable or a comprehension.
        return false;
    }
}
