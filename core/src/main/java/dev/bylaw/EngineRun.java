package dev.bylaw;

import dev.bylaw.internal.assembly.WorkspaceReader;
import dev.bylaw.internal.dbt.DbtOptions;
import dev.bylaw.internal.document.Document;
import dev.bylaw.internal.document.DocumentValues;
import dev.bylaw.internal.engine.Checker;
import dev.bylaw.internal.engine.Outcomes;
import dev.bylaw.internal.engine.Redactor;
import dev.bylaw.internal.engine.ReportBuilder;
import dev.bylaw.internal.layer.Layer;
import dev.bylaw.internal.layer.LayerReader;
import dev.bylaw.internal.report.Inert;
import dev.bylaw.internal.rule.Faults;
import dev.bylaw.internal.rule.RuleConfigurer;
import dev.bylaw.internal.rule.RuleLoader;
import dev.bylaw.internal.rule.RuleSet;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.text.Stop;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.internal.yaml.YamlOptions;
import dev.bylaw.internal.yaml.YamlReader;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.report.Report;
import dev.bylaw.rule.RuleSource;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One check: it reads the products once, and asks the rules about them. Not thread-safe. */
final class EngineRun {
    private final EngineSetup setup;
    private final CheckOptions options;
    private final SourceTree tree;
    private final Diagnostics diagnostics;
    private final BooleanSupplier stopped;
    private final Optional<Layer> layer;
    private final Optional<String> manifest;
    private final boolean base;

    EngineRun(EngineSetup setup, Sources products, CheckOptions options) throws IOException {
        this(setup, products, options, Optional.empty(), false);
    }

    /** A check of an earlier state under the settings of this one. */
    EngineRun ofBase(Sources base) throws IOException {
        return new EngineRun(setup, base, options, layer, true);
    }

    private EngineRun(EngineSetup setup, Sources products, CheckOptions options, Optional<Layer> given, boolean base)
            throws IOException {
        this.setup = setup;
        this.options = options;
        this.base = base;
        long start = System.nanoTime();
        this.stopped =
                () -> options.cancelled().getAsBoolean() || System.nanoTime() - start > CheckOptions.nanos(options);
        SourceTree files = products.folder().isPresent()
                ? SourceTree.ofFolder(products.folder().get(), products.root().orElseThrow(), options.limits())
                : SourceTree.ofFiles(products.files(), options.limits());
        this.tree = files.until(stopped);
        this.diagnostics = new Diagnostics(options.limits());
        this.layer = base ? given : setup.authority().or(() -> reading(this::ownLayer));
        // A manifest is made by a build and rarely under version control; sources give the same violations.
        this.manifest = options.manifest().filter(path -> !base || tree.isFile(path));
    }

    /** Reads, and says what ended it: who reads knows only that it is to end. */
    private <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (CancellationException e) {
            requireTime();
            throw e;
        }
    }

    private Optional<Layer> ownLayer() {
        try {
            return readLayer();
        } catch (CancellationException e) {
            requireTime();
            throw e;
        }
    }

    private Optional<Layer> readLayer() {
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
            return setup.rules();
        }
        RuleSet all = setup.rules();
        if (!layer.get().policies().isEmpty()) {
            List<RuleSource> more = new ArrayList<>();
            layer.get().policies().forEach(folder -> more.add(policies(folder)));
            all = RuleConfigurer.configure(
                    RuleLoader.load(
                            setup.sources(),
                            setup.code(),
                            setup.layer(),
                            more,
                            layer.get().kind()),
                    setup.settings());
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
                options.target(), options.profilesDirectory(), options.adapter(), variables(), options.environment());
        Document document;
        ObjectValue value;
        try {
            document = new WorkspaceReader(tree, dbt, manifest, stopped, this::progress, diagnostics).read();
            value = new DocumentValues(new Stop(stopped)::check).of(document);
        } catch (CancellationException e) {
            requireTime();
            throw e;
        }
        requireTime();
        return new Workspace(document, value, diagnostics.problems(), diagnostics.notices());
    }

    /** What was read, without secrets. */
    Workspace shown() {
        Workspace read = read();
        if (options.environment().isEmpty()) {
            return read;
        }
        Redactor redactor = new Redactor(new ArrayList<>(options.environment().values()));
        Document document = redactor.redact(read.tree());
        return new Workspace(
                document,
                new DocumentValues(new Stop(stopped)::check).of(document),
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
            Optional<Redactor> explained = options.explained() && !base
                    ? Optional.of(
                            new Redactor(new ArrayList<>(options.environment().values())))
                    : Optional.empty();
            outcomes = new Checker(picked, evaluation, explained)
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
        boolean undecidedFails =
                options.undecidedFails() || layer.flatMap(Layer::undecidedFails).orElse(false);
        try {
            return new ReportBuilder(tree, new ArrayList<>(options.environment().values()), stopped)
                    .build(outcomes, workspace.problems(), workspace.notices(), failOn, undecidedFails)
                    .withOnlyNewFails(options.onlyNewFails());
        } catch (CancellationException e) {
            requireTime();
            throw e;
        }
    }

    /** Says what begins; the names of projects in it are those of checked files. */
    void progress(String text) {
        options.progress().accept(Inert.line(text));
    }

    private void requireTime() {
        if (stopped.getAsBoolean()) {
            throw new CancellationException(
                    options.cancelled().getAsBoolean()
                            ? "the check was cancelled"
                            : "the check took longer than " + options.timeout().toSeconds() + " seconds");
        }
    }
}
