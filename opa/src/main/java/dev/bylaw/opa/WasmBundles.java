package dev.bylaw.opa;

import dev.bylaw.opa.internal.WasmRules;
import dev.bylaw.rego.Bundle;
import dev.bylaw.rule.BundleEvaluator;
import dev.bylaw.rule.CompiledRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Takes bundles that {@code opa build -t wasm} compiled and runs them in OPA's Java SDK. An engine finds it with
 * {@link java.util.ServiceLoader}; {@link dev.bylaw.rule.RuleSource#ofBundle} is what applications call. Immutable and
 * thread-safe.
 *
 * <p>Loading reads the metadata alone; a module is compiled to Java byte code, which takes about a second, when a rule of the
 * bundle is asked for the first time.
 */
public final class WasmBundles implements BundleEvaluator {
    /** Makes the evaluator; nothing is loaded yet. */
    public WasmBundles() {}

    /**
     * Loads the rules of a bundle.
     *
     * @param bundle the bundle; its entrypoints are {@code PUBLISHER/PRINCIPLE/NAME/violation} and, where the rule has them,
     *     {@code .../undecided} and {@code .../not_applicable}, or the package as a whole
     * @param file where it lies; metadata may lie beside it, in a file {@code NAME.annotations.json} that
     *     {@code opa inspect --annotations --format json} wrote
     * @return its rules, which any number of threads may ask
     * @throws dev.bylaw.rego.RegoException if they cannot be used
     * @throws IOException if the file beside it cannot be read
     */
    @Override
    public CompiledRules load(Bundle bundle, Path file) throws IOException {
        Objects.requireNonNull(bundle, "bundle is null");
        Objects.requireNonNull(file, "file is null");
        return WasmRules.of(bundle, file);
    }
}
