package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.report.Report;
import dev.bylaw.report.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules are asked about. */
class SubjectsTest {
    static TestProduct rich() {
        return TestProduct.dbt()
                .file("models/orders.sql", "select id, 1 as amount from {{ ref('raw_orders') }}")
                .file("models/schema.yml", """
                        models:
                          - name: orders
                            columns:
                              - {name: id, data_tests: [unique]}
                        sources:
                          - name: crm
                            tables: [{name: people, columns: [{name: email}]}]
                        exposures:
                          - {name: board, type: dashboard, owner: {name: x}, depends_on: [ref('orders')]}
                        groups:
                          - {name: finance, owner: {name: f}}
                        unit_tests:
                          - name: adds
                            model: orders
                            given: [{input: ref('raw_orders'), rows: [{id: 1}]}]
                            expect: {rows: [{id: 1, amount: 1}]}
                        """)
                .file("seeds/raw_orders.csv", "id,day\n1,2\n")
                .file(
                        "snapshots/s.sql",
                        "{% snapshot orders_history %}{{ config(unique_key='id', strategy='check', check_cols='all') }}"
                                + "select * from {{ ref('orders') }}{% endsnapshot %}")
                .file("macros/m.sql", "{% macro cents(x) %}{{ x }} * 100{% endmacro %}")
                .file("contract.yml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: orders-contract
                        version: 1.0.0
                        status: active
                        schema: [{name: orders, properties: [{name: id, logicalType: integer}]}]
                        """)
                .file("product.yml", """
                        kind: DataProduct
                        apiVersion: v1.0.0
                        id: orders-product
                        name: Orders
                        status: active
                        outputPorts: [{name: orders, version: 1.0.0, contractId: orders-contract}]
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "workspace, workspace",
        "product, orders-product",
        "contract, orders-contract",
        "model, model.shop.orders",
        "source, source.shop.crm.people",
        "seed, seed.shop.raw_orders",
        "snapshot, snapshot.shop.orders_history",
        "exposure, exposure.shop.board",
        "data_test, test.shop.unique@model.shop.orders#id",
        "macro, macro.shop.cents",
        "group, group.shop.finance",
        "column, model.shop.orders#id",
    })
    void asksAboutEachKind(String kind, String id) {
        String idOf = kind.equals("column")
                ? "input.column.name"
                : kind.equals("workspace")
                        ? "count(input.workspace.models)"
                        : kind.equals("contract") || kind.equals("product")
                                ? "input." + kind + ".id"
                                : "input." + kind + ".unique_id";
        Report report = rich().rule(
                        "each", kind, "violation contains {\"message\": sprintf(\"%v\", [x])} if x := " + idOf)
                .check();
        assertThat(TestProduct.problems(report)).isEmpty();
        assertThat(report.undecided()).isEmpty();
        assertThat(report.violations())
                .anySatisfy(violation -> {
                    assertThat(violation.element().kind()).isEqualTo(kind);
                    assertThat(violation.element().id()).isEqualTo(id);
                })
                .allSatisfy(violation -> {
                    if (!kind.equals("column") && !kind.equals("workspace")) {
                        assertThat(violation.message())
                                .isEqualTo(violation.element().id());
                    }
                });
        assertThat(report.checked())
                .containsExactly(Map.entry(kind, report.violations().size()));
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void givesColumnsTheirOwner() {
        Report report = rich().rule("owner", "column", """
                        violation contains {"message": sprintf("%s of model", [input.column.name])} if input.model
                        violation contains {"message": sprintf("%s of source", [input.column.name])} if input.source
                        violation contains {"message": sprintf("%s of seed", [input.column.name])} if input.seed
                        violation contains {"message": sprintf("%s of snapshot", [input.column.name])} if input.snapshot
                        """).check();
        assertThat(report.violations())
                .extracting(violation -> violation.element().id() + ": " + violation.message())
                .contains(
                        "model.shop.orders#id: id of model",
                        "model.shop.orders#amount: amount of model",
                        "source.shop.crm.people#email: email of source",
                        "seed.shop.raw_orders#day: day of seed",
                        "snapshot.shop.orders_history#amount: amount of snapshot");
    }

    @Test
    void countsEachElementOnce() {
        Report report = rich().rule("one", "model", "violation contains {\"message\": \"x\"} if false")
                .rule("two", "model", "violation contains {\"message\": \"x\"} if false")
                .rule("three", "column", "violation contains {\"message\": \"x\"} if false")
                .check();
        assertThat(report.checked()).containsEntry("model", 1);
        assertThat(report.rules()).extracting(run -> run.subjects()).contains(1);
        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void asksAboutNothingWhereThereIsNothing() {
        Report report = TestProduct.dbt().pointing("none", "model", "").check();
        assertThat(report.nothingChecked()).isTrue();
        assertThat(report.checked()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bucket, input.bucket.name", "iam-policy, input.iam_policy.name"})
    void isUndecidedAboutWhatIsNotReadYet(String kind, String name) {
        String body = "violation contains {\"message\": \"no name\"} if not " + name;
        TestProduct product = rich().rule("infra", kind, body);
        assertThat(product.check().undecided()).isEmpty();
        Report report =
                product.file("main.tf", "resource \"aws_s3_bucket\" \"b\" {}").check();
        assertThat(report.violations()).isEmpty();
        assertThat(TestProduct.undecided(report)).singleElement().asString().contains("main.tf", "are not read");
        assertThat(report.checked()).isEmpty();
    }

    @Test
    void seesTheWholeWorkspaceAndItsParameters() {
        Report report = rich().rule(
                        "data",
                        "contract",
                        "violation contains {\"message\": m} if {\n"
                                + "  m := concat(\" \", input.contract.schema[0].models)\n"
                                + "  data.workspace.models[m].output.value\n"
                                + "  input.params == {}\n}")
                .check();
        assertThat(report.violations())
                .extracting(violation -> violation.message())
                .containsExactly("model.shop.orders");
    }
}
