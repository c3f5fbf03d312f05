package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.report.Report;
import dev.bylaw.report.Verdict;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.Findings;
import dev.bylaw.rule.Node;
import dev.bylaw.rule.Read;
import dev.bylaw.rule.Subject;
import dev.bylaw.rule.SubjectKind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rule in Java cannot know is neither a pass nor a violation. */
class JavaRulesUndecidedTest {
    private static Report check(String config, BiConsumer<Subject, Findings> code) {
        return TestProduct.dbt()
                .file("models/orders.sql", "{{ config(" + config + ") }} select 1 as id")
                .settings(builder -> builder.addRule(TestRule.of("doubt", SubjectKind.MODEL, code)))
                .check();
    }

    static Stream<Predicate<Node>> readsAnUnknownValue() {
        return Stream.of(
                config -> config.get("schema").text().isEmpty(),
                config -> config.get("schema").get("deeper").text().isEmpty(),
                config -> config.get("schema").isPresent(),
                config -> config.get("schema").flag().isPresent(),
                config -> config.get("schema").number().isPresent(),
                config -> config.get("schema").items().isEmpty(),
                config -> config.get("schema").entries().isEmpty(),
                config -> config.get("schema").contains("x"),
                config -> config.get("schema").value().isEmpty(),
                config -> config.value().isPresent(),
                config -> config.size() > 0,
                config -> config.entries().containsKey("schema"),
                config -> config.anyMatch(each -> each.text().equals(Optional.of("none"))));
    }

