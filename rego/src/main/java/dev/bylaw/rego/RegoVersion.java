package dev.bylaw.rego;

/** The language of a module. */
public enum RegoVersion {
    /**
     * Rego before OPA 1.0, as {@code opa --v0-compatible} reads it: {@code if}, {@code contains}, {@code every} and
     * {@code in} are keywords only where {@code future.keywords} is imported, and rules need neither of the first two. A
     * module with {@code import rego.v1} is read as {@link #V1} all the same.
     */
    V0,
    /** The language since OPA 1.0. */
    V1
}
