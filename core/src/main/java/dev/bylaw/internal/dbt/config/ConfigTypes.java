package dev.bylaw.internal.dbt.config;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.Optional;

/** Checks that the values of known keys have the type that dbt demands; dbt refuses the project otherwise. */
final class ConfigTypes {
    private ConfigTypes() {}

    static void check(ConfigSchema.Field field, Optional<Location> key, Tree value, Diagnostics diagnostics) {
        if (value instanceof Tree.Unknown
                || Trees.isNull(value)
                || value.origin().location().isEmpty()) {
            return;
        }
        String wanted =
                switch (field.kind()) {
                    case ANY, HOOKS -> "";
                    case BOOL -> isBoolean(value) ? "" : "true or false";
                    case TEXT -> Trees.text(value).isPresent() ? "" : "text";
                    case TEXT_OR_TEXTS ->
                        Trees.text(value).isPresent() || isTexts(value) ? "" : "text or a list of texts";
                    case TEXTS -> isTexts(value) ? "" : "a list of texts";
                    case MAPPING -> value instanceof Tree.Mapping ? "" : "a mapping";
                };
        if (!wanted.isEmpty()) {
            Tree wrong = firstWrong(value);
            diagnostics.problem(
                    wrong.origin().location().or(() -> key).orElse(Location.startOf("")),
                    Problem.Kind.INVALID_CONTENT,
                    "the configuration '" + field.name() + "' must be " + wanted + "; here is " + Trees.kind(wrong));
        }
    }

    private static boolean isBoolean(Tree value) {
        return value instanceof Tree.Scalar scalar && scalar.value() instanceof Boolean;
    }

    private static boolean isTexts(Tree value) {
        return value instanceof Tree.Sequence sequence
                && sequence.items().stream().allMatch(item -> Trees.text(item).isPresent());
    }

    private static Tree firstWrong(Tree value) {
        if (value instanceof Tree.Sequence sequence) {
            return sequence.items().stream()
                    .filter(item -> Trees.text(item).isEmpty())
                    .findFirst()
                    .orElse(value);
        }
        return value;
    }
}
