package dev.bylaw.internal.contract;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Location;
import java.util.Objects;

/**
 * A data contract or a product manifest. Immutable.
 *
 * @param key its key in the document: its id
 * @param format the standard and version it follows
 * @param document its normal form, with the original under {@code raw}
 * @param location where it begins
 */
public record Contract(String key, ContractFormat format, Tree.Mapping document, Location location) {
    /** Checks that nothing is missing. */
    public Contract {
        Objects.requireNonNull(key, "key is null");
        Objects.requireNonNull(format, "format is null");
        Objects.requireNonNull(document, "document is null");
        Objects.requireNonNull(location, "location is null");
    }
}
