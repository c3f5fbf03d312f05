package dev.bylaw.internal.dbt;

import java.util.Objects;

/**
 * A package whose files are here: the root project itself or one that it uses.
 *
 * @param settings its settings
 * @param root whether it is the root project
 */
public record DbtPackage(ProjectSettings settings, boolean root) {
    /** Checks that nothing is missing. */
    public DbtPackage {
        Objects.requireNonNull(settings, "settings is null");
    }

    /** {@return its name} */
    public String name() {
        return settings.name();
    }

    /** {@return its directory in the tree} */
    public String directory() {
        return settings.directory();
    }
}
