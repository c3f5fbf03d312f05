package dev.bylaw;

import dev.bylaw.internal.assembly.WorkspaceReader;
import dev.bylaw.internal.dbt.DbtOptions;
import dev.bylaw.internal.document.Document;
import dev.bylaw.internal.document.DocumentValues;
import dev.bylaw.internal.engine.Checker;
import dev.bylaw.internal.engine.Outcomes;
import dev.bylaw.internal.engine.Redactor;
import dev.bylaw.internal.engine.ReportBuilder;
import dev.bylaw.internal.engine.Version;
import dev.bylaw.internal.layer.Layer;
import dev.bylaw.internal.layer.LayerReader;
import dev.bylaw.internal.report.Inert;
import dev.bylaw.internal.rule.Faults;
import dev.bylaw.internal.rule.LoadedRule;
import dev.bylaw.internal.rule.RuleConfigurer;
import dev.bylaw.internal.rule.RuleLoader;
import dev.bylaw.internal.rule.RuleSet;
import dev.bylaw.internal.rule.RuleSettings;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.internal.yaml.YamlOptions;
import dev.bylaw.internal.yaml.YamlReader;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Value;
import dev.bylaw.report.Report;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.RuleSource;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Origin;
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
import java.util.function.BooleanSupplier;

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
    private final List<RuleSource> sources;
    private final List<Rule> code;
    private final RuleSet rules;
    private final Map<RuleId, RuleSettings> settings;
    private final Optional<Layer> authority;

    private PolicyEngine(
            List<RuleSource> sources,
            List<Rule> code,
            RuleSet rules,
            Map<RuleId, RuleSettings> settings,
            Optional<Layer> authority) {
        this.sources = sources;
        this.code = code;
        this.rules = rules;
        this.settings = settings;
        this.authority = authority;
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
        return rules.rules().stream().map(LoadedRule::metadata).toList();
    }

    /**
     * The page of a rule.
     *
     * @param rule the id of the rule
     * @return the page in Markdown, without a title; empty where its source has none
     */
    public Optional<String> page(RuleId rule) {
        return rules.rules().stream()
                .filter(loaded -> loaded.id().equals(rule))
                .flatMap(loaded -> loaded.code().stream())
                .flatMap(java -> java.page().stream())
                .findFirst()
                .or(() -> sources.stream()
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
        Run run = new Run(products, options);
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
        Run run = new Run(products, options);
        RuleSet picked = RuleConfigurer.pick(run.rules(), options.rules());
        Report report = run.report(picked, run.read());
        Report before;
        try {
            run.progress("reading the base");
            Run earlier = run.ofBase(base);
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
        return new Run(products, options).shown();
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
        Run run = new Run(products, options);
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
    private static String layerOf(Optional<Layer> authority) {
        return authority.map(Layer::kind).orElse("default");
    }

    /** One check. */
    private final class Run {
        private final CheckOptions options;
        private final SourceTree tree;
        private final Diagnostics diagnostics;
        private final BooleanSupplier stopped;
        private final Optional<Layer> layer;
        private final Optional<String> manifest;

        Run(Sources products, CheckOptions options) throws IOException {
            this(products, options, Optional.empty(), false);
        }

        /** A check of an earlier state under the settings of this one. */
        Run ofBase(Sources base) throws IOException {
            return new Run(base, options, layer, true);
        }

        private Run(Sources products, CheckOptions options, Optional<Layer> given, boolean base) throws IOException {
            this.options = options;
            long start = System.nanoTime();
            this.stopped =
                    () -> options.cancelled().getAsBoolean() || System.nanoTime() - start > CheckOptions.nanos(options);
            this.tree = products.folder().isPresent()
                    ? SourceTree.ofFolder(
                            products.folder().get(), products.root().orElseThrow(), options.limits())
                    : SourceTree.ofFiles(products.files(), options.limits());
            this.diagnostics = new Diagnostics(options.limits());
            this.layer = base ? given : authority.or(this::ownLayer);
            // A manifest is made by a build and rarely under version control; sources give the same violations.
            this.manifest = options.manifest().filter(path -> !base || tree.isFile(path));
        }

        private Optional<Layer> ownLayer() {
            if (!tree.isFile(LayerReader.FILE)) {
                return Optional.empty();
            }
            Diagnostics unreadable = new Diagnostics(options.limits());
            Optional<SourceFile> file = tree.text(LayerReader.FILE, unreadable);
            if (file.isEmpty()) {
                throw new ConfigurationException(unreadable.problems());
            }
            return Optional.of(LayerReader.read(file.get(), options.limits()));
        }

        RuleSet rules() {
            if (layer.isEmpty()) {
                return rules;
            }
            RuleSet all = rules;
            if (!layer.get().policies().isEmpty()) {
                List<RuleSource> more = new ArrayList<>();
                layer.get().policies().forEach(folder -> more.add(policies(folder)));
                all = RuleConfigurer.configure(
                        RuleLoader.load(
                                sources,
                                code,
                                layerOf(authority),
                                more,
                                layer.get().kind()),
                        settings);
            }
            return RuleConfigurer.configure(all, layer.get().rules());
        }

        /** The rules of a folder that the settings name, read like everything else that is checked. */
        private RuleSource policies(String folder) {
            Diagnostics unreadable = new Diagnostics(options.limits());
            List<RuleSource.File> files = new ArrayList<>();
            for (SourceTree.Entry entry : tree.under(folder.replaceAll("/+$", ""), unreadable)) {
                if (entry.path().endsWith(".rego") && !entry.path().endsWith("_test.rego")) {
                    tree.text(entry.path(), unreadable)
                            .ifPresent(file -> files.add(new RuleSource.File(file.path(), file.text())));
                }
            }
            Faults faults = new Faults();
            unreadable.problems().forEach(faults::add);
            String file = layer.map(Layer::file).orElse(LayerReader.FILE);
            if (files.isEmpty()) {
                faults.at(
                        Location.startOf(file),
                        "there are no rules in " + folder + ", which " + file + " names under policies");
            }
            faults.throwIfAny();
            return new RuleSource() {
                @Override
                public String name() {
                    return folder;
                }

                @Override
                public List<File> files() {
                    return Collections.unmodifiableList(files);
                }
            };
        }

        Workspace read() {
            if (layer.isEmpty()) {
                diagnostics.add(new Notice(
                        "default-settings",
                        "there is no bylaw.yml, so all rules are in force with their defaults",
                        Optional.empty()));
            }
            DbtOptions dbt = new DbtOptions(
                    options.target(),
                    options.profilesDirectory(),
                    options.adapter(),
                    variables(),
                    options.environment());
            Document document;
            try {
                document = new WorkspaceReader(tree, dbt, manifest, stopped, this::progress, diagnostics).read();
            } catch (CancellationException e) {
                requireTime();
                throw e;
            }
            requireTime();
            return new Workspace(
                    document, new DocumentValues().of(document), diagnostics.problems(), diagnostics.notices());
        }

        /** What was read, without secrets. */
        Workspace shown() {
            Workspace read = read();
            if (options.environment().isEmpty()) {
                return read;
            }
            Redactor redactor =
                    new Redactor(new ArrayList<>(options.environment().values()));
            Document document = redactor.redact(read.tree());
            return new Workspace(
                    document,
                    new DocumentValues().of(document),
                    read.problems().stream().map(redactor::redact).toList(),
                    read.notices().stream().map(redactor::redact).toList());
        }

        private Tree.Mapping variables() {
            if (options.variables().isBlank()) {
                return Trees.emptyMapping(Origin.DEFAULT);
            }
            Diagnostics wrong = new Diagnostics(options.limits());
            Optional<Tree> read = YamlReader.read(
                    new SourceFile("--vars", options.variables()), YamlOptions.dbt("--vars"), options.limits(), wrong);
            if (read.isPresent() && read.get() instanceof Tree.Mapping mapping) {
                return mapping;
            }
            List<Problem> problems = new ArrayList<>(wrong.problems());
            if (problems.isEmpty()) {
                problems.add(new Problem(
                        Problem.Kind.CONFIGURATION,
                        "variables must be a YAML mapping, for example {days: 7}",
                        Optional.empty()));
            }
            throw new ConfigurationException(problems);
        }

        Report report(RuleSet picked, Workspace workspace) {
            EvaluationOptions evaluation = EvaluationOptions.DEFAULT
                    .withErrors(ErrorMode.DOUBT)
                    .withNow(options.now())
                    .withCancelled(stopped);
            progress("asking " + picked.rules().size() + " rules");
            List<Outcomes> outcomes;
            try {
                outcomes = new Checker(picked, evaluation)
                        .check(workspace.tree(), workspace.document(), options.threads(), rule -> {});
            } catch (CancellationException e) {
                requireTime();
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the check was interrupted");
            }
            requireTime();
            // The stricter of the two counts.
            Severity failOn = layer.flatMap(Layer::failOn)
                    .filter(severity -> options.failOn().isAtLeast(severity))
                    .orElse(options.failOn());
            boolean undecidedFails = options.undecidedFails()
                    || layer.flatMap(Layer::undecidedFails).orElse(false);
            return new ReportBuilder(tree, new ArrayList<>(options.environment().values()))
                    .build(outcomes, workspace.problems(), workspace.notices(), failOn, undecidedFails)
                    .withOnlyNewFails(options.onlyNewFails());
        }

        /** Says what begins; the names of projects in it are those of checked files. */
        private void progress(String text) {
            options.progress().accept(Inert.line(text));
        }

        private void requireTime() {
            if (stopped.getAsBoolean()) {
                throw new CancellationException(
                        options.cancelled().getAsBoolean()
                                ? "the check was cancelled"
                                : "the check took longer than "
                                        + options.timeout().toSeconds() + " seconds");
            }
        }
    }

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
            RuleSet loaded = RuleConfigurer.configure(RuleLoader.load(all, code, layerOf(authority)), settings);
            // What is set about rules in folders of the checked sources can be told only when these are read.
            authority
                    .filter(given -> given.policies().isEmpty())
                    .ifPresent(given -> RuleConfigurer.configure(loaded, given.rules()));
            return new PolicyEngine(
                    List.copyOf(all),
                    List.copyOf(code),
                    loaded,
                    Collections.unmodifiableMap(new LinkedHashMap<>(settings)),
                    authority);
        }
    }
}
