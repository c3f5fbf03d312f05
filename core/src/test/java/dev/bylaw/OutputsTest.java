package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import org.junit.jupiter.api.Test;

/** Which models a product offers. */
class OutputsTest {
    private static final String SELECT = "select 1 as id";

    private static ObjectValue object(TestProduct product, String... path) {
        Value value = product.read().document();
        for (String step : path) {
            value = value instanceof ObjectValue object ? object.get(step) : null;
        }
        assertThat(value).as(String.join("/", path)).isInstanceOf(ObjectValue.class);
        return (ObjectValue) value;
    }

    /** The output of a model as {@code value because}, or what is unknown about it. */
    private static String output(TestProduct product, String id) {
        ObjectValue model = object(product, "models", id);
        ObjectValue output = (ObjectValue) model.get("output");
        if (output.get("value") == null) {
            Value reason = ((ObjectValue) model.get("unknown")).get("/output/value");
            assertThat(output.get("because")).isNull();
            return "unknown: " + ((StringValue) reason).value();
        }
        return output.get("value") + " " + output.get("because");
    }

    private static TestProduct chain() {
        return TestProduct.dbt()
                .file("models/base.sql", SELECT)
                .file("models/top.sql", "select * from {{ ref('base') }}");
    }

    @Test
    void areThoseThatNobodyReads() {
        assertThat(output(chain(), "model.shop.base")).isEqualTo("false []");
        assertThat(output(chain(), "model.shop.top")).isEqualTo("true [\"no other model reads it\"]");
    }

    @Test
    void areThoseThatOnlyTestsAndExposuresRead() {
        TestProduct product = chain().file("models/m.yml", """
                models: [{name: top, data_tests: [{unique: {column_name: id}}]}]
                exposures: [{name: e, type: ml, owner: {name: x}, depends_on: [ref('top')]}]
                """);
        assertThat(output(product, "model.shop.top")).startsWith("true");
    }

    @Test
    void areNotThoseThatASnapshotReads() {
        TestProduct product = chain().file(
                        "snapshots/s.sql",
                        "{% snapshot s %}{{ config(unique_key='id', strategy='check', check_cols='all') }}"
                                + "select * from {{ ref('top') }}{% endsnapshot %}");
        assertThat(output(product, "model.shop.top")).isEqualTo("false []");
    }

    @Test
    void areThoseOfPublicAccess() {
        TestProduct product =
                chain().file("models/m.yml", "models: [{name: base, access: public}, {name: top, access: public}]");
        assertThat(output(product, "model.shop.base")).isEqualTo("true [\"its access is public\"]");
        assertThat(output(product, "model.shop.top"))
                .isEqualTo("true [\"its access is public\", \"no other model reads it\"]");
    }

    @Test
    void areCertainForOneReasonWhereAnotherIsUnknown() {
        TestProduct product = TestProduct.dbt()
                .file("models/a.sql", "{{ config(access=env_var('ACCESS')) }}" + SELECT)
                .file("models/b.sql", "{{ config(access=env_var('ACCESS')) }}" + SELECT)
                .file("models/c.sql", "select * from {{ ref('b') }}");
        assertThat(output(product, "model.shop.a")).isEqualTo("true [\"no other model reads it\"]");
        assertThat(object(product, "models", "model.shop.a").get("open").toString())
                .contains("/output/because", "whether its access is public");
        assertThat(output(product, "model.shop.b")).startsWith("unknown: whether its access is public: ");
    }

    @Test
    void areNotEphemeralOnes() {
        TestProduct product = TestProduct.dbt().file("models/a.sql", "{{ config(materialized='ephemeral') }}" + SELECT);
        assertThat(output(product, "model.shop.a")).isEqualTo("false []");
    }

