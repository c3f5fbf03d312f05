package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import dev.bylaw.rego.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document that rules see keeps to its published schema. */
class WorkspaceSchemaTest {
    private static final JsonSchema SCHEMA = Reports.schema("/dev/bylaw/workspace-schema.json");

    private static List<String> faults(TestProduct product) {
        return Reports.faults(SCHEMA, Json.write(product.read().document()));
    }

    /** A product with whatever can be in one, known and unknown. */
    private static TestProduct full() {
        return SubjectsTest.rich()
                .file("main.tf", "")
                .file(".gitlab-ci.yml", "a: 1")
                .file("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]")
                .file("models/star.sql", "select * from {{ source('crm', 'people') }}")
                .file("models/broken.sql", "select from where {{ tools.x('orders') }}")
                .file("models/off.sql", "{{ config(enabled=false, schema=env_var('S')) }} select 1 as id")
                .file("models/maybe.sql", "{{ config(enabled=(env_var('ON') == '1')) }} select 1 as id")
                .file("models/told.sql", "select {{ env_var('X') }}")
                .file(
                        "models/told.yml",
                        "models: [{name: told, columns: [{name: a}]}, {name: broken, columns: [{name: a}]}]")
                .file("models/kind.sql", "{{ config(materialized=env_var('KIND')) }} select 1 as id")
                .file("models/py.py", "def model(dbt, session):\n    return dbt.ref('orders')\n")
                .file(
                        "models/most.sql",
                        "{{ config(materialized='incremental', unique_key=['a'], tags=['x'] + env_var('T').split(','),"
                                + " meta={'k': env_var('M')}, grants={'select': ['r']}, pre_hook='select 1') }}\n"
                                + "select o.id as a, upper(o.amount) as b, sum(o.amount) over () as c,"
                                + " {{ var('missing', 1) }} as d, sha2(p.email) as \"e/~f\", '🦆' as \"🦆\""
                                + " from {{ ref('orders') }} o join {{ source('crm', 'people') }} p on o.id = p.email"
                                + "{% if is_incremental() %} where o.id > (select max(a) from {{ this }}){% endif %}")
                .file("models/v_v1.sql", "select 1 as id")
                .file("models/v_v2.sql", "select 1 as id")
                .file("models/more.yml", """
                        models:
                          - name: v
                            latest_version: 2
                            deprecation_date: 2030-01-01
                            columns: [{name: id, data_type: int}]
                            versions: [{v: 1}, {v: 2}]
                          - name: most
                            description: "{{ doc('none') }}"
                            access: public
                            group: finance
                            docs: {show: false}
                            constraints: [{type: unique, columns: [a]}]
                            columns:
                              - {name: a, quote: true, data_type: int, tags: [t], meta: {pii: true}, granularity: day,
                                 constraints: [{type: not_null}], data_tests: [not_null, {accepted_values: {values: [1, 2]}}]}
                              - {name: ghost, extra: {more: [1, null]}}
                        sources:
                          - name: raw
                            description: d
                            loader: l
                            meta: {a: 1}
                            loaded_at_field: at
                            freshness: {warn_after: {count: 1, period: day}}
                            tables: [{name: t, external: {location: s3}, identifier: T_1, quoting: {identifier: true}}]
                        exposures:
                          - {name: e, type: ml, label: L, maturity: high, url: http://x, owner: {email: a@b}, meta: {a: 1}, tags: [x]}
                        macros: [{name: cents, description: d, arguments: [{name: x, type: int, description: d}]}]
                        """)
                .file("tests/singular.sql", "select 1 from {{ ref('orders') }}")
                .file("more.yml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: more
                        version: 1.0.0
                        status: active
                        description: {purpose: p}
                        tags: [a]
                        team: {name: t, members: [{username: u, role: owner}]}
                        roles: [{role: r}]
                        slaProperties: [{property: latency, value: 4, unit: d}]
                        servers: [{server: s, type: athena}]
                        support: [{channel: c, url: http://x}]
                        price: {priceAmount: 1}
                        customProperties: [{property: p, value: [1]}]
                        schema:
                          - name: most
                            physicalName: most
                            quality: [{type: sql, query: q}]
                            properties:
                              - {name: a, logicalType: object, primaryKey: true, tags: [x], properties: [{name: b}]}
                              - {name: c, logicalType: array, items: {logicalType: string}}
                          - name: nowhere
                        """)
                .file("contract-without-id.yml", "kind: DataContract\napiVersion: v3.1.0\n");
    }

    @Test
    void holdsForProductsOfAllKinds() {
        assertThat(faults(new TestProduct())).isEmpty();
        assertThat(faults(TestProduct.dbt())).isEmpty();
        assertThat(faults(SubjectsTest.rich())).isEmpty();
    }

    @Test
    void holdsForWhatIsNotKnown() {
        TestProduct product = full();
        assertThat(faults(product)).isEmpty();
        String text = Json.write(product.read().document());
        for (String section : new String[] {
            "products",
            "contracts",
            "models",
            "sources",
            "seeds",
            "snapshots",
            "exposures",
            "data_tests",
            "unit_tests",
            "macros",
            "groups",
            "disabled"
        }) {
            assertThat(text.contains("\"" + section + "\":{\"")).as(section).isTrue();
        }
        for (String part : new String[] {
            "\"/output/value\"", "\"/config/tags\"", "\"/infrastructure/buckets\"", "\"/pipelines\"",
            "\"status\":\"full\"", "\"status\":\"partial\"", "\"status\":\"unknown\"", "\"status\":\"none\""
        }) {
            assertThat(text.contains(part)).as(part).isTrue();
        }
    }

    @Test
    void holdsForBrokenProducts() {
        assertThat(faults(full().file(
                                "models/bad.yml",
                                "models: [{name: orders, description: 5, columns: [{name: id, data_type: 7}]}]")
                        .file("models/bad2.yml", "models: [")
                        .file(
                                "bad.yml",
                                "kind: DataContract\nid: 5\nschema: [{name: [], properties: 5, tags: 1}, 7]\nteam: 5\n")
                        .file("macros/bad.sql", "{% macro x(")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema_version\":\"1\" | \"schema_version\":\"2\"",
                "\"schema_version\":\"1\" | \"schema_version\":\"1\",\"more\":{}",
                "\"edge\":\"identity\" | \"edge\":\"other\"",
                "\"edge\":\"identity\" | \"edj\":\"identity\"",
                "\"declared\":true | \"declared\":\"yes\"",
                "\"status\":\"full\" | \"status\":\"good\"",
                "\"resource_type\":\"model\" | \"resource_type\":\"seed\"",
                "\"value\":true | \"value\":1",
                "\"pointer\":\"/columns/id\" | \"pointer\":\"id\"",
                "\"unknown\":{} | \"unknown\":{\"x\":\"y\"}",
                "\"open\":{} | \"open\":{\"/x\":\"\"}",
                "\"models\":[\"model.shop.orders\"] | \"models\":[1]",
            })
    void refusesOtherDocuments(String before, String after) {
        String text = Json.write(SubjectsTest.rich().read().document());
        assertThat(text).contains(before);
        assertThat(Reports.faults(SCHEMA, text.replace(before, after))).isNotEmpty();
    }
}
