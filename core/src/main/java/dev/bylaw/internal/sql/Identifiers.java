package dev.bylaw.internal.sql;

import java.util.Locale;
import java.util.Objects;

/** How the names of one engine are compared. Immutable. */
public final class Identifiers {
    private final IdentifierCase rule;

    private Identifiers(IdentifierCase rule) {
        this.rule = rule;
    }

    /** {@return the rules of an adapter's engine} */
    public static Identifiers of(String adapter) {
        return new Identifiers(IdentifierCase.of(adapter));
    }

    /** {@return the rules for a kind of engine} */
    public static Identifiers of(IdentifierCase rule) {
        return new Identifiers(Objects.requireNonNull(rule, "rule is null"));
    }

    /** {@return the rule} */
    public IdentifierCase rule() {
        return rule;
    }

    /**
     * The form in which the engine compares a name.
     *
     * @param name the name without quotes
     * @param quoted whether it was quoted
     * @return the form; equal forms are the same name
     */
    public String fold(String name, boolean quoted) {
        return switch (rule) {
            case UPPER_UNLESS_QUOTED -> quoted ? name : name.toUpperCase(Locale.ROOT);
            case LOWER_UNLESS_QUOTED -> quoted ? name : name.toLowerCase(Locale.ROOT);
            case INSENSITIVE -> name.toLowerCase(Locale.ROOT);
            case SENSITIVE -> name;
        };
    }

    /** {@return whether two names are the same for the engine, each with whether it was quoted} */
    public boolean same(String one, boolean oneQuoted, String other, boolean otherQuoted) {
        return fold(one, oneQuoted).equals(fold(other, otherQuoted));
    }

    /**
     * Whether a declared name means a column whose spelling is known but not whether it was quoted, such as one from a
     * catalog or a contract.
     *
     * @param declared the declared name
     * @param quoted whether the declaration says that it is to be quoted
     * @param other the column's name
     * @return whether they can be the same column
     */
    public boolean same(String declared, boolean quoted, String other) {
        if (rule == IdentifierCase.SENSITIVE) {
            return declared.equals(other);
        }
        if (rule == IdentifierCase.INSENSITIVE || !quoted) {
            return declared.equalsIgnoreCase(other);
        }
        return declared.equals(other) || declared.equals(fold(other, false));
    }
}