    @ParameterizedTest
    @MethodSource
    void readsAnUnknownValue(Predicate<Node> condition) {
        for (boolean wanted : new boolean[] {true, false}) {
            Report report = check("schema=env_var('SCHEMA')", (model, findings) -> {
                if (condition.test(model.get("config")) == wanted) {
                    findings.violation("found");
                }
            });
            assertThat(report.violations()).isEmpty();
            assertThat(TestProduct.undecided(report))
                    .singleElement()
                    .asString()
                    .startsWith("model.shop.orders: ")
                    .contains("SCHEMA", "/models/model.shop.orders");
            assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void goesFromPlaceToPlaceWithoutReading() {
        Report report = check("schema=env_var('SCHEMA'), alias='a'", (model, findings) -> {
            Node schema = model.get("config").get("schema").get("x").get(1);
            findings.violation(
                    schema.pointer().isEmpty()
                            ? ""
                            : model.get("config").get("alias").text().orElse("?"));
        });
        assertThat(report.violations()).extracting(Violation::message).containsExactly("a");
        assertThat(report.undecided()).isEmpty();
    }

    @Test
    void keepsWhatWasReportedBeforeSomethingUnknownWasRead() {
        Report report = check("schema=env_var('SCHEMA')", (model, findings) -> {
            findings.violation("certain");
            findings.violation(model.get("config").get("schema").text().orElse("doubtful"));
            findings.violation("after");
            findings.notApplicable("perhaps");
        });
        assertThat(report.violations()).extracting(Violation::message).containsExactly("certain");
        assertThat(report.undecided()).hasSize(1);
        assertThat(report.notices()).noneMatch(notice -> notice.message().contains("perhaps"));
    }

    @Test
    void asksAnOpenListForMoreThanIsListed() {
        String tags = "tags=['a'] + env_var('TAGS').split(',')";
        assertThat(check(tags, (model, findings) -> {
                            if (!model.get("config").get("tags").contains("b")) {
                                findings.violation("no b");
                            }
                        })
                        .undecided())
                .hasSize(1);
        assertThat(check(
                                tags,
                                (model, findings) ->
                                        model.get("config").get("tags").get(0).text())
                        .undecided())
                .hasSize(1);
        assertThat(check(
                                tags,
                                (model, findings) ->
                                        model.get("config").get("tags").items())
                        .undecided())
                .hasSize(1);
    }

    @Test
    void letsAuthorsDecide() {
        Report report = check("schema=env_var('SCHEMA'), alias='a'", (model, findings) -> {
            Node config = model.get("config");
            Read<String> schema = config.get("schema").read(Node::text);
            Read<String> alias = config.get("alias").read(Node::text);
            Read<String> none = config.get("database_of_nobody").read(Node::text);
            assertThat(schema.isUnknown()).isTrue();
            assertThat(((Read.Unknown<String>) schema).reason()).contains("SCHEMA");
            assertThat(alias).isEqualTo(new Read.Known<>("a"));
            assertThat(alias.known()).contains("a");
            assertThat(none).isEqualTo(new Read.Absent<>());
            assertThat(schema.known()).isEmpty();
            findings.violation("whatever the schema is");
            findings.undecided("the schema matters too");
        });
        assertThat(TestProduct.problems(report)).isEmpty();
        assertThat(report.violations()).hasSize(1);
        assertThat(TestProduct.undecided(report)).containsExactly("model.shop.orders: the schema matters too");
    }

    @Test
    void remembersWhatIsReadOfANodeThatAQuestionGaveAway() {
        Report report = check("schema=env_var('SCHEMA')", (model, findings) -> {
            Node schema = model.get("config")
                    .read(config -> Optional.of(config.get("schema")))
                    .known()
                    .orElseThrow();
            if (schema.text().isEmpty()) {
                findings.violation("no schema");
            }
        });
        assertThat(report.violations()).isEmpty();
        assertThat(report.undecided()).hasSize(1);
    }

    @Test
    void remembersWhatAQuestionReadThatFailed() {
        Report report = check("schema=env_var('SCHEMA')", (model, findings) -> {
            try {
                model.get("config")
                        .get("schema")
                        .read(node -> Optional.of(node.text().orElseThrow()));
            } catch (java.util.NoSuchElementException e) {
                findings.violation("no schema");
            }
            try {
                model.get("config")
                        .anyMatch(node -> Integer.parseInt(node.text().orElse("x")) > 1);
            } catch (NumberFormatException e) {
                findings.violation("no number");
            }
        });
        assertThat(report.violations()).isEmpty();
        assertThat(report.undecided()).hasSize(1);
    }

    @Test
    void refusesFindingsFromInsideOfAQuestion() {
        Report report = check(
                "schema=env_var('SCHEMA')",
                (model, findings) -> model.get("config").get("schema").read(node -> {
                    findings.violation(node.text().orElse("none"));
                    return Optional.empty();
                }));
        assertThat(report.violations()).isEmpty();
        assertThat(TestProduct.problems(report)).singleElement().asString().contains("reports from inside of read");
    }

    @Test
    void refusesNodesOfAnEarlierSubjectAndOfOtherThreads() {
        AtomicReference<Node> kept = new AtomicReference<>();
        TestProduct product = TestProduct.dbt().file("models/a.sql", "select 1 as id");
        Report report = product.file("models/b.sql", "select 1 as id")
                .settings(builder -> builder.addRule(TestRule.of("keeps", SubjectKind.MODEL, (model, findings) -> {
                    if (!kept.compareAndSet(null, model.node())) {
                        kept.get().isPresent();
                    }
                })))
                .check();
        assertThat(TestProduct.problems(report))
                .singleElement()
                .asString()
                .contains("keeps failed for model.shop.b", "after check has returned");
        Report threads = check(
                "alias='a'",
                (model, findings) -> CompletableFuture.supplyAsync(
                                () -> model.get("name").text())
                        .join());
        assertThat(TestProduct.problems(threads)).singleElement().asString().contains("from another thread");
    }

    @Test
    void isUndecidedWhereItIsUnknownWhetherAModelIsEnabled() {
        Report report = check("enabled=(env_var('ON') == 'yes')", (model, findings) -> findings.violation("found"));
        assertThat(report.violations()).isEmpty();
        assertThat(TestProduct.undecided(report)).singleElement().asString().contains("ON");
    }

    @Test
    void asksAboutModelsThatAnAbsentPackageMayHave() {
        BiConsumer<Subject, Findings> code = (model, findings) -> {
            if (model.get("resource_type").text().equals(Optional.of("model"))) {
                findings.violation("a model");
            }
        };
        Report report = TestProduct.dbt()
                .file("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]")
                .file("models/orders.sql", "select 1 as id")
                .settings(builder -> builder.addRule(TestRule.of("absent", SubjectKind.MODEL, code)))
                .check();
        assertThat(report.violations()).hasSize(1);
        assertThat(TestProduct.undecided(report))
                .containsExactly("workspace: every model that may be here would be a violation");
    }
}
