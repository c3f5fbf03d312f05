package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoLocation;

/** A local variable of a rule. Compared by identity: two scopes may use one name. */
public final class Variable {
    private final String name;
    private final RegoLocation at;
    private final boolean generated;

    /** A variable of the source. */
    public Variable(String name, RegoLocation at) {
        this(name, at, false);
    }

    private Variable(String name, RegoLocation at, boolean generated) {
        this.name = name;
        this.at = at;
        this.generated = generated;
    }

    /** {@return a variable that no name refers to} */
    public static Variable generated(RegoLocation at) {
        return new Variable("_", at, true);
    }

    /** {@return the name in the source} */
    public String name() {
        return name;
    }

    /** {@return where it first stands} */
    public RegoLocation at() {
        return at;
    }

    /** {@return whether it is a wildcard or was made by the compiler} */
    public boolean isGenerated() {
        return generated;
    }

    @Override
    public String toString() {
        return name;
    }
}
