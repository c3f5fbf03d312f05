package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoVersion;

/**
 * What is an error besides what always is.
 *
 * @param references whether a reference to what a package of the policy does not define is one
 * @param unused whether imports, variables and parameters that nothing uses are
 * @param deprecated whether calls of deprecated builtins are; in modules of Rego v1 they always are
 */
public record Checks(boolean references, boolean unused, boolean deprecated) {
    /** No more than always. */
    public static final Checks USUAL = new Checks(false, false, true);

    /** {@return the same checks for a module of a language version} */
    Checks in(RegoVersion version) {
        return new Checks(references, unused, deprecated || version != RegoVersion.V0);
    }
}
