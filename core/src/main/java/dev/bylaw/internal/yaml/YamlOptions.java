package dev.bylaw.internal.yaml;

import java.util.Objects;

/**
 * How a YAML file is read.
 *
 * @param layer the layer of the origins of its values
 * @param timestampsAsText whether a timestamp stays as it is written; otherwise it becomes ISO 8601 text as dbt writes it
 * @param keysAsWritten whether a key that is no string stays as it is written ({@code on} of a GitHub workflow);
 *     otherwise it becomes the text that Python's JSON makes of it ({@code true})
 * @param endStripped whether white space at the end of the file does not count, as in dbt, which strips it: a block text at
 *     the end of a file then has no line break at its end
 */
public record YamlOptions(String layer, boolean timestampsAsText, boolean keysAsWritten, boolean endStripped) {
    /** Checks that nothing is missing. */
    public YamlOptions {
        Objects.requireNonNull(layer, "layer is null");
    }

    /** {@return how dbt reads its files} */
    public static YamlOptions dbt(String layer) {
        return new YamlOptions(layer, false, false, true);
    }

    /** {@return how contracts and product manifests are read} */
    public static YamlOptions contract(String layer) {
        return new YamlOptions(layer, true, true, false);
    }
}
