package dev.bylaw.rego.internal.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that a default rule has a constant value, and distinct variables as parameters. */
final class DefaultCheck {
    private final TokenCursor cursor;

    DefaultCheck(TokenCursor cursor) {
        this.cursor = cursor;
    }

    void check(Rule.Head head) {
        checkConstant(head.value().orElseThrow());
        Set<String> names = new HashSet<>();
        for (Term argument : head.arguments().orElse(List.of())) {
            if (!(argument instanceof Term.Var variable)) {
                throw failure(
                        argument, "arguments can only be variables", "a parameter of a default function is a variable");
            }
            if (!variable.isWildcard() && !names.add(variable.name())) {
                throw failure(
                        argument,
                        "arguments cannot be repeated " + variable.name(),
                        "the parameter `" + Slips.shown(variable.name()) + "` of the default function stands twice");
            }
        }
    }

    private void checkConstant(Term term) {
        if (term instanceof Term.ArrayLiteral array) {
            array.items().forEach(this::checkConstant);
        } else if (term instanceof Term.SetLiteral set) {
            set.members().forEach(this::checkConstant);
        } else if (term instanceof Term.ObjectLiteral object) {
            for (Term.Entry entry : object.entries()) {
                checkConstant(entry.key());
                checkConstant(entry.value());
            }
        } else if (term instanceof Term.Template template) {
            template.parts().forEach(part -> part.term().ifPresent(this::checkConstant));
        } else if (term instanceof Term.Var variable) {
            throw failure(
                    term,
                    "value cannot contain var",
                    "the value of a default rule is a constant; it cannot contain the variable `" + variable.name()
                            + "`");
        } else if (term instanceof Term.Call || term instanceof Term.Ref) {
            String kind = term instanceof Term.Call ? "a call or operator" : "a reference";
            throw failure(
                    term,
                    "value cannot contain " + (term instanceof Term.Call ? "call" : "ref"),
                    "the value of a default rule is a constant; it cannot contain " + kind);
        }
    }

    private ParseFailure failure(Term term, String opa, String message) {
        return new ParseFailure(term.at(), "illegal default rule (" + opa + ")", message, cursor.position());
    }
}
