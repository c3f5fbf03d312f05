package dev.bylaw.internal.jinja.syntax;

/**
 * How templates are read, beyond what is fixed.
 *
 * @param trimBlocks whether a newline directly behind a tag is dropped
 * @param lstripBlocks whether blanks before a tag that begins a line are dropped
 * @param macroPrefix what is put before the names of macros; dbt does so, and a macro of a model's own file can
 *     therefore not be called by its plain name
 */
public record Dialect(boolean trimBlocks, boolean lstripBlocks, String macroPrefix) {
    /** Jinja as it comes. */
    public static final Dialect PLAIN = new Dialect(false, false, "");

    /** What dbt makes of it. */
    public static final Dialect DBT = new Dialect(false, false, "dbt_macro__");
}
