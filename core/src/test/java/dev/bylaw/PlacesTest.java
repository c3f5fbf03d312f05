package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where findings are placed. */
class PlacesTest {
    private static final String PROPERTIES = """
            models:
              - name: orders
                description: All orders
                config:
                  tags: [daily, "nightly"]
                  meta:
                    owner: shop
                    slo:
                      hours: 3
                columns:
                  - name: id
                    description: The id
                    constraints:
                      - type: not_null
                      - {type: check, name: positive, expression: id > 0}
                  - name: ghost
            """;

    private static TestProduct product(String properties) {
        return TestProduct.dbt()
                .file("models/orders.sql", "select\n  1 as id,\n  2 as amount\n")
                .file("models/schema.yml", properties);
    }

    private static String at(String subject, String pointer) {
        return String.join(
                "\n",
                TestProduct.places(
                        product(PROPERTIES).pointing("at", subject, pointer).check()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a value | /description | models/schema.yml:3:18-3:28",
                "a key whose value goes on below | /config/meta | models/schema.yml:6:7-6:11",
                "a deep value | /config/meta/slo/hours | models/schema.yml:9:11-9:19",
                "an item of a list | /config/tags/1 | models/schema.yml:5:21-5:30",
                "what is missing in a mapping | /config/meta/retention | models/schema.yml:6:7-6:11",
                "what is missing deeper | /config/meta/slo/none | models/schema.yml:8:9-8:12",
                "a column declared in YAML | /columns/id | models/schema.yml:11:15-11:17",
                "a key of a column | /columns/id/description | models/schema.yml:12:22-12:28",
                "a constraint by its number | /columns/id/constraints/1/type | models/schema.yml:15:14-15:25",
                "a column that only the SQL yields | /columns/amount | models/orders.sql:3:3-3:14",
            })
    void placesWhatAModelSays(String what, String pointer, String place) {
        assertThat(at("model", pointer)).as(what).isEqualTo(place);
    }

    @Test
    void placesAModelItselfAtItsFile() {
        assertThat(at("model", "")).startsWith("models/orders.sql:1:1");
    }

    @Test
    void placesColumnsByTheirOwnPointersOrTheirOwners() {
        TestProduct product = product(PROPERTIES).rule("at", "column", """
                violation contains {"at": input.column.pointer, "message": "self"} if input.column.name == "id"
                violation contains {"at": "/description", "message": "own"} if input.column.name == "id"
                violation contains {"at": "/config/meta", "message": "config"} if input.column.name == "id"
                violation contains {"at": sprintf("%s/meta/pii", [input.column.pointer]), "message": "missing"} if {
                    input.column.name == "ghost"
                }
                violation contains {"at": "", "message": "sql"} if input.column.name == "amount"
                """);
        assertThat(TestProduct.violations(product.check()))
                .containsExactly(
                        "model.shop.orders#amount models/orders.sql:3:3-3:14 sql",
                        "model.shop.orders#id models/schema.yml:11:9-15:62 config",
                        "model.shop.orders#id models/schema.yml:11:9-15:62 self",
                        "model.shop.orders#id models/schema.yml:12:22-12:28 own",
                        "model.shop.orders#ghost models/schema.yml:16:9-16:20 missing");
    }

    @Test
    void placesConfigurationWhereItIsSet() {
        TestProduct product = TestProduct.dbt()
                .file(
                        "dbt_project.yml",
                        "name: shop\nversion: '1.0'\nprofile: shop\nmodels:\n  shop:\n    +meta: {owner: a}\n")
                .file("models/orders.sql", "{{ config(materialized='table', tags=['x']) }}\nselect 1 as id")
                .pointing("one", "model", "/config/materialized")
                .pointing("two", "model", "/config/meta/owner")
                .pointing("three", "model", "/config/full_refresh");
        assertThat(TestProduct.places(product.check()))
                .containsExactly(
                        "dbt_project.yml:6:13-6:21", "models/orders.sql:1:4-1:44", "models/orders.sql:1:11-1:31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void countsLinesWithEveryLineEnd(String end) {
        TestProduct product = TestProduct.dbt()
                .file("models/orders.sql", String.join(end, "select", "  1 as id,", "  2 as amount", ""))
                .file("models/schema.yml", PROPERTIES.replace("\n", end))
                .pointing("one", "model", "/config/meta/slo/hours")
                .pointing("two", "model", "/columns/amount");
        assertThat(TestProduct.places(product.check()))
                .containsExactly("models/orders.sql:3:3-3:14", "models/schema.yml:9:11-9:19");
    }

    @Test
    void countsNoByteOrderMark() {
        TestProduct product = TestProduct.dbt()
                .bytes("models/orders.sql", "\uFEFFselect 1 as id".getBytes(StandardCharsets.UTF_8))
                .bytes(
                        "models/schema.yml",
                        "\uFEFFmodels: [{name: orders, description: d}]".getBytes(StandardCharsets.UTF_8))
                .pointing("one", "model", "/description")
                .pointing("two", "model", "/columns/id");
        assertThat(TestProduct.places(product.check()))
                .containsExactly("models/orders.sql:1:8-1:15", "models/schema.yml:1:38-1:39");
    }

    @Test
    void countsTabsAndCharactersBeyondTheFirstPlaneAsOne() {
        TestProduct product = TestProduct.dbt()
                .file("models/orders.sql", "select\t/* 🦆🦆 */\t1 as id, '🦆' as duck")
                .file("models/schema.yml", "models: [{name: orders, meta: {\"🦆\": \"🦆🦆\", b: 2}}]")
                .pointing("one", "model", "/config/meta/b")
                .pointing("two", "model", "/columns/duck")
                .pointing("three", "model", "/config/meta/🦆");
        assertThat(TestProduct.places(product.check()))
                .containsExactly(
                        "models/orders.sql:1:26-1:37", "models/schema.yml:1:32-1:41", "models/schema.yml:1:43-1:47");
    }

    @Test
    void placesPartsOfContractsAndProducts() {
        TestProduct product = SubjectsTest.rich()
                .pointing("one", "contract", "/schema/0/properties/0/logicalType")
                .pointing("two", "contract", "/schema/0/properties/0/classification")
                .pointing("three", "product", "/outputPorts/0/contractId")
                .pointing("four", "product", "/outputPorts/0/description");
        assertThat(TestProduct.places(product.check()))
                .containsExactly(
                        "contract.yml:6:38-6:70",
                        "contract.yml:6:49-6:69",
                        "product.yml:6:15-6:74",
                        "product.yml:6:46-6:73");
    }

    @Test
    void placesTheHopsOfAWay() {
        TestProduct product = SubjectsTest.rich().rule("way", "model", """
                violation contains {"message": "flows", "path": [
                    {"element": "source.shop.crm.people#email", "edge": "identity"},
                    {"element": "seed.shop.raw_orders#none", "edge": "masked"},
                    {"element": "not.here"},
                    {"element": input.model.unique_id}]}
                """);
        assertThat(product.check().violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.path())
                        .extracting(hop ->
                                hop.element().kind() + " " + hop.element().name() + " "
                                        + hop.location().map(TestProduct::place).orElse("nowhere") + " " + hop.edge())
                        .containsExactly(
                                "column email models/schema.yml:7:39-7:52 identity",
                                "column none seeds/raw_orders.csv:1:1-1:1 masked",
                                "element not.here nowhere ",
                                "model orders models/orders.sql:1:1-1:1 "));
    }

    @Test
    void saysWhenAPointerLeadsNowhere() {
        for (String pointer : new String[] {"/nothing/in/there", "/config/tags/7", "description"}) {
            var report = product(PROPERTIES).pointing("at", "model", pointer).check();
            assertThat(TestProduct.places(report))
                    .as(pointer)
                    .singleElement()
                    .asString()
                    .startsWith("models/orders.sql:1:1");
            assertThat(TestProduct.problems(report))
                    .containsExactly(
                            "rule acme/test/at points at nothing for model.shop.orders: there is no " + pointer);
        }
    }
}
