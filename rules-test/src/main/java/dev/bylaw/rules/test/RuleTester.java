package dev.bylaw.rules.test;

import dev.bylaw.CheckOptions;
import dev.bylaw.ConfigurationException;
import dev.bylaw.PolicyEngine;
import dev.bylaw.RuleInputs;
import dev.bylaw.Sources;
import dev.bylaw.rego.Value;
import dev.bylaw.report.Report;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.RuleSource;
import dev.bylaw.workspace.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks rules about a data product that a test writes.
 *
 * <pre>{@code
 * RuleTester.of(RuleSource.ofFolder(Path.of("my-rules")))
 *         .model("orders")
 *         .properties("""
 *                 config:
 *                   meta: {}
 *                   # ^ violation: orders has no owner
 *                 """)
 *         .sql("select 1 as id")
 *         .verify("acme/discoverable/owned-models");
 * }</pre>
 *
 * <p>A mark is a comment in any file of the product that says what the rule finds there, and a part of the message:
 * {@code # violation: no owner}, {@code -- undecided: OWNER}, {@code # problem: not a mapping}. It stands behind what it is
 * about, or on a line of its own below; there {@code ^} points at a character of what is found, and several of them stand
 * below all of it. {@code violation(acme/discoverable/owned-models): ...} is about that rule only. Marks are taken out of what is
 * checked, and their lines stay, so that they may stand in any text. {@link #verify} fails where a mark is not met, and
 * where anything is found that no mark asks for.
 *
 * <p>Each method gives a new tester, so that tests can share one that has the rules and the files they have in common.
 * The rules are compiled once for all testers that were made from one and have the same parameters. Immutable and
 * thread-safe.
 */
public final class RuleTester {
    private static final String PROJECT_FILE = "dbt_project.yml";
    /** The project of products that have none of their own. */
    static final String PROJECT = """
            name: shop
            version: 1.0.0
            config-version: 2
            profile: shop
            """;

    private final Rules rules;
    private final SortedMap<String, byte[]> files;
    private final CheckOptions options;
    private final List<Verification.Expectation> expectations;

    private RuleTester(
            Rules rules,
            SortedMap<String, byte[]> files,
            CheckOptions options,
            List<Verification.Expectation> expectations) {
        this.rules = rules;
        this.files = Collections.unmodifiableSortedMap(files);
        this.options = options;
        this.expectations = List.copyOf(expectations);
    }

    private record Setting(RuleId rule, String parameter, Value value) {}

    /** Rules with parameters, compiled when they are first needed. */
    private static final class Rules {
        private final List<RuleSource> sources;
        private final List<Rule> code;
        private final List<Setting> settings;
        private PolicyEngine compiled;
        private Reads reads;

        Rules(List<RuleSource> sources, List<Rule> code, List<Setting> settings) {
            this.sources = List.copyOf(sources);
            this.code = List.copyOf(code);
            this.settings = List.copyOf(settings);
        }

        Rules with(Setting setting) {
            List<Setting> more = new ArrayList<>(settings);
            more.add(setting);
            return new Rules(sources, code, more);
        }

        Rules with(List<Rule> rules) {
            List<Rule> more = new ArrayList<>(code);
            more.addAll(rules);
            return new Rules(sources, more, settings);
        }

        synchronized Reads reads() {
            if (reads == null) {
                reads = new Reads(sources);
            }
            return reads;
        }

        synchronized PolicyEngine engine() {
            if (compiled == null) {
                PolicyEngine.Builder builder = PolicyEngine.builder();
                sources.forEach(builder::addRules);
                code.forEach(builder::addRule);
                settings.forEach(setting -> builder.parameter(setting.rule(), setting.parameter(), setting.value()));
                compiled = builder.build();
            }
            return compiled;
        }
    }

    /**
     * A tester without files.
     *
     * @param sources the rules, and the libraries they import
     * @return the tester
     */
    public static RuleTester of(RuleSource... sources) {
        return new RuleTester(
                new Rules(List.of(sources), List.of(), List.of()), new TreeMap<>(), CheckOptions.DEFAULT, List.of());
    }

    /**
     * A tester without files.
     *
     * @param rules rules in Java
     * @return the tester
     */
    public static RuleTester of(Rule... rules) {
        return new RuleTester(
                new Rules(List.of(), List.of(rules), List.of()), new TreeMap<>(), CheckOptions.DEFAULT, List.of());
    }

    /**
     * A tester with rules in Java besides.
     *
     * @param more the rules
     * @return the tester
     */
    public RuleTester rules(Rule... more) {
        return new RuleTester(rules.with(List.of(more)), files, options, expectations);
    }

    /**
     * A tester with one file more, or with another text of it.
     *
     * @param path the path in the product, relative, with {@code /}
     * @param text the text
     * @return the tester
     */
    public RuleTester file(String path, String text) {
        SortedMap<String, byte[]> more = new TreeMap<>(files);
        more.put(
                Objects.requireNonNull(path, "path is null"),
                Objects.requireNonNull(text, "text is null").getBytes(StandardCharsets.UTF_8));
        return new RuleTester(rules, more, options, expectations);
    }

    /**
     * Begins a model of the dbt project {@code shop}. Where there is no {@code dbt_project.yml} yet, one with that name is added;
     * the model is then {@code model.shop.NAME}.
     *
     * @param name the name of the model
     * @return the model, which its text ends
     */
    public ModelText model(String name) {
        return new ModelText(this, name);
    }

    /**
     * A tester with another {@code dbt_project.yml}.
     *
     * @param yaml the text
     * @return the tester
     */
    public RuleTester project(String yaml) {
        return file(PROJECT_FILE, yaml);
    }

    /**
     * A tester with one properties file more, for what is declared of models, sources, seeds and so on.
     *
     * @param yaml the text, for example {@code sources: [{name: crm, tables: [{name: customers}]}]}
     * @return the tester
     */
    public RuleTester properties(String yaml) {
        int number = 1;
        while (files.containsKey("models/properties_" + number + ".yml")) {
            number++;
        }
        return withProject().file("models/properties_" + number + ".yml", yaml);
    }

    /**
     * A tester with one data contract more, {@code contracts/NAME.odcs.yaml}.
     *
     * @param name the name of the file
     * @param yaml the text, in the Open Data Contract Standard
     * @return the tester
     */
    public RuleTester contract(String name, String yaml) {
        return file("contracts/" + name + ".odcs.yaml", yaml);
    }

    /**
     * A tester with the manifest of a data product, {@code NAME.odps.yaml}.
     *
     * @param name the name of the file
     * @param yaml the text, in the Open Data Product Standard
     * @return the tester
     */
    public RuleTester product(String name, String yaml) {
        return file(name + ".odps.yaml", yaml);
    }

    /**
     * A tester with one seed more.
     *
     * @param name the name of the seed
     * @param csv its text
     * @return the tester
     */
    public RuleTester seed(String name, String csv) {
        return withProject().file("seeds/" + name + ".csv", csv);
    }

    RuleTester withProject() {
        return files.containsKey(PROJECT_FILE) ? this : project(PROJECT);
    }

    /**
     * A tester with all files of a folder, by their paths below it. Links and folders whose names begin with a dot are left
     * out.
     *
     * @param folder the folder, for example an example product
     * @return the tester
     * @throws UncheckedIOException if the folder or a file in it cannot be read, or it holds more than 256 MiB
     */
    public RuleTester folder(Path folder) {
        SortedMap<String, byte[]> more = new TreeMap<>(files);
        try {
            more.putAll(Folder.files(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RuleTester(rules, more, options, expectations);
    }

    /**
     * A tester where a rule has another value of a parameter.
     *
     * @param rule the id of the rule
     * @param name the name of the parameter
     * @param value the value
     * @return the tester
     * @throws IllegalArgumentException if the id is none
     */
    public RuleTester parameter(String rule, String name, Value value) {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(value, "value is null");
        return new RuleTester(rules.with(new Setting(id(rule), name, value)), files, options, expectations);
    }

    /**
     * A tester that checks with other options: variables, environment, target, time. Which rules they pick does not matter.
     *
     * @param value the options
     * @return the tester
     */
    public RuleTester options(CheckOptions value) {
        return new RuleTester(rules, files, Objects.requireNonNull(value, "options is null"), expectations);
    }

    /**
     * A tester that asks for a violation where no mark can stand: of an element that no file says, or in a file that the test
     * does not write.
     *
     * @param elementId the id of the element
     * @param at the JSON pointer that the rule gives; empty text for the element itself
     * @param messagePart a part of the message
     * @return the tester
     */
    public RuleTester violation(String elementId, String at, String messagePart) {
        return with(new Verification.Expectation(
                Marks.Kind.VIOLATION,
                Objects.requireNonNull(elementId, "elementId is null"),
                Optional.of(at),
                Objects.requireNonNull(messagePart, "messagePart is null")));
    }

    /**
     * A tester that asks for an element about which the rule cannot decide, where no mark can stand.
     *
     * @param elementId the id of the element
     * @param reasonPart a part of one of the reasons
     * @return the tester
     */
    public RuleTester undecided(String elementId, String reasonPart) {
        return with(new Verification.Expectation(
                Marks.Kind.UNDECIDED,
                Objects.requireNonNull(elementId, "elementId is null"),
                Optional.empty(),
                Objects.requireNonNull(reasonPart, "reasonPart is null")));
    }

    private RuleTester with(Verification.Expectation expectation) {
        List<Verification.Expectation> more = new ArrayList<>(expectations);
        more.add(expectation);
        return new RuleTester(rules, files, options, more);
    }

    /**
     * Asks a rule about every element of its kind and asserts that it finds what the marks and {@link #violation} and
     * {@link #undecided} ask for, and nothing else: no further violation, nothing undecided, no problem. Without any mark
     * the rule must look at something and find nothing.
     *
     * <p>What holds for every rule is asserted as well: a second check gives the same report, so do one with more threads and
     * one that gets the files in another order; a blank line at the top of each file moves places and changes no fingerprint;
     * every place is in the product; messages are one line without a final period.
     *
     * @param rule the id of the rule
     * @return what the rule said
     * @throws IllegalArgumentException if the id is none, or a mark cannot be understood
     * @throws ConfigurationException if there is no such rule, or the rules, parameters or settings cannot be used
     * @throws AssertionError with everything that was not found, and everything that was found besides
     */
    public Outcome verify(String rule) {
        Marks.Product product = Marks.of(files);
        Outcome outcome = ask(id(rule), product.files());
        new Verification(id(rule), outcome.report()).require(product.marks(), expectations);
        return outcome;
    }

    /**
     * Asks a rule about every element of its kind, for assertions one by one; what holds for every rule is asserted as
     * {@link #verify} does.
     *
     * @param rule the id of the rule
     * @return what the rule said
     * @throws IllegalArgumentException if the id is none
     * @throws IllegalStateException if there are marks, which only {@link #verify} looks at
     * @throws ConfigurationException if there is no such rule, or the rules, parameters or settings cannot be used
     * @throws AssertionError if what holds for every rule does not for this one
     */
    public Outcome check(String rule) {
        Marks.Product product = Marks.of(files);
        if (!product.marks().isEmpty() || !expectations.isEmpty()) {
            throw new IllegalStateException("the test says what is to be found, and only verify() looks at that: "
                    + (expectations.isEmpty() ? product.marks().get(0) : expectations.get(0)));
        }
        return ask(id(rule), product.files());
    }

    private Outcome ask(RuleId id, SortedMap<String, byte[]> product) {
        PolicyEngine engine = rules.engine();
        Sources sources = Sources.files(product);
        CheckOptions only = options.withRules(List.of(id.toString()));
        try {
            Report report = engine.check(sources, only);
            List<Element> elements = engine.inputs(sources, only, id.toString()).inputs().stream()
                    .map(RuleInputs.Input::element)
                    .toList();
            FreeChecks.require(id.toString(), engine, product, only, report);
            return new Outcome(id, report, elements, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Laws laws() {
        return new Laws(rules.engine(), options, rules.reads());
    }

    /** {@return the words that the rules know, and others} */
    Set<String> words(Collection<String> others) {
        Set<String> words = new TreeSet<>(others);
        words.addAll(rules.reads().words());
        for (RuleMetadata rule : rules.engine().rules()) {
            rule.parameters().forEach(parameter -> words.addAll(Words.of(parameter.defaultValue())));
        }
        return words;
    }

    private static RuleId id(String rule) {
        return RuleId.parse(rule)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a rule id: " + rule + "; an id is like acme/discoverable/owned-models"));
    }
}
