package dev.bylaw;

import dev.bylaw.internal.engine.Checker;
import dev.bylaw.internal.engine.Version;
import dev.bylaw.internal.layer.Layer;
import dev.bylaw.internal.layer.LayerReader;
import dev.bylaw.internal.report.Inert;
import dev.bylaw.internal.rule.LoadedRule;
import dev.bylaw.internal.rule.RuleConfigurer;
import dev.bylaw.internal.rule.RuleLoader;
import dev.bylaw.internal.rule.RuleSet;
import dev.bylaw.internal.rule.RuleSettings;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.rego.Value;
import dev.bylaw.report.Report;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.RuleSource;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;

/**
 * Checks data products against rules. Made once by a builder, which loads and compiles the rules; then immutable,
 * thread-safe, and used for as many products as there are.
 *
 * <pre>{@code
 * PolicyEngine engine = PolicyEngine.builder().discoverRules().build();
 * Report report = engine.check(Sources.folder(Path.of("customer-data-product")));
 * if (report.verdict() != Verdict.PASSED) {
 *     ReportWriters.text(false).write(report, System.err);
 * }
 * }</pre>
 */
public final class PolicyEngine {
    private final EngineSetup setup;

    private PolicyEngine(EngineSetup setup) {
        this.setup = setup;
    }

    /** {@return the version of Bylaw, for example {@code 0.1.0}} */
    public static String version() {
        return Version.CURRENT;
    }

    /** {@return a builder of an engine, without rules} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the rules of the engine, sorted by id} */
    public List<RuleMetadata> rules() {
        return setup.rules().rules().stream().map(LoadedRule::metadata).toList();
    }

    /**
     * The page of a rule.
     *
     * @param rule the id of the rule
     * @return the page in Markdown, without a title; empty where its source has none
     */
    public Optional<String> page(RuleId rule) {
        return setup.rules().rules().stream()
                .filter(loaded -> loaded.id().equals(rule))
                .flatMap(loaded -> loaded.code().stream())
                .flatMap(java -> java.page().stream())
                .findFirst()
                .or(() -> setup.sources().stream()
                        .flatMap(source -> source.page(rule).stream())
                        .findFirst());
    }

    /**
     * Checks data products.
     *
     * @param products where they lie
     * @return what was found
     * @throws ConfigurationException if settings in the sources cannot be used
     * @throws IOException if the folder cannot be read at all
     */
    public Report check(Sources products) throws IOException {
        return check(products, CheckOptions.DEFAULT);
    }

    /**
     * Checks data products.
     *
     * @param products where they lie
     * @param options how to behave
     * @return what was found
     * @throws ConfigurationException if settings in the sources, or the options, cannot be used
     * @throws CancellationException if the check was cancelled or took too long
     * @throws IOException if the folder cannot be read at all
     */
    public Report check(Sources products, CheckOptions options) throws IOException {
        EngineRun run = new EngineRun(setup, products, options);
        RuleSet picked = RuleConfigurer.pick(run.rules(), options.rules());
        Workspace workspace = run.read();
        return run.report(picked, workspace);
    }

    /**
     * Checks data products and tells which violations are new since a base. The same rules with the same settings, those of
     * the products, are asked about both, so that a change of settings makes nothing new. Of the base only the
     * violations count; where it cannot be read in full, what is found in the rest of it, and a notice says so.
     *
     * @param products where they lie
     * @param base where an earlier state of them lies
     * @param options how to behave
     * @return what was found; with a problem, and nothing compared, where the base cannot be read at all
     * @throws ConfigurationException if settings in the sources, or the options, cannot be used
     * @throws CancellationException if a check was cancelled or took too long
     * @throws IOException if the folder of the products cannot be read at all
     */
    public Report check(Sources products, Sources base, CheckOptions options) throws IOException {
        EngineRun run = new EngineRun(setup, products, options);
        RuleSet picked = RuleConfigurer.pick(run.rules(), options.rules());
        Report report = run.report(picked, run.read());
        Report before;
        try {
            run.progress("reading the base");
            EngineRun earlier = run.ofBase(base);
            before = earlier.report(picked, earlier.read());
        } catch (IOException e) {
            return report.withProblem(new Problem(
                    Problem.Kind.UNREADABLE_FILE,
                    "the base cannot be read, so nothing could be compared with it: "
                            + Inert.line(String.valueOf(e.getMessage())),
                    Optional.empty()));
        }
        Report compared = report.compareWith(before);
        if (before.problems().isEmpty()) {
            return compared;
        }
        Problem first = before.problems().get(0);
        int number = before.problems().size();
        return compared.withNotice(new Notice(
                "base-incomplete",
                "the base could not be read in full (" + number + (number == 1 ? " problem" : " problems, the first")
                        + ": "
                        + first.location()
                                .map(at -> at.file() + ":" + at.start().line() + ": ")
                                .orElse("")
                        + first.message() + "), so violations may count as new that were there before",
                Optional.empty()));
    }

    /**
     * Reads data products without asking rules about them. Values of the environment that the options give are taken out of
     * what was read.
     *
     * @param products where they lie
     * @param options how to behave
     * @return what was read
     * @throws ConfigurationException if the options cannot be used
     * @throws CancellationException if reading was cancelled or took too long
     * @throws IOException if the folder cannot be read at all
     */
    public Workspace read(Sources products, CheckOptions options) throws IOException {
        return new EngineRun(setup, products, options).shown();
    }

