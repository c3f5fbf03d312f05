package dev.bylaw.rule;

import dev.bylaw.rego.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Rules that OPA compiled, of a bundle. */
final class BundleRuleSource implements RuleSource {
    private final Bundle bundle;
    private final CompiledRules rules;

    private BundleRuleSource(Bundle bundle, CompiledRules rules) {
        this.bundle = bundle;
        this.rules = rules;
    }

    static RuleSource of(Path file) throws IOException {
        Bundle bundle = Files.isDirectory(file) ? Bundle.ofFolder(file) : Bundle.ofArchive(file);
        if (bundle.isSigned()) {
            throw new IOException("bundle " + file + " is signed, and signatures are not verified here; verify it with"
                    + " `opa build --verification-key ...`, which writes a bundle without signatures");
        }
        if (bundle.manifest().wasm().isEmpty()) {
            throw new IOException("bundle " + file + " holds nothing that is compiled to WebAssembly; build it with"
                    + " `opa build -t wasm`, or give the folder of its rules");
        }
        Iterator<BundleEvaluator> evaluators =
                ServiceLoader.load(BundleEvaluator.class).iterator();
        if (!evaluators.hasNext()) {
            throw new IOException(
                    "bundle " + file + " is compiled to WebAssembly, for which there is no evaluator on the"
                            + " class path; add dev.bylaw:bylaw-opa");
        }
        return new BundleRuleSource(bundle, evaluators.next().load(bundle, file));
    }

    @Override
    public String name() {
        return bundle.name();
    }

    /** Nothing: what is left of the sources in a compiled bundle is not to be evaluated. */
    @Override
    public List<File> files() {
        return List.of();
    }

    @Override
    public Optional<CompiledRules> compiled() {
        return Optional.of(rules);
    }
}
