package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.report.Report;
import dev.bylaw.report.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be known is neither a pass nor a violation. */
class UndecidedTest {
    private static TestProduct model(String config) {
        return TestProduct.dbt().file("models/orders.sql", "{{ config(" + config + ") }} select 1 as id");
    }

    private static Report check(TestProduct product, String subject, String condition) {
        return product.rule("doubt", subject, "violation contains {\"message\": \"found\"} if " + condition)
                .check();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input.model.config.schema == \"landing\"",
                "not input.model.config.schema",
                "input.model.config.schema != \"landing\"",
                "not startswith(input.model.config.schema, \"landing\")",
                "object.get(input.model.config, \"schema\", \"x\") == \"x\"",
                "count(input.model.config) > 1000",
            })
    void isUndecidedAboutAnUnknownValue(String condition) {
        Report report = check(model("schema=env_var('SCHEMA')"), "model", condition);
        assertThat(report.violations()).isEmpty();
        assertThat(TestProduct.undecided(report))
                .singleElement()
                .asString()
                .startsWith("model.shop.orders: ")
                .contains("SCHEMA", "/models/model.shop.orders");
        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void decidesWhatDoesNotDependOnIt() {
        Report report =
                check(model("schema=env_var('SCHEMA'), alias='a'"), "model", "input.model.config.alias == \"a\"");
        assertThat(report.violations()).hasSize(1);
        assertThat(report.undecided()).isEmpty();
    }

    @Test
    void keepsWhatIsCertainBesideWhatIsNot() {
        Report report =
                model("schema=env_var('SCHEMA')").rule("doubt", "model", """
                        violation contains {"message": "certain"} if input.model.name == "orders"
                        violation contains {"message": "doubtful"} if input.model.config.schema == "x"
                        """).check();
        assertThat(TestProduct.violations(report)).singleElement().asString().endsWith("certain");
        assertThat(report.undecided()).hasSize(1);
    }

    @Test
    void isUndecidedAboutWhatAnOpenListMayHold() {
        TestProduct product = model("tags=['a'] + env_var('TAGS').split(',')");
        assertThat(check(product, "model", "not \"b\" in input.model.config.tags")
                        .undecided())
                .hasSize(1);
        Report known =
                check(model("tags=['a'] + env_var('TAGS').split(',')"), "model", "\"a\" in input.model.config.tags");
        assertThat(known.violations().size() + known.undecided().size()).isEqualTo(1);
    }

    @Test
    void findsNothingForCertainWhereItIsUnknownWhetherAModelIsEnabled() {
        TestProduct product = model("enabled=(env_var('ON') == 'yes')").file("models/b.sql", "select 1 as id");
        Report report = check(product, "model", "input.model.name");
        assertThat(TestProduct.violations(report)).singleElement().asString().startsWith("model.shop.b ");
        assertThat(TestProduct.undecided(report))
                .singleElement()
                .asString()
                .startsWith("model.shop.orders: ")
                .contains("ON");
        Report columns = check(model("enabled=(env_var('ON') == 'yes')"), "column", "input.column.name == \"id\"");
        assertThat(columns.violations()).isEmpty();
        assertThat(columns.undecided()).hasSize(1);
        Report all =
                check(model("enabled=(env_var('ON') == 'yes')"), "workspace", "count(input.workspace.models) == 1");
        assertThat(all.violations()).isEmpty();
        assertThat(all.undecided()).hasSize(1);
    }

    private static TestProduct withAbsentPackage() {
        return TestProduct.dbt()
                .file("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]")
                .file("models/orders.sql", "select 1 as id");
    }

    @Test
    void asksAboutModelsThatAnAbsentPackageMayHave() {
        Report report = check(withAbsentPackage(), "model", "input.model.description == \"\"");
        assertThat(TestProduct.violations(report)).hasSize(1);
        assertThat(TestProduct.undecided(report)).singleElement().asString().startsWith("workspace: ");
        assertThat(report.checked()).containsEntry("model", 1);
    }

    @Test
    void knowsThatAnAbsentPackageOffersNothingOfThisProduct() {
        Report report = check(withAbsentPackage(), "model", "input.model.output.value");
        assertThat(report.violations()).hasSize(1);
        assertThat(report.undecided()).isEmpty();
    }

    @Test
    void countsNoModelOfAnAbsentPackageAsOneThatARuleDoesNotApplyTo() {
        Report report = withAbsentPackage().rule("doubt", "model", """
                        violation contains {"message": "m"} if false
                        not_applicable contains {"message": "never"}
                        """).check();
        assertThat(report.notices())
                .extracting(notice -> notice.message())
                .contains("acme/test/doubt does not apply to 1 model: never");
    }

    @Test
    void saysWhenEveryModelOfAnAbsentPackageWouldBeFound() {
        Report report = check(withAbsentPackage(), "model", "input.model.resource_type == \"model\"");
        assertThat(report.violations()).hasSize(1);
        assertThat(TestProduct.undecided(report))
                .containsExactly("workspace: every model that may be here would be a violation");
    }

    @ParameterizedTest
    @CsvSource({"model, model", "data_test, test", "source, source", "macro, macro", "exposure, exposure"})
    void knowsTheTypeOfWhatAnAbsentPackageMayHave(String kind, String type) {
        Report report = check(withAbsentPackage(), kind, "input." + kind + ".resource_type == \"" + type + "\"");
        assertThat(TestProduct.undecided(report))
                .containsExactly("workspace: every " + kind + " that may be here would be a violation");
        assertThat(check(withAbsentPackage(), kind, "input." + kind + ".resource_type == \"other\"")
                        .undecided())
                .isEmpty();
    }

    @Test
    void knowsNothingOfAContractThatCannotBeRead() {
        TestProduct product = TestProduct.dbt()
                .file("models/orders.sql", "select 1 as id")
                .file("c.yml", "dataContractSpecification: 1.1.0\nid: x\n");
        Report report = check(product, "contract", "object.get(input.contract, \"output\", null) == null");
        assertThat(report.violations()).isEmpty();
        assertThat(TestProduct.undecided(report)).singleElement().asString().contains("c.yml is not read");
    }

    @Test
    void asksAboutColumnsThatMayBeThere() {
        TestProduct product = TestProduct.dbt()
                .file("models/orders.sql", "select * from {{ source('crm', 'people') }}")
                .file("models/schema.yml", "sources: [{name: crm, tables: [{name: people}]}]\n");
        Report report = check(product, "column", "startswith(input.column.name, \"pii_\")");
        assertThat(report.violations()).isEmpty();
        assertThat(report.undecided()).extracting(each -> each.element().id()).contains("model.shop.orders");
    }

    @Test
    void isUndecidedWhereARuleSaysSo() {
        Report report = model("alias='a'").rule("doubt", "model", """
                        violation contains {"message": "m"} if false
                        undecided contains {"message": "the contract is elsewhere"} if input.model.name
                        undecided contains {"message": "and nobody knows", "at": "/config"}
                        """).check();
        assertThat(TestProduct.undecided(report))
                .containsExactly("model.shop.orders: and nobody knows; the contract is elsewhere");
        assertThat(report.rules())
                .singleElement()
                .satisfies(run -> assertThat(run.undecided()).isOne());
    }

    @Test
    void notesWhereARuleDoesNotApply() {
        Report report = model("alias='a'")
                .file("models/b.sql", "select 1 as id")
                .rule("doubt", "model", """
                        violation contains {"message": "m"} if false
                        not_applicable contains {"message": "the adapter is duckdb"} if input.model.adapter == "duckdb"
                        not_applicable contains {"message": "it is b"} if input.model.name == "b"
                        """)
                .check();
        assertThat(report.notices())
                .extracting(notice -> notice.message())
                .contains(
                        "acme/test/doubt does not apply to 2 models: the adapter is duckdb",
                        "acme/test/doubt does not apply to 1 model: it is b");
        assertThat(report.undecided()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void isNotCompleteWhereUndecidedFails() {
        TestProduct product = model("schema=env_var('SCHEMA')").options(options -> options.withUndecidedFails(true));
        assertThat(check(product, "model", "input.model.config.schema == \"x\"").verdict())
                .isEqualTo(Verdict.INCOMPLETE);
    }
}
