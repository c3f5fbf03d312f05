package dev.bylaw.internal.dbt;

import static dev.bylaw.internal.dbt.DbtTestProject.attribute;
import static dev.bylaw.internal.dbt.DbtTestProject.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigPrecedenceTest {
    private static DbtTestProject workedExample() {
        return new DbtTestProject()
                .file("dbt_project.yml", """
                        name: shop
                        version: '1.0'
                        profile: shop
                        models:
                          +tags: all
                          +grants: {select: [reader]}
                          meta: {lost: true}
                          shop:
                            +meta: {owner: team-a, sla: {tier: gold, hours: 4}}
                            marts:
                              +tags: [mart]
                              materialized: table
                              +grants: {+select: [bi]}
                          dep:
                            +meta: {owner: root}
                            +materialized: table
                        """)
                .file(
                        "models/marts/_m.yml",
                        "models:\n  - name: orders\n    config: {tags: [yml], meta: {sla: {tier: silver}}}\n")
                .file(
                        "models/marts/orders.sql",
                        "{{ config(tags='sql', format='parquet') }} {{ config(tags=['mart'], grants={'+select': 'audit', 'insert': 'etl'}) }} select 1 as id")
                .file("packages.yml", "packages:\n  - local: dep\n")
                .file("dbt_packages/dep/dbt_project.yml", """
                        name: dep
                        version: '1.0'
                        models:
                          +materialized: view
                          dep:
                            +meta: {owner: dep, x: 1}
                        """)
                .file("dbt_packages/dep/models/m.sql", "{{ config(materialized='incremental') }} select 1 as id")
                .file("dep/dbt_project.yml", "name: dep\n");
    }

    @Test
    void computesTheWorkedExample() {
        DbtTestProject example = workedExample().without("dep/dbt_project.yml").without("packages.yml");
        DbtNode orders = example.node("model.shop.orders");
        assertThat(config(orders, "tags")).isEqualTo(List.of("all", "mart", "yml", "sql", "mart"));
        assertThat(attribute(orders, "tags")).isEqualTo(List.of("all", "mart", "sql", "yml"));
        assertThat(config(orders, "meta")).isEqualTo(Map.of("owner", "team-a", "sla", Map.of("tier", "silver")));
        assertThat(config(orders, "grants"))
                .isEqualTo(Map.of("select", List.of("reader", "bi", "audit"), "insert", List.of("etl")));
        assertThat(config(orders, "materialized")).isEqualTo("table");
        assertThat(config(orders, "format")).isEqualTo("parquet");
        DbtNode packaged = example.node("model.dep.m");
        assertThat(config(packaged, "tags")).isEqualTo(List.of("all"));
        assertThat(config(packaged, "meta")).isEqualTo(Map.of("owner", "root", "x", 1L));
        assertThat(config(packaged, "grants")).isEqualTo(Map.of("select", List.of("reader")));
        assertThat(config(packaged, "materialized")).isEqualTo("table");
        assertThat(example.problems()).isEmpty();
        assertThat(example.notices()).containsOnly("unprefixed-config");
    }
}