    @Test
    void areThoseThatAContractNames() {
        TestProduct product = chain().file("c.yml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: c1
                        version: 1.0.0
                        status: active
                        schema: [{name: base}]
                        """);
        assertThat(output(product, "model.shop.base")).isEqualTo("true [\"the contract c1 names it\"]");
        assertThat(object(product, "contracts", "c1").get("schema").toString())
                .contains("\"models\": [\"model.shop.base\"]");
    }

    @Test
    void areUnknownWhereTheMaterializationIs() {
        TestProduct product =
                TestProduct.dbt().file("models/a.sql", "{{ config(materialized=env_var('KIND')) }}" + SELECT);
        assertThat(output(product, "model.shop.a"))
                .startsWith("unknown: whether it is materialized: ")
                .contains("KIND");
    }

    @Test
    void areUnknownWhereItIsUnknownWhetherAReaderIsEnabled() {
        TestProduct product = TestProduct.dbt()
                .file("models/base.sql", SELECT)
                .file("models/top.sql", "{{ config(enabled=(env_var('ON') == 'x')) }}select * from {{ ref('base') }}");
        assertThat(output(product, "model.shop.base"))
                .startsWith("unknown: whether top, which reads it, is enabled: ")
                .contains("ON");
        product.file("models/m.yml", "models: [{name: base, access: public}]");
        assertThat(output(product, "model.shop.base")).isEqualTo("true [\"its access is public\"]");
    }

    @Test
    void areUnknownWhereAReaderReadsUnderAnUnknownCondition() {
        TestProduct product = TestProduct.dbt()
                .file("models/base.sql", SELECT)
                .file(
                        "models/top.sql",
                        "{% if env_var('WIDE') == 'x' %}select * from {{ ref('base') }}{% else %}" + SELECT
                                + "{% endif %}");
        assertThat(output(product, "model.shop.base")).startsWith("unknown: ").contains("top");
        assertThat(output(product, "model.shop.top")).startsWith("true");
    }

    @Test
    void areUnknownWhereAMacroThatIsNotHereGetsTheirName() {
        TestProduct product = TestProduct.dbt()
                .file("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]")
                .file("models/base.sql", SELECT)
                .file("models/other.sql", SELECT)
                .file("models/top.sql", "{{ tools.union('base') }}");
        assertThat(output(product, "model.shop.base")).startsWith("unknown: ").contains("top");
        assertThat(output(product, "model.shop.other")).isEqualTo("true [\"no other model reads it\"]");
    }

    @Test
    void areUnknownWhereAMacroFileCannotBeRead() {
        TestProduct product = TestProduct.dbt()
                .file("macros/m.sql", "{% macro all() %}{{ ref('base') }")
                .file("models/base.sql", SELECT)
                .file("models/top.sql", "{{ all() }}");
        assertThat(output(product, "model.shop.base")).startsWith("unknown: it is not known what top reads: ");
        assertThat(output(product, "model.shop.top")).startsWith("unknown: whether its access is public: ");
    }

    @Test
    void areUnknownToEachOtherWhereTwoReadWhatIsNotKnown() {
        TestProduct product = TestProduct.dbt()
                .file("models/a.sql", "select * from {{ ref(env_var('A')) }}")
                .file("models/b.sql", "select * from {{ ref(env_var('B')) }}")
                .file("models/c.sql", SELECT);
        assertThat(output(product, "model.shop.a")).startsWith("unknown: it is not known what b reads: ");
        assertThat(output(product, "model.shop.b")).startsWith("unknown: it is not known what a reads: ");
        assertThat(output(product, "model.shop.c")).startsWith("unknown: it is not known what a reads: ");
    }

    @Test
    void doNotCountWhatAModelReadsOfItself() {
        TestProduct product = TestProduct.dbt()
                .file(
                        "models/a.sql",
                        "{{ config(materialized='incremental') }}{{ ref('a') }} select * from {{ this }}");
        assertThat(output(product, "model.shop.a")).isEqualTo("true [\"no other model reads it\"]");
    }

    @Test
    void areOfEachProjectOfAWorkspace() {
        TestProduct product = new TestProduct()
                .file("base/dbt_project.yml", "name: base\nversion: '1'\nprofile: shop\n")
                .file("base/models/b1.sql", SELECT)
                .file("base/models/b2.sql", SELECT)
                .file("mart/dbt_project.yml", "name: mart\nversion: '1'\nprofile: shop\n")
                .file("mart/packages.yml", "packages: [{local: ../base}]")
                .file("mart/models/m.sql", "select * from {{ ref('base', 'b1') }}");
        assertThat(output(product, "model.base.b1")).isEqualTo("false []");
        assertThat(output(product, "model.base.b2")).isEqualTo("true [\"no other model reads it\"]");
        assertThat(output(product, "model.mart.m")).startsWith("true");
    }

    @Test
    void areNotOfInstalledPackages() {
        TestProduct product = chain().file("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]")
                .file("dbt_packages/tools/dbt_project.yml", "name: tools\nversion: '1'\nprofile: shop\n")
                .file("dbt_packages/tools/models/t.sql", SELECT);
        assertThat(output(product, "model.tools.t")).isEqualTo("false []");
        assertThat(output(product, "model.shop.top")).startsWith("true");
    }

    @Test
    void haveTheContractsOfTheirPorts() {
        TestProduct product = SubjectsTest.rich();
        assertThat(object(product, "products", "orders-product")
                        .get("outputPorts")
                        .toString())
                .contains("\"contracts\": [\"orders-contract\"]", "\"pointer\": \"/outputPorts/0\"");
        product.file("models/other.sql", SELECT).file("models/x/m.yml", """
                models: [{name: other, config: {meta: {data_contract: orders-contract}}}]
                """);
        String schema =
                object(product, "contracts", "orders-contract").get("schema").toString();
        assertThat(schema).contains("\"models\": [\"model.shop.other\"]");
    }

    @Test
    void doNotKnowTheModelOfATableThatSeveralFit() {
        TestProduct product = TestProduct.dbt()
                .file("models/a.sql", "{{ config(alias='orders') }}" + SELECT)
                .file("models/b.sql", "{{ config(alias='orders', schema='s') }}" + SELECT)
                .file("c.yml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: c1
                        version: 1.0.0
                        status: active
                        schema: [{name: orders}]
                        """);
        ObjectValue contract = object(product, "contracts", "c1");
        assertThat(contract.get("open").toString()).contains("/schema/0/models", "several models fit");
        assertThat(TestProduct.undecided(product.rule(
                                "linked",
                                "contract",
                                "violation contains {\"message\": \"m\"} if count(input.contract.schema[0].models) == 0")
                        .check()))
                .singleElement()
                .asString()
                .contains("several models fit");
    }
}
