package dev.bylaw.internal.dbt.config;

/** How a further value of a key meets the values before it. */
enum MergeRule {
    /** The last value counts. */
    CLOBBER,
    /** Values are collected in a list; a single value is a list of one. */
    APPEND,
    /** A mapping is updated key by key, one level deep. */
    UPDATE,
    /** A mapping of lists: a key replaces its list, a key with {@code +} extends it. */
    KEY_APPEND
}
