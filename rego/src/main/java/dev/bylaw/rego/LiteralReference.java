package dev.bylaw.rego;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A look into a document. {@code input.model.columns[name].tags} has the steps {@code model}, {@code columns}, any, {@code
 * tags}; and {@code tags} alone is looked for where {@code column} stands for {@code input.model.columns[name]}.
 *
 * @param packagePath the package of the rule that looks, without {@code data}
 * @param origins what it may look into; never empty
 * @param steps the steps, at least one
 * @param tolerant whether the rule says what counts where nothing is there, as {@code object.get} does
 */
public record LiteralReference(List<String> packagePath, List<Origin> origins, List<Step> steps, boolean tolerant) {
    /** Copies the lists. */
    public LiteralReference {
        packagePath = List.copyOf(packagePath);
        origins = List.copyOf(origins);
        steps = List.copyOf(steps);
    }

    /**
     * A place in a document, or any of several.
     *
     * @param packagePath the package of the rule that names the document, without {@code data}
     * @param path {@code input} or {@code data}, and the steps from there; empty ones stand for any
     */
    public record Origin(List<String> packagePath, List<Optional<String>> path) {
        /** Copies the lists. */
        public Origin {
            packagePath = List.copyOf(packagePath);
            path = List.copyOf(path);
        }
    }

    /**
     * One step.
     *
     * @param name the constant text that it is; empty where it may be any
     * @param at where it stands; where an import states it, that of the import's name
     */
    public record Step(Optional<String> name, RegoLocation at) {
        /** Checks that nothing is missing. */
        public Step {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(at, "at is null");
        }
    }
}
