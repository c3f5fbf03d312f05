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
import dev.bylaw.rule.RuleSource;
import dev.bylaw.workspace.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks rules about a data product that a test writes.
 *
 * <pre>{@code
 * RuleTester.of(RuleSource.ofFolder(Path.of("my-rules")))
 *         .file("dbt_project.yml", "name: shop\nversion: '1'\nprofile: shop\nmodel-paths: [models]\n")
 *         .file("models/orders.sql", "select 1 as id")
 *         .check("acme/discoverable/owned-models")
 *         .violates("model.shop.orders", "/config/meta");
 * }</pre>
 *
 * <p>Each method gives a new tester, so that tests can share one that has the rules and the files they have in common.
 * The rules are compiled once for all testers that were made from one and have the same parameters. Immutable and
 * thread-safe.
 */
public final class RuleTester {
    private final Rules rules;
    private final SortedMap<String, byte[]> files;
    private final CheckOptions options;

    private RuleTester(Rules rules, SortedMap<String, byte[]> files, CheckOptions options) {
        this.rules = rules;
        this.files = Collections.unmodifiableSortedMap(files);
        this.options = options;
    }

    private record Setting(RuleId rule, String parameter, Value value) {}

    /** Rules with parameters, compiled when they are first needed. */
    private static final class Rules {
        private final List<RuleSource> sources;
        private final List<Rule> code;
        private final List<Setting> settings;
        private PolicyEngine compiled;

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
        return new RuleTester(new Rules(List.of(sources), List.of(), List.of()), new TreeMap<>(), CheckOptions.DEFAULT);
    }

    /**
     * A tester without files.
     *
     * @param rules rules in Java
     * @return the tester
     */
    public static RuleTester of(Rule... rules) {
        return new RuleTester(new Rules(List.of(), List.of(rules), List.of()), new TreeMap<>(), CheckOptions.DEFAULT);
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
        return new RuleTester(rules, more, options);
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
        return new RuleTester(rules, more, options);
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
        return new RuleTester(rules.with(new Setting(id(rule), name, value)), files, options);
    }

    /**
     * A tester that checks with other options: variables, environment, target, time. Which rules they pick does not matter.
     *
     * @param value the options
     * @return the tester
     */
    public RuleTester options(CheckOptions value) {
        return new RuleTester(rules, files, Objects.requireNonNull(value, "options is null"));
    }

    /**
     * Asks a rule about every element of its kind.
     *
     * @param rule the id of the rule
     * @return what the rule said
     * @throws IllegalArgumentException if the id is none
     * @throws ConfigurationException if there is no such rule, or the rules, parameters or settings cannot be used
     */
    public Outcome check(String rule) {
        RuleId id = id(rule);
        PolicyEngine engine = rules.engine();
        Sources sources = Sources.files(files);
        CheckOptions only = options.withRules(List.of(id.toString()));
        try {
            Report report = engine.check(sources, only);
            List<Element> elements = engine.inputs(sources, only, id.toString()).inputs().stream()
                    .map(RuleInputs.Input::element)
                    .toList();
            return new Outcome(id, report, elements, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuleId id(String rule) {
        return RuleId.parse(rule)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a rule id: " + rule + "; an id is like acme/discoverable/owned-models"));
    }
}
