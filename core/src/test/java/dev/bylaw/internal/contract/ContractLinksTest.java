package dev.bylaw.internal.contract;

import static dev.bylaw.internal.contract.ContractTestFiles.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.assembly.JinjaTemplates;
import dev.bylaw.internal.contract.ContractLinks.Link;
import dev.bylaw.internal.contract.ContractLinks.Means;
import dev.bylaw.internal.dbt.DbtOptions;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.dbt.DbtReader;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.workspace.Limits;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractLinksTest {
    private final ContractTestFiles files = new ContractTestFiles();
    private final Map<String, byte[]> project = new LinkedHashMap<>();

    private ContractLinksTest model(String path, String text) {
        project.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private ContractLinks.Linked link(String... schemas) {
        for (int i = 0; i < schemas.length; i++) {
            files.file("c" + (i + 1) + ".yaml", HEAD.replace("id: c1", "id: c" + (i + 1)) + schemas[i]);
        }
        project.putIfAbsent("dbt_project.yml", "name: shop\n".getBytes(StandardCharsets.UTF_8));
        List<DbtProject> projects = DbtReader.read(
                SourceTree.ofFiles(project, Limits.DEFAULT),
                DbtOptions.NONE,
                new JinjaTemplates(() -> false),
                files.diagnostics);
        ContractLinks.Linked linked = ContractLinks.link(files.read(), projects, files.diagnostics);
        assertThat(files.problems()).isEmpty();
        return linked;
    }

    @Test
    void linksByTheMetaOfTheModel() {
        ContractLinks.Linked linked = model("models/a.sql", "{{ config(meta={'data_contract': 'C1'}) }} select 1")
                .model("models/orders.sql", "select 1")
                .link("schema: [{name: orders}]");
        assertThat(linked.links()).containsExactly(new Link("c1", 0, "model.shop.a", Means.MODEL_META));
        assertThat(linked.unlinked()).isEmpty();
    }

    @Test
    void linksTheTablesOfAContractByNameAmongTheModelsThatNameIt() {
        ContractLinks.Linked linked = model(
                        "models/a.sql", "{{ config(meta={'data_contract': ['c1', 'c9']}, alias='orders') }} select 1")
                .model("models/b.sql", "{{ config(meta={'data_contract': 'c1'}) }} select 1")
                .model("models/orders.sql", "select 1")
                .link("schema: [{name: orders}, {name: x, physicalName: db.s.B}, {name: none}]");
        assertThat(linked.links())
                .containsExactly(
                        new Link("c1", 0, "model.shop.a", Means.MODEL_META),
                        new Link("c1", 1, "model.shop.b", Means.MODEL_META));
        assertThat(linked.unlinked()).containsExactly(Map.entry("c1#/schema/2", "no model has this name"));
    }

    @Test
    void linksByTheNameAmongSeveralModelsThatNameTheContractOfOneTable() {
        ContractLinks.Linked linked = model("models/a.sql", "{{ config(meta={'data_contract': 'c1'}) }} select 1")
                .model("models/b.sql", "{{ config(meta={'data_contract': 'c1'}) }} select 1")
                .link("schema: [{name: b}]");
        assertThat(linked.links()).containsExactly(new Link("c1", 0, "model.shop.b", Means.MODEL_META));
    }

    @Test
    void linksByACustomProperty() {
        ContractLinks.Linked linked = model("models/a.sql", "select 1")
                .model("models/orders.sql", "select 1")
                .link(
                        "schema: [{name: orders, customProperties: [{property: dbtModel, value: A}]}]",
                        "customProperties: [{property: dbt_model, value: model.shop.a}]\nschema: [{name: orders}]");
        assertThat(linked.links())
                .containsExactly(
                        new Link("c1", 0, "model.shop.a", Means.CUSTOM_PROPERTY),
                        new Link("c2", 0, "model.shop.a", Means.CUSTOM_PROPERTY));
    }

    @Test
    void linksByNamesInAnyCase() {
        ContractLinks.Linked linked = model("models/a.sql", "{{ config(alias='ORDERS') }} select 1")
                .model("models/dotted.name.sql", "select 1")
                .model("seeds/countries.csv", "id\n1\n")
                .link(
                        "schema: [{name: x, physicalName: '\"db\".\"sales\".\"orders\"'}, {name: Countries}, {name: dotted.name}]");
        assertThat(linked.links())
                .containsExactly(
                        new Link("c1", 0, "model.shop.a", Means.NAME),
                        new Link("c1", 1, "seed.shop.countries", Means.NAME),
                        new Link("c1", 2, "model.shop.dotted.name", Means.NAME));
    }

    @Test
    void linksNothingWhereSeveralModelsFit() {
        ContractLinks.Linked linked = model("models/orders.sql", "select 1")
                .model("models/b.sql", "{{ config(alias='orders', schema='x') }} select 1")
                .link("schema: [{name: orders}]");
        assertThat(linked.links()).isEmpty();
        assertThat(linked.unlinked())
                .containsExactly(Map.entry("c1#/schema/0", "several models fit: model.shop.b, model.shop.orders"));
        assertThat(files.onlyNotice().kind()).isEqualTo("ambiguous-contract-link");
        assertThat(files.onlyNotice().message()).contains("set meta.data_contract on one of them");
        assertThat(ContractTestFiles.place(files.onlyNotice().location().orElseThrow()))
                .isEqualTo("c1.yaml:6:17");
    }

    @Test
    void saysWhenNamesOfModelsAreNotKnown() {
        ContractLinks.Linked linked = model("models/a.sql", "{{ config(alias=env_var('X')) }} select 1")
                .link("schema: [{name: orders}]");
        assertThat(linked.unlinked().get("c1#/schema/0")).contains("the names of some models");
    }

    @Test
    void linksNothingOfPackages() {
        ContractLinks.Linked linked = model("packages.yml", "packages: [{package: x/dep, version: 1.0.0}]")
                .model("dbt_packages/dep/dbt_project.yml", "name: dep")
                .model("dbt_packages/dep/models/orders.sql", "select 1")
                .link("schema: [{name: orders}]");
        assertThat(linked.links()).isEmpty();
    }
}