    /**
     * Reads data products and says what a rule is asked about them, without the values of the environment that the options
     * give.
     *
     * @param products where they lie
     * @param options how to behave
     * @param rule the id of the rule
     * @return what the rule is asked about
     * @throws ConfigurationException if there is no such rule, or settings or options cannot be used
     * @throws CancellationException if reading was cancelled or took too long
     * @throws IOException if the folder cannot be read at all
     */
    public RuleInputs inputs(Sources products, CheckOptions options, String rule) throws IOException {
        EngineRun run = new EngineRun(setup, products, options);
        RuleSet picked = RuleConfigurer.pick(run.rules(), List.of(rule));
        if (picked.rules().size() != 1) {
            throw new ConfigurationException(List.of(new Problem(
                    Problem.Kind.CONFIGURATION, rule + " stands for several rules; name one", Optional.empty())));
        }
        Workspace workspace = run.shown();
        LoadedRule only = picked.rules().get(0);
        return new RuleInputs(
                Checker.data(workspace.document()),
                only.path(),
                Checker.inputs(workspace.tree(), workspace.document(), only),
                workspace.problems());
    }

    /** The authority that demands the rules of the engine. */
    /** Collects the rules and settings of an engine. Not thread-safe. */
    public static final class Builder {
        private final List<RuleSource> sources = new ArrayList<>();
        private final List<Rule> code = new ArrayList<>();
        private final Map<RuleId, RuleSettings> settings = new LinkedHashMap<>();
        private Optional<Layer> authority = Optional.empty();

        private Builder() {}

        /**
         * Adds rules.
         *
         * @param source where they come from
         * @return this
         */
        public Builder addRules(RuleSource source) {
            sources.add(Objects.requireNonNull(source, "source is null"));
            return this;
        }

        /**
         * Adds a rule written in Java.
         *
         * @param rule the rule; several threads may ask it at once
         * @return this
         */
        public Builder addRule(Rule rule) {
            code.add(Objects.requireNonNull(rule, "rule is null"));
            return this;
        }

        /**
         * Adds the rules of all modules on the class path or module path: {@link RuleSource} and {@link Rule} as the
         * {@link ServiceLoader} of the thread's context class loader finds them.
         *
         * @return this
         * @throws ConfigurationException if what a module provides cannot be loaded
         */
        public Builder discoverRules() {
            List<RuleSource> found = new ArrayList<>();
            List<Rule> foundCode = new ArrayList<>();
            try {
                ServiceLoader.load(RuleSource.class).forEach(found::add);
                ServiceLoader.load(Rule.class).forEach(foundCode::add);
            } catch (ServiceConfigurationError e) {
                throw new ConfigurationException(List.of(new Problem(
                        Problem.Kind.CONFIGURATION,
                        "a module of rules cannot be loaded: " + e.getMessage(),
                        Optional.empty())));
            }
            found.sort(Comparator.comparing(RuleSource::name));
            foundCode.sort(Comparator.comparing(rule -> rule.getClass().getName()));
            sources.addAll(found);
            code.addAll(foundCode);
            return this;
        }

        /**
         * Sets a parameter of a rule.
         *
         * @param rule the id of the rule
         * @param parameter the name of the parameter
         * @param value its value
         * @return this
         */
        public Builder parameter(RuleId rule, String parameter, Value value) {
            RuleSettings before = settings.getOrDefault(rule, RuleSettings.NONE);
            Map<String, Value> parameters = new LinkedHashMap<>(before.parameters());
            parameters.put(parameter, value);
            settings.put(rule, new RuleSettings(before.severity(), parameters, before.places(), before.location()));
            return this;
        }

        /**
         * Sets the severity of a rule.
         *
         * @param rule the id of the rule
         * @param severity the severity
         * @return this
         */
        public Builder severity(RuleId rule, Severity severity) {
            RuleSettings before = settings.getOrDefault(rule, RuleSettings.NONE);
            settings.put(
                    rule,
                    new RuleSettings(Optional.of(severity), before.parameters(), before.places(), before.location()));
            return this;
        }

        /**
         * Puts settings above whatever lies in the checked sources, which then have no say.
         *
         * @param name the name of the settings, for messages
         * @param yaml their text, in the form of {@code bylaw.yml}
         * @return this
         * @throws ConfigurationException with everything that is wrong with them
         */
        public Builder authority(String name, String yaml) {
            authority = Optional.of(LayerReader.read(new SourceFile(name, yaml), Limits.DEFAULT));
            return this;
        }

        /**
         * Loads and compiles the rules.
         *
         * @return the engine
         * @throws ConfigurationException with everything that is wrong with rules or settings
         */
        public PolicyEngine build() {
            Collection<RuleSource> all = List.copyOf(sources);
            RuleSet loaded =
                    RuleConfigurer.configure(RuleLoader.load(all, code, EngineSetup.layerOf(authority)), settings);
            // What is set about rules in folders of the checked sources can be told only when these are read.
            authority
                    .filter(given -> given.policies().isEmpty())
                    .ifPresent(given -> RuleConfigurer.configure(loaded, given.rules()));
            return new PolicyEngine(new EngineSetup(
                    List.copyOf(all),
                    List.copyOf(code),
                    loaded,
                    Collections.unmodifiableMap(new LinkedHashMap<>(settings)),
                    authority));
        }
    }
}
