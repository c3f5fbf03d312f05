package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.report.Report;
import dev.bylaw.report.Verdict;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.Finding;
import dev.bylaw.rule.Findings;
import dev.bylaw.rule.Node;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.Subject;
import dev.bylaw.rule.SubjectKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Rules in Java are rules like any other. */
class JavaRulesTest {
    private static final String MODEL = "select 1 as id, 'x' as email";

    private static TestProduct product() {
        return TestProduct.dbt().file("models/orders.sql", MODEL).file("models/schema.yml", """
                        models:
                          - name: orders
                            description: All orders
                            columns:
                              - name: id
                              - name: email
                                description: Where to write to
                        """);
    }

    private static Report check(SubjectKind kind, BiConsumer<Subject, Findings> code) {
        return product()
                .settings(builder -> builder.addRule(TestRule.of("try", kind, code)))
                .check();
    }

    @Test
    void reportsWithPlaceRemedyAndFingerprint() {
        Report report = check(
                SubjectKind.MODEL,
                (model, findings) -> findings.violation(
                        model.get("description"), model.get("name").text().orElseThrow() + " is wrong"));
        assertThat(TestProduct.violations(report))
                .containsExactly("model.shop.orders models/schema.yml:3:18-3:28 orders is wrong");
        Violation violation = report.violations().get(0);
        assertThat(violation.rule()).hasToString("acme/java/try");
        assertThat(violation.severity()).isEqualTo(Severity.ERROR);
        assertThat(violation.remedy()).isEqualTo("Mend it");
        assertThat(violation.page()).isEqualTo("docs/rules/acme/java/try.md");
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.rules()).singleElement().satisfies(run -> {
            assertThat(run.subjects()).isOne();
            assertThat(run.violations()).isOne();
        });
    }

    @Test
    void givesTheSameFingerprintsAndPlacesAsRego() {
        Report rego = product().pointing("same", "column", "/description").check();
        Report java = product()
                .settings(builder -> builder.addRule(new TestRule(
                        new RuleMetadata(
                                RuleId.parse("acme/test/same").orElseThrow(),
                                "A rule for tests",
                                "It is there to be tested.",
                                Severity.ERROR,
                                SubjectKind.COLUMN,
                                "1.0.0",
                                "Mend it",
                                "docs/rules/acme/test/same.md",
                                List.of()),
                        (column, findings) -> findings.violation(column.get("description"), "found"))))
                .check();
        assertThat(java.violations()).hasSize(2).isEqualTo(rego.violations());
    }

    @Test
    void seesTheOwnerOfAColumnAndTheWholeWorkspace() {
        Report report = check(SubjectKind.COLUMN, (column, findings) -> {
            String model = column.owner().get("name").text().orElseThrow();
            int models = column.workspace().get("models").size();
            findings.violation(column.get("name").text().orElseThrow() + " of " + model + " of " + models);
        });
        assertThat(report.violations())
                .extracting(Violation::message)
                .containsExactlyInAnyOrder("id of orders of 1", "email of orders of 1");
        Report workspace = check(
                SubjectKind.WORKSPACE,
                (all, findings) -> findings.violation(
                        all.workspace().get("models").get("model.shop.orders").get("description"), "described"));
        assertThat(TestProduct.violations(workspace))
                .containsExactly("workspace models/schema.yml:3:18-3:28 described");
    }

    @Test
    void tellsFindingsAtOnePlaceApartByTheirKeysAndShowsTheirPaths() {
        Report report = check(SubjectKind.MODEL, (model, findings) -> {
            Finding finding = Finding.of("twice").at("/config");
            findings.violation(finding.key("a").step("model.shop.orders#id", "copied"));
            findings.violation(finding.key("b"));
            findings.violation(finding.key("b"));
        });
        assertThat(TestProduct.fingerprints(report)).hasSize(2).doesNotHaveDuplicates();
        assertThat(report.violations())
                .flatExtracting(Violation::path)
                .singleElement()
                .satisfies(hop -> {
                    assertThat(hop.element().id()).isEqualTo("model.shop.orders#id");
                    assertThat(hop.edge()).isEqualTo("copied");
                });
    }

    @Test
    void readsEveryKindOfValue() {
        List<Object> seen = new ArrayList<>();
        TestProduct.dbt()
                .file(
                        "models/a.sql",
                        "{{ config(tags=['x', 'y'], meta={'n': 7, 'on': true, 'none': none}) }} select 1 as id")
                .settings(builder -> builder.addRule(TestRule.of("try", SubjectKind.MODEL, (model, findings) -> {
                    Node config = model.get("config");
                    Node meta = config.get("meta");
                    seen.add(meta.get("n").number().orElseThrow().intValue());
                    seen.add(meta.get("on").flag().orElseThrow());
                    seen.add(meta.get("on").text());
                    seen.add(meta.get("absent").isPresent());
                    seen.add(meta.get("none").isPresent());
                    seen.add(meta.get("n").get("deeper").get(3).value());
                    seen.add(config.get("tags").texts());
                    seen.add(config.get("tags").get(1).text().orElseThrow());
                    seen.add(config.get("tags").get(2).isPresent());
                    seen.add(config.get("tags").contains("y"));
                    seen.add(config.get("tags").contains("z"));
                    seen.add(List.copyOf(meta.entries().keySet()));
                    seen.add(meta.anyMatch(each -> each.flag().orElse(false)));
                    seen.add(meta.size());
                    seen.add(config.get("tags").value().orElseThrow().toString());
                    seen.add(config.get("tags").get(0).pointer());
                    seen.add(
                            model.get("name").items().size() + model.get("name").size());
                    seen.add(config.get("tags").toString());
                    seen.add(model.toString());
                })))
                .check();
        assertThat(seen)
                .containsExactly(
                        7,
                        true,
                        Optional.empty(),
                        false,
                        true,
                        Optional.empty(),
                        List.of("x", "y"),
                        "y",
                        false,
                        true,
                        false,
                        List.of("n", "none", "on"),
                        true,
                        3,
                        "[\"x\", \"y\"]",
                        "/config/tags/0",
                        0,
                        "a node of the subject",
                        "model.shop.a");
    }

    private static TestRule limited() {
        return new TestRule(
                TestRule.metadata("limited", SubjectKind.MODEL)
                        .parameter(
                                "most",
                                Parameter.Type.INTEGER,
                                Parameter.Merge.MIN,
                                NumberValue.of(10),
                                "The longest name")
                        .parameter(
                                "words",
                                Parameter.Type.SET,
                                Parameter.Merge.UNION,
                                ArrayValue.of(StringValue.of("b"), StringValue.of("a"), StringValue.of("b")),
                                "Words")
                        .build(),
                (model, findings) ->
                        findings.violation(model.parameter("most").number().orElseThrow() + " "
                                + model.parameter("words").texts() + " " + model.now()));
    }

    @Test
    void readsParametersSeverityAndTimeAsTheyAreSet() {
        TestProduct product = product()
                .file("bylaw.yml", """
                        name: shop
                        layer: domain
                        rules:
                          acme/java/limited:
                            severity: warning
                            parameters: {most: 3}
                        """)
                .options(options -> options.withNow(Instant.parse("2026-01-02T00:00:00Z")))
                .settings(builder -> builder.addRule(limited()));
        Report report = product.check();
        assertThat(report.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.message()).isEqualTo("3 [a, b] 2026-01-02T00:00:00Z");
            assertThat(violation.severity()).isEqualTo(Severity.WARNING);
        });
        Value wrong = StringValue.of("many");
        assertThatThrownBy(() -> PolicyEngine.builder()
                        .addRule(limited())
                        .parameter(RuleId.parse("acme/java/limited").orElseThrow(), "most", wrong)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("parameter most of rule acme/java/limited: expected a whole number");
    }

    @Test
    void isListedPickedAndInspectedLikeOthers() throws IOException {
        TestProduct product = product()
                .rule("other", "model", "violation contains {\"message\": \"m\"} if false")
                .settings(builder -> builder.addRule(limited()).addRule(new Paged()));
        PolicyEngine engine = product.engine();
        assertThat(engine.rules())
                .extracting(rule -> rule.id().toString())
                .containsExactly("acme/java/limited", "acme/java/paged", "acme/test/other");
        assertThat(engine.page(RuleId.parse("acme/java/paged").orElseThrow())).contains("## Why");
        assertThat(engine.page(RuleId.parse("acme/java/limited").orElseThrow())).isEmpty();
        RuleInputs inputs = engine.inputs(product.sources(), product.options(), "acme/java/limited");
        assertThat(inputs.query()).isEmpty();
        assertThat(inputs.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.input().get("params"))
                        .hasToString("{\"most\": 10, \"words\": [\"a\", \"b\"]}"));
        assertThat(engine.check(product.sources(), product.options().withRules(List.of("acme/java/pag*")))
                        .rules())
                .hasSize(1);
    }

    private static final class Paged implements Rule {
        @Override
        public RuleMetadata metadata() {
            return TestRule.metadata("paged", SubjectKind.MODEL).build();
        }

        @Override
        public void check(Subject subject, Findings findings) {
            findings.notApplicable("it has a page");
        }

        @Override
        public Optional<String> page() {
            return Optional.of("## Why");
        }
    }

    @Test
    void notesWhereItDoesNotApply() {
        Report report =
                product().settings(builder -> builder.addRule(new Paged())).check();
        assertThat(report.notices())
                .extracting(notice -> notice.message())
                .contains("acme/java/paged does not apply to 1 model: it has a page");
    }

    @Test
    void namesARuleThatFailsAndIsUndecided() {
        Report report = check(SubjectKind.MODEL, (model, findings) -> {
            findings.violation("certain before");
            throw new IllegalStateException("broken");
        });
        assertThat(TestProduct.problems(report))
                .singleElement()
                .asString()
                .startsWith("rule acme/java/try failed for model.shop.orders: IllegalStateException: broken");
        assertThat(report.violations()).hasSize(1);
        assertThat(TestProduct.undecided(report))
                .singleElement()
                .asString()
                .startsWith("model.shop.orders: the rule failed: IllegalStateException: broken");
        Report endless = check(SubjectKind.MODEL, (model, findings) -> endless(1));
        assertThat(endless.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(TestProduct.problems(endless)).singleElement().asString().contains("StackOverflowError");
    }

    private static int endless(int depth) {
        return depth < 0 ? 0 : endless(depth + 1) + endless(depth + 2);
    }

    @Test
    void saysWhereInTheRuleItFailed() {
        Report report =
                product().settings(builder -> builder.addRule(new Failing())).check();
        assertThat(TestProduct.problems(report))
                .singleElement()
                .asString()
                .matches(".*the rule reads the parameter mots, which its metadata do not have"
                        + " \\(JavaRulesTest\\.java:\\d+\\)");
    }

    private static final class Failing implements Rule {
        @Override
        public RuleMetadata metadata() {
            return TestRule.metadata("failing", SubjectKind.MODEL).build();
        }

        @Override
        public void check(Subject subject, Findings findings) {
            findings.violation(subject.parameter("mots"), "none");
        }
    }

    @Test
    void refusesAPlaceOfSomethingElse() {
        Report report = check(
                SubjectKind.COLUMN,
                (column, findings) -> findings.violation(column.owner().get("name"), "wrong"));
        assertThat(report.violations()).isEmpty();
        assertThat(TestProduct.problems(report))
                .hasSize(2)
                .allSatisfy(
                        text -> assertThat(text).contains("the violation \"wrong\" is at /name of something other"));
        Report nowhere = check(
                SubjectKind.MODEL,
                (model, findings) -> findings.violation(Finding.of("wrong").at("/none/at/all")));
        assertThat(TestProduct.problems(nowhere)).singleElement().asString().contains("points at nothing");
    }

    @Test
    void refusesWhatIsWrongWithMetadata() {
        BiConsumer<Subject, Findings> nothing = (subject, findings) -> {};
        Rule twice = TestRule.of("same", SubjectKind.MODEL, nothing);
        RuleMetadata bad = new RuleMetadata(
                RuleId.parse("acme/java/bad@more").orElseThrow(),
                " ",
                "d",
                Severity.INFO,
                SubjectKind.MODEL,
                "1",
                "",
                "",
                List.of(
                        new Parameter(
                                "p", Parameter.Type.INTEGER, Parameter.Merge.UNION, StringValue.of("x"), List.of(), ""),
                        new Parameter(
                                "p",
                                Parameter.Type.ENUMERATION,
                                Parameter.Merge.LOCKED,
                                StringValue.of("x"),
                                List.of(),
                                "d"),
                        new Parameter(
                                "q",
                                Parameter.Type.STRING,
                                Parameter.Merge.LOCKED,
                                StringValue.of("x"),
                                List.of("x"),
                                "d")));
        assertThatThrownBy(() -> PolicyEngine.builder()
                        .addRules(
                                TestProduct.source(
                                        "test",
                                        List.of(
                                                new dev.bylaw.rule.RuleSource.File(
                                                        "r.rego",
                                                        TestProduct.metadata("model")
                                                                + "package acme.java.rego\nviolation contains {\"message\": \"m\"} if false\n"))))
                        .addRule(twice)
                        .addRule(twice)
                        .addRule(TestRule.of("rego", SubjectKind.MODEL, nothing))
                        .addRule(new TestRule(bad, nothing))
                        .addRule(new TestRule(null, nothing))
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.message())
                                .containsExactly(
                                        "rule acme/java/same of the class dev.bylaw.TestRule is also that of the class"
                                                + " dev.bylaw.TestRule; give one of them another id",
                                        "rule acme/java/rego of the class dev.bylaw.TestRule is also that of the package"
                                                + " acme.java.rego; give one of them another id",
                                        "the id acme/java/bad@more is that of an instance; a rule names itself acme/java/bad",
                                        "rule acme/java/bad@more has no title; a rule needs a text there",
                                        "rule acme/java/bad@more has no remedy; a rule needs a text there",
                                        "parameter p of rule acme/java/bad@more has no description",
                                        "the merge direction union of parameter p of rule acme/java/bad@more does not go with the"
                                                + " type integer",
                                        "the default of parameter p of rule acme/java/bad@more does not fit its type: expected a"
                                                + " whole number, found \"x\"",
                                        "rule acme/java/bad@more has the parameter p twice",
                                        "parameter p of rule acme/java/bad@more must list its values, since it is an enumeration",
                                        "the default of parameter p of rule acme/java/bad@more does not fit its type: expected one"
                                                + " of , found \"x\"",
                                        "parameter q of rule acme/java/bad@more lists values, which only an enumeration does",
                                        "the rule dev.bylaw.TestRule gives null in place of its metadata"));
        assertThatThrownBy(() -> RuleMetadata.builder("acme/Java")).hasMessageContaining("not a rule id: acme/Java");
        assertThatThrownBy(() -> RuleMetadata.builder("acme/java/x").build()).hasMessageContaining("has no severity");
    }

    @Test
    void asksWithSeveralThreadsAsWithOne() throws IOException {
        TestProduct product = product();
        for (int i = 0; i < 20; i++) {
            int number = i;
            product.file("models/m" + i + ".sql", "select 1 as id");
            product.settings(builder -> builder.addRule(TestRule.of(
                    "r" + number,
                    SubjectKind.MODEL,
                    (model, findings) ->
                            findings.violation(number + " " + model.element().name()))));
        }
        PolicyEngine engine = product.engine();
        Report one = engine.check(product.sources(), product.options());
        Report four = engine.check(product.sources(), product.options().withThreads(4));
        assertThat(four.violations()).hasSize(420).isEqualTo(one.violations());
    }
}
