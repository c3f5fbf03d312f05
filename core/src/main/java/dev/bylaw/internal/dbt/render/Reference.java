package dev.bylaw.internal.dbt.render;

import dev.bylaw.workspace.Location;
import java.util.Optional;

/** A use of another relation in a template. */
public sealed interface Reference {
    /** {@return the call, in the template of the model} */
    Location location();

    /** {@return whether it was met only in a branch that was not taken} */
    boolean untaken();

    /**
     * A call of {@code ref}.
     *
     * @param packageName the package it names
     * @param name the model, seed or snapshot
     * @param version the version it names, as text
     * @param location the call
     * @param untaken whether it was met only in a branch that was not taken
     */
    record Ref(Optional<String> packageName, String name, Optional<String> version, Location location, boolean untaken)
            implements Reference {}

    /**
     * A call of {@code source}.
     *
     * @param source the name of the source
     * @param table the name of its table
     * @param location the call
     * @param untaken whether it was met only in a branch that was not taken
     */
    record Source(String source, String table, Location location, boolean untaken) implements Reference {}

    /**
     * A use of {@code this}: the relation of the node itself.
     *
     * @param location the expression
     * @param untaken whether it was met only in a branch that was not taken
     */
    record This(Location location, boolean untaken) implements Reference {}
}
