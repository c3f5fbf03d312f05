package dev.bylaw.internal.dbt;

import static dev.bylaw.internal.dbt.DbtTestProject.config;
import static dev.bylaw.internal.dbt.DbtTestProject.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnknownConfigTest {
    private static final Optional<String> REASON = Optional.of("env_var('F') is not given and has no default");

    private static DbtNode model(String settings, String sql, String properties) {
        DbtTestProject project = new DbtTestProject()
                .file("dbt_project.yml", DbtTestProject.SETTINGS + settings)
                .file("models/a.sql", sql)
                .file("models/m.yml", properties.isEmpty() ? "version: 2" : properties);
        DbtNode node = project.node("model.shop.a");
        assertThat(project.problems()).isEmpty();
        return node;
    }

    private static Tree.Sequence list(DbtNode node, String key) {
        return (Tree.Sequence) tree(node, key);
    }

    private static Tree.Mapping mapping(DbtNode node, String key) {
        return (Tree.Mapping) tree(node, key);
    }

    @Test
    void opensListsThatAnUnknownListIsAppendedTo() {
        DbtNode node = model(
                "models: {+tags: all}\n",
                "{{ config(tags=env_var('F')) }}",
                "models: [{name: a, config: {tags: yml}}]");
        assertThat(Trees.plain(list(node, "tags"))).isEqualTo(List.of("all", "yml"));
        assertThat(list(node, "tags").open()).isEqualTo(REASON);
        assertThat(((Tree.Sequence) node.attribute("tags").orElseThrow()).open())
                .isEqualTo(REASON);
    }

    @Test
    void opensListsThatAnUnknownItemIsAppendedTo() {
        DbtNode node = model("", "{{ config(tags=['a', env_var('F'), 'b']) }}", "");
        assertThat(Trees.plain(list(node, "tags"))).isEqualTo(List.of("a", "b"));
        assertThat(list(node, "tags").open()).isEqualTo(REASON);
    }

    @Test
    void doubtsWhatAnUnknownMappingMayHaveReplaced() {
        DbtNode node = model("models: {+meta: {owner: x}}\n", "{{ config(meta=env_var('F')) }}", "");
        assertThat(mapping(node, "meta").open()).isEqualTo(REASON);
        assertThat(mapping(node, "meta").get("owner").orElseThrow()).isInstanceOf(Tree.Unknown.class);
    }

    @Test
    void knowsWhatComesAfterAnUnknownMapping() {
        DbtNode node = model(
                "",
                "{{ config(meta={'owner': 'me'}) }}",
                "models: [{name: a, config: {meta: \"{{ env_var('F') }}\"}}]");
        assertThat(Trees.plain(mapping(node, "meta"))).isEqualTo(Map.of("owner", "me"));
        assertThat(mapping(node, "meta").open()).isPresent();
    }

    @Test
    void keepsUnknownValuesInsideMappings() {
        DbtNode node = model("", "{{ config(meta={'owner': env_var('F'), 'x': 1}) }}", "");
        assertThat(mapping(node, "meta").get("owner").orElseThrow())
                .isInstanceOf(Tree.Unknown.class)
                .extracting(tree -> tree.origin().location().orElseThrow().start())
                .isEqualTo(new Position(1, 26));
        assertThat(mapping(node, "meta").open()).isEmpty();
    }

    @Test
    void doubtsWhatATemplateThatDbtRefusesSets() {
        DbtTestProject project = new DbtTestProject()
                .file("models/a.sql", "{{ config(alias='x', tags=f()) }} select * from {{ ref('b') }}")
                .file("models/b.sql", "{{ config(tags='b') }} select 1");
        DbtNode node = project.node("model.shop.a");
        assertThat(project.problems()).containsExactly("'f' is undefined");
        assertThat(project.diagnostics
                        .problems()
                        .get(0)
                        .location()
                        .orElseThrow()
                        .start())
                .isEqualTo(new Position(1, 4));
        assertThat(tree(node, "materialized")).isInstanceOf(Tree.Unknown.class);
        assertThat(list(node, "tags").open()).isPresent();
        assertThat(config(project.node("model.shop.b"), "tags")).isEqualTo(List.of("b"));
    }

    @Test
    void letsAnUnknownClobber() {
        DbtNode node = model("models: {+materialized: table}\n", "{{ config(materialized=env_var('F')) }}", "");
        assertThat(tree(node, "materialized")).isInstanceOf(Tree.Unknown.class);
    }

    @Test
    void letsAKnownValueClobberAnUnknownOne() {
        DbtNode node =
                model("models: {+materialized: \"{{ env_var('F') }}\"}\n", "{{ config(materialized='table') }}", "");
        assertThat(config(node, "materialized")).isEqualTo("table");
    }

    @Test
    void keepsANodeWhoseEnabledIsUnknown() {
        DbtNode node = model("", "{{ config(enabled=env_var('F')) }}", "");
        assertThat(node.enabled()).isInstanceOf(Tree.Unknown.class);
        assertThat(node.isDisabled()).isFalse();
    }

    @Test
    void extendsGrantsByUnknownLists() {
        DbtNode node = model(
                "models: {+grants: {select: [a], insert: [b]}}\n",
                "{{ config(grants={'+select': env_var('F'), 'insert': env_var('F')}) }}",
                "");
        Tree.Mapping grants = mapping(node, "grants");
        Tree.Sequence select = (Tree.Sequence) grants.get("select").orElseThrow();
        assertThat(Trees.plain(select)).isEqualTo(List.of("a"));
        assertThat(select.open()).isEqualTo(REASON);
        assertThat(grants.get("insert").orElseThrow()).isInstanceOf(Tree.Unknown.class);
        DbtNode whole = model("models: {+grants: {select: [a]}}\n", "{{ config(grants=env_var('F')) }}", "");
        assertThat(mapping(whole, "grants").open()).isEqualTo(REASON);
        assertThat(mapping(whole, "grants").get("select").orElseThrow()).isInstanceOf(Tree.Unknown.class);
    }

    @Test
    void doubtsValuesSetUnderACondition() {
        DbtNode node = model(
                "models: {+tags: [all]}\n",
                "{% if env_var('F') == 'prod' %}{{ config(materialized='table', tags=['x']) }}{% endif %}",
                "");
        assertThat(tree(node, "materialized")).isInstanceOf(Tree.Unknown.class);
        assertThat(Trees.plain(list(node, "tags"))).isEqualTo(List.of("all"));
        assertThat(list(node, "tags").open()).isPresent();
    }

    @Test
    void mergesUnknownValuesOfSeveralCalls() {
        DbtNode node = model(
                "",
                "{{ config(tags='a', meta={'x': 1}, grants={'select': 'r'}) }}{{ config(tags=env_var('F'), meta=env_var('F'), grants=env_var('F')) }}{{ config(meta={'y': 2}) }}",
                "");
        assertThat(Trees.plain(list(node, "tags"))).isEqualTo(List.of("a"));
        assertThat(list(node, "tags").open()).isEqualTo(REASON);
        assertThat(mapping(node, "meta").get("x").orElseThrow()).isInstanceOf(Tree.Unknown.class);
        assertThat(mapping(node, "meta").get("y").map(Trees::plain)).contains(2L);
        assertThat(mapping(node, "grants").open()).isEqualTo(REASON);
    }

    @Test
    void doubtsEverythingBelowAnUnknownLevel() {
        DbtNode node = model("models: \"{{ env_var('F') }}\"\n", "{{ config(alias='x') }}", "");
        assertThat(node.config().open()).isPresent();
        assertThat(tree(node, "materialized")).isInstanceOf(Tree.Unknown.class);
        assertThat(config(node, "alias")).isEqualTo("x");
        assertThat(list(node, "tags").open()).isPresent();
    }

    @Test
    void doubtsEverythingAnUnknownPropertiesConfigMaySay() {
        DbtNode node =
                model("models: {+schema: x}\n", "select 1", "models: [{name: a, config: \"{{ env_var('F') }}\"}]");
        assertThat(tree(node, "schema")).isInstanceOf(Tree.Unknown.class);
        assertThat(node.config().open()).isPresent();
    }

    @Test
    void opensColumnsThatCannotBeTold() {
        DbtNode node = model(
                "",
                "select 1",
                "models: [{name: a, columns: [{name: id, tags: [\"{{ env_var('F') }}\"], meta: \"{{ env_var('F') }}\"}]}]");
        Tree.Mapping column = (Tree.Mapping) node.columns().get("id").orElseThrow();
        assertThat(((Tree.Sequence) column.get("tags").orElseThrow()).open()).isPresent();
        assertThat(((Tree.Mapping) column.get("meta").orElseThrow()).open()).isPresent();
        DbtNode all = model("", "select 1", "models: [{name: a, columns: \"{{ env_var('F') }}\"}]");
        assertThat(all.columns().open()).isPresent();
    }

    @Test
    void saysWhichLayerSetEachValue() {
        DbtNode node = model(
                "models:\n  +schema: one\n  shop:\n    +meta: {a: 1}\n",
                "{{ config(alias='al', tags=['x']) }}",
                "models:\n  - name: a\n    config:\n      meta: {b: 2}\n");
        assertThat(tree(node, "schema").origin())
                .isEqualTo(new Origin(
                        Optional.of(new Location("dbt_project.yml", new Position(5, 12), new Position(5, 15))),
                        "dbt_project.yml models"));
        assertThat(mapping(node, "meta").get("a").orElseThrow().origin().layer())
                .isEqualTo("dbt_project.yml models.shop");
        Origin properties = mapping(node, "meta").get("b").orElseThrow().origin();
        assertThat(properties.layer()).isEqualTo("properties");
        assertThat(properties.location().orElseThrow().file()).isEqualTo("models/m.yml");
        assertThat(properties.location().orElseThrow().start()).isEqualTo(new Position(4, 17));
        assertThat(tree(node, "alias").origin().layer()).isEqualTo("config()");
        assertThat(tree(node, "alias").origin().location().orElseThrow().start())
                .isEqualTo(new Position(1, 17));
        assertThat(tree(node, "materialized").origin()).isEqualTo(Origin.DEFAULT);
    }
}
