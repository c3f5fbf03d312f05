package dev.bylaw.rego;

import java.util.List;

/**
 * A look into a document, as far as its steps are constant texts. {@code input.model.columns[name].tags} has the path
 * {@code input, model, columns}.
 *
 * @param packagePath the package of the rule that looks, without {@code data}
 * @param path {@code input} or {@code data}, and at least one step
 * @param places where each step of the path stands; that of an import's name where an import states it
 */
public record LiteralReference(List<String> packagePath, List<String> path, List<RegoLocation> places) {
    /** Copies the lists. */
    public LiteralReference {
        packagePath = List.copyOf(packagePath);
        path = List.copyOf(path);
        places = List.copyOf(places);
    }
}
