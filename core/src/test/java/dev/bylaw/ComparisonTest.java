package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.report.Age;
import dev.bylaw.report.Report;
import dev.bylaw.report.Verdict;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which violations are new since a base. */
class ComparisonTest {
    private static final String COLUMNS = "violation contains {\"message\": \"no good\"}";

    /** A product, for which a rule finds every column of every model. */
    private static TestProduct product() {
        return TestProduct.dbt()
                .file("models/orders.sql", "select 1 as id, 2 as email")
                .rule("columns", "column", COLUMNS);
    }

    private static Report compare(TestProduct product, TestProduct base) {
        return compare(product, base.sources(), options -> options);
    }

    private static Report compare(TestProduct product, Sources base, UnaryOperator<CheckOptions> change) {
        try {
            return product.engine().check(product.sources(), base, change.apply(product.options()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> fresh(Report report) {
        return report.violations().stream()
                .filter(Violation::isNew)
                .map(violation -> violation.element().id())
                .toList();
    }

    @Test
    void nothingIsNewWhereNothingChanged() {
        Report report = compare(product(), product());
        assertThat(report.compared()).isTrue();
        assertThat(report.violations()).hasSize(2).allMatch(violation -> violation.age() == Age.OLD);
        assertThat(report.countNew()).isZero();
        assertThat(report.notices()).extracting(Notice::kind).containsExactly("default-settings");
    }

    @Test
    void nothingIsKnownWithoutABase() {
        Report report = product().check();
        assertThat(report.compared()).isFalse();
        assertThat(report.violations()).isNotEmpty().allMatch(violation -> violation.age() == Age.UNKNOWN);
        assertThat(report.countNew()).isZero();
    }

    @Test
    void aMovedFileMakesNothingNew() {
        TestProduct base = TestProduct.dbt()
                .file("models/staging/orders.sql", "\n\nselect 1 as id,\n 2 as email")
                .rule("columns", "column", COLUMNS);
        assertThat(fresh(compare(product(), base))).isEmpty();
    }

    @Test
    void aRenamedColumnIsNewUnderItsNewName() {
        TestProduct base = TestProduct.dbt()
                .file("models/orders.sql", "select 1 as id, 2 as mail")
                .rule("columns", "column", COLUMNS);
        assertThat(fresh(compare(product(), base))).containsExactly("model.shop.orders#email");
    }

    @Test
    void ofFindingsThatAreTheSameAsManyAreOldAsTheBaseHas() {
        Report one = product().check();
        Violation violation = one.violations().get(0);
        Report two = withViolations(one, List.of(violation, violation));
        assertThat(two.compareWith(withViolations(one, List.of(violation))).violations())
                .extracting(Violation::age)
                .containsExactly(Age.OLD, Age.NEW);
    }

    private static Report withViolations(Report report, List<Violation> violations) {
        return new Report(
                report.toolVersion(),
                violations,
                report.undecided(),
                report.suppressed(),
                report.problems(),
                report.notices(),
                report.rules(),
                report.checked(),
                report.failOn(),
                report.undecidedFails(),
                report.excerpts());
    }

    @Test
    void whatIsSuppressedInTheBaseIsOld() {
        Report report = Reports.saying("x");
        assertThat(report.compareWith(withViolations(report, List.of())).violations())
                .extracting(Violation::age)
                .containsExactly(Age.OLD, Age.NEW);
        assertThat(report.compareWith(withViolations(report, List.of())).suppressed())
                .noneMatch(covered -> covered.violation().age() == Age.UNKNOWN);
    }

    @Test
    void onlyNewViolationsFailWhereThatIsAskedFor() {
        UnaryOperator<CheckOptions> lenient = options -> options.withOnlyNewFails(true);
        assertThat(compare(product(), product().sources(), lenient).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(compare(product(), product()).verdict()).isEqualTo(Verdict.FAILED);
        TestProduct more = product().file("models/more.sql", "select 1 as x");
        Report report = compare(more, product().sources(), lenient);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(fresh(report)).containsExactly("model.shop.more#x");
        TestProduct warning = more.file("bylaw.yml", "rules: {acme/test/columns: {severity: warning}}");
        assertThat(compare(warning, product().sources(), lenient).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(compare(
                                warning,
                                product().sources(),
                                options -> lenient.apply(options).withFailOn(Severity.WARNING))
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void theSettingsOfTheProductHoldForTheBaseToo() {
        TestProduct product = product()
                .file("bylaw.yml", "name: shop\npolicies: [rules]")
                .file(
                        "rules/more.rego",
                        TestProduct.metadata("model")
                                + "package acme.test.more\n\nviolation contains {\"message\": \"m\"}\n");
        TestProduct base = product().file("bylaw.yml", "no_such_key: 1");
        Report report = compare(product, base);
        assertThat(report.rules()).hasSize(2);
        assertThat(report.violations()).hasSize(3);
        assertThat(fresh(report)).isEmpty();
    }

    @Test
    void aBaseThatCannotBeReadInFullIsNoticed() {
        TestProduct base = product().bytes("models/orders.sql", new byte[] {(byte) 0xff, (byte) 0xfe, 's'});
        Report report = compare(product(), base);
        assertThat(report.countNew()).isEqualTo(2);
        assertThat(report.problems()).isEmpty();
        assertThat(report.notices())
                .filteredOn(notice -> notice.kind().equals("base-incomplete"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.message()).contains("models/orders.sql:1: "));
    }

    @Test
    void aBaseThatCannotBeReadAtAllIsAProblem(@TempDir Path folder) {
        Report report =
                compare(product(), Sources.folder(folder.resolve("absent")), options -> options.withOnlyNewFails(true));
        assertThat(report.compared()).isFalse();
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .startsWith("the base cannot be read, so nothing could be compared with it: ");
    }

    @Test
    void aBaseWithoutTheManifestIsReadFromItsSources() {
        TestProduct product = product().file("target/manifest.json", "{}");
        Report report = compare(product, product().sources(), options -> options.withManifest("target/manifest.json"));
        assertThat(report.problems()).isNotEmpty();
        assertThat(report.notices()).extracting(Notice::kind).doesNotContain("base-incomplete");
    }

    @Test
    void wrongSettingsOfTheProductAreStillAnError() {
        TestProduct product = product().file("bylaw.yml", "no_such_key: 1");
        assertThatThrownBy(() -> compare(product, product())).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void addedProblemsAndNoticesKeepTheOrder() {
        Report report = Reports.saying("b")
                .withProblem(new Problem(Problem.Kind.CONFIGURATION, "first", Optional.empty()))
                .withNotice(new Notice("a", "first", Optional.empty()));
        assertThat(report.problems()).isSorted().hasSize(2);
        assertThat(report.problems().get(0).message()).isEqualTo("first");
        assertThat(report.notices()).isSorted().hasSize(3);
        assertThat(report.notices().get(0).kind()).isEqualTo("a");
    }

    @Test
    void jsonSaysNewOnlyWhereABaseWasGiven() {
        Report plain = Reports.saying("x");
        Report compared = plain.compareWith(
                withViolations(plain, List.of(plain.violations().get(0))));
        assertThat(Reports.write(ReportWriters.json(false), plain)).doesNotContain("\"new\"");
        String json = Reports.write(ReportWriters.json(false), compared);
        assertThat(json).containsPattern("\"new\"\\s*:\\s*true").containsPattern("\"new\"\\s*:\\s*false");
        assertThat(Reports.faults(Reports.schema("/dev/bylaw/report-schema.json"), json))
                .isEmpty();
    }

    @Test
    void sarifHasABaselineStateOnlyWhereABaseWasGiven() {
        Report plain = Reports.saying("x");
        Report compared = compare(product().file("models/more.sql", "select 1 as x"), product());
        assertThat(Reports.write(ReportWriters.of("sarif").orElseThrow(), plain))
                .doesNotContain("baselineState");
        assertThat(Reports.write(ReportWriters.of("sarif").orElseThrow(), compared))
                .containsPattern("\"baselineState\"\\s*:\\s*\"new\"")
                .containsPattern("\"baselineState\"\\s*:\\s*\"unchanged\"");
    }

    @Test
    void textMarksAndCountsWhatIsNew() {
        Report compared = compare(product().file("models/more.sql", "select 1 as x"), product());
        assertThat(Reports.write(ReportWriters.text(false), compared))
                .contains("new error: no good [acme/test/columns]\n  --> models/more.sql")
                .contains("\nerror: no good [acme/test/columns]\n  --> models/orders.sql")
                .contains("FAILED: 3 errors, 0 warnings, 1 new, 0 undecided");
        assertThat(Reports.write(ReportWriters.text(false), product().check())).doesNotContain("new");
    }

    @Test
    void textCountsWhatIsNewInAFold() {
        TestProduct more = product().file("models/orders.sql", "select 1 as id, 2 as email, 3 as a, 4 as b, 5 as c");
        assertThat(Reports.write(ReportWriters.text(false), compare(more, product())))
                .contains("5 findings on model.shop.orders [acme/test/columns], 3 new\n")
                .contains(": new no good\n")
                .contains(": no good\n");
    }
}
