package dev.bylaw.rule;

import dev.bylaw.rego.Bundle;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Takes bundles whose rules OPA compiled to WebAssembly. Found through {@link java.util.ServiceLoader}; {@code bylaw-opa}
 * provides one, on OPA's Java SDK.
 */
public interface BundleEvaluator {
    /**
     * Loads the rules of a bundle.
     *
     * @param bundle the bundle, which names compiled paths in its manifest
     * @param file where it lies; a file with metadata may lie beside it
     * @return its rules
     * @throws dev.bylaw.rego.RegoException if they cannot be used
     * @throws IOException if a file beside it cannot be read
     */
    CompiledRules load(Bundle bundle, Path file) throws IOException;
}
