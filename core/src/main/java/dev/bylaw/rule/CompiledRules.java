package dev.bylaw.rule;

import dev.bylaw.rego.Annotations;
import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoLocation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Rules that another evaluator than the built-in one answers for, such as those of a bundle that OPA compiled to
 * WebAssembly. In settings, reports and listings they are rules like any other. Implementations are thread-safe.
 */
public interface CompiledRules {
    /**
     * A rule as the bundle describes it.
     *
     * @param packagePath the path of its package without {@code data}, for example {@code [acme, secure, no_plans]}
     * @param location where it is described, for messages
     * @param metadata the metadata block of its package; empty where there is none, which the engine refuses
     */
    record Description(List<String> packagePath, RegoLocation location, Optional<Annotations> metadata) {
        /** Copies the path. */
        public Description {
            packagePath = List.copyOf(packagePath);
            Objects.requireNonNull(location, "location is null");
            Objects.requireNonNull(metadata, "metadata is null");
        }
    }

    /** {@return the rules: each package with a {@code violation} that can be asked for, in a stable order} */
    List<Description> rules();

    /**
     * Opens an evaluator over one document, for one thread of one check.
     *
     * @param workspace the document {@code data.workspace}
     * @param options the time that rules see, and when to end
     * @return the evaluator, to be closed
     */
    Evaluator open(ObjectValue workspace, EvaluationOptions options);

    /** Evaluates rules over one document. Not thread-safe. */
    interface Evaluator extends AutoCloseable {
        /**
         * Asks a rule about one element.
         *
         * @param packagePath the package of the rule
         * @param input the document {@code input}
         * @return what {@code violation}, {@code undecided} and {@code not_applicable} came to, in this order: sets, with a
         *     doubt where the rule read what is not known
         * @throws dev.bylaw.rego.RegoException if the rule fails
         */
        List<Evaluated> evaluate(List<String> packagePath, ObjectValue input);

        @Override
        void close();
    }
}
