package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.internal.text.Suggestion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an author may have meant by a variable that nothing gives a value. */
final class UnsafeHint {
    private static final Map<String, String> OTHER_LANGUAGES = Map.of(
            "nil", "null",
            "None", "null",
            "undefined", "null",
            "this", "input",
            "self", "input");

    private final Variable variable;
    private final Optional<Ir.Statement> statement;

    /**
     * A hint for a variable.
     *
     * @param variable the variable
     * @param statement the statement that needs it; empty where the head of a rule does
     */
    UnsafeHint(Variable variable, Optional<Ir.Statement> statement) {
        this.variable = variable;
        this.statement = statement;
    }

    /** {@return a text that begins with a semicolon, or nothing} */
    String text(Set<String> known) {
        String meant = OTHER_LANGUAGES.get(variable.name());
        if (meant != null) {
            return "; Rego has `" + meant + "` for it";
        }
        Set<String> names = new TreeSet<>(known);
        names.addAll(Set.of("true", "false", "null", "input", "data"));
        return Suggestion.closest(variable.name(), names)
                .map(name -> "; did you mean " + name + "?")
                .orElseGet(this::ofForm);
    }

    private String ofForm() {
        boolean[] found = new boolean[2];
        statement.ifPresent(present -> new TermWalk(
                        term -> {
                            found[0] |= isSearched(term);
                            found[1] |= isDashed(term);
                        },
                        with -> {})
                .statement(present));
        if (found[0]) {
            return "; write `some " + variable.name() + " in ...` to try every member";
        }
        return found[1]
                ? "; a key with a dash in it is written in brackets and quotes"
                : "; assign it with :=, or bind it with some or a parameter";
    }

    /** {@code x in xs} without {@code some}. */
    private boolean isSearched(Ir.Term term) {
        return term instanceof Ir.BuiltinCall call
                && call.builtin().name().equals("internal.member_2")
                && isVariable(call.arguments().get(0));
    }

    /** {@code a.b-c}, which is a difference. */
    private boolean isDashed(Ir.Term term) {
        return term instanceof Ir.BuiltinCall call
                && call.builtin().name().equals("minus")
                && call.arguments().get(0) instanceof Ir.Reference
                && isVariable(call.arguments().get(1));
    }

    private boolean isVariable(Ir.Term term) {
        return term instanceof Ir.Local local && local.variable() == variable;
    }
}
