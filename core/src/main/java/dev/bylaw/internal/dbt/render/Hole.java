package dev.bylaw.internal.dbt.render;

import dev.bylaw.workspace.Location;

/**
 * Something that could not be rendered.
 *
 * @param marker the identifier that stands for it in the text, perhaps called like a function with the names that went
 *     into it; empty where no single place stands for it, such as a condition that cannot be known
 * @param reason why, for a reader of the report
 * @param location the expression or tag, in the template of the model
 */
public record Hole(String marker, String reason, Location location) {}
