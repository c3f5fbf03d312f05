package dev.bylaw.internal.dbt.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found in models beside their text: configuration with its places, references, and what is left of failures. */
class RenderedModelsTest {
    private static Map<String, Object> values(RenderedTemplate rendered) {
        Map<String, Object> values = new LinkedHashMap<>();
        rendered.config()
                .forEach(call -> call.entries().forEach((key, entry) -> values.put(key, Project.value(entry.value()))));
        return values;
    }

    @Test
    void keepsTheLocationOfEachConfiguredValue() {
        RenderedTemplate rendered = Project.plain().render("""
                {{ config(
                    materialized='table',
                    meta={'owner': 'a', 'list': [1, {'deep': true}]},
                    alias='x' ~ 1
                ) }}
                """);
        Tree.Mapping call = rendered.config().get(0);
        Tree.Mapping meta = (Tree.Mapping) call.get("meta").orElseThrow();
        Tree.Sequence list = (Tree.Sequence) meta.get("list").orElseThrow();
        Tree.Mapping deep = (Tree.Mapping) list.items().get(1);
        assertThat(Project.place(call.get("materialized").orElseThrow())).isEqualTo("models/orders.sql:2:18-2:25");
        assertThat(Project.place(call.entries().get("materialized").key().orElseThrow()))
                .isEqualTo("models/orders.sql:2:5-2:17");
        assertThat(Project.place(meta.get("owner").orElseThrow())).isEqualTo("models/orders.sql:3:20-3:23");
        assertThat(Project.place(deep.get("deep").orElseThrow())).isEqualTo("models/orders.sql:3:46-3:50");
        assertThat(Project.place(call.get("alias").orElseThrow())).isEqualTo("models/orders.sql:4:11-4:18");
        assertThat(call.origin().layer()).isEqualTo("config()");
    }

    @Test
    void doubtsConfigurationUnderAConditionThatIsNotKnown() {
        RenderedTemplate rendered = Project.plain()
                .render("{% if env_var('A') %}{{ config(alias='x') }}{% endif %}{{ config(schema=env_var('B')) }}");
        assertThat(values(rendered))
                .containsEntry("alias", "(unknown) it is set under a condition that cannot be known")
                .containsEntry("schema", "(unknown) env_var('B') is not given and has no default");
    }

    @Test
    void takesEarlierLayersIntoAccount() {
        Project project = Project.plain().config(Map.of("materialized", "view", "tags", List.of("a")));
        assertThat(project.text("{{ config.get('materialized') }}")).isEqualTo("view");
        RenderedTemplate rendered = project.render("{{ config(tags=['b']) }}{{ config.get('tags') }}");
        assertThat(rendered.holes().get(0).reason())
                .isEqualTo("the configuration 'tags' is put together of several layers");
    }

    @Test
    void findsReferencesOfBranchesThatAreNotTaken() {
        RenderedTemplate rendered = Project.plain()
                .render("select * from {{ ref('a') }}"
                        + "{% if is_incremental() %}{{ ref('b') }}{{ this }}{% elif target.name == 'prod' %}{{ ref('c') }}"
                        + "{{ nope.x }}{% endif %}{% if execute %}{{ source('s', 't') }}{% endif %}"
                        + "{% if false %}{{ ref('d') }}{% endif %}");
        assertThat(rendered.failure()).isEmpty();
        assertThat(Project.reference(rendered, "a").orElseThrow().untaken()).isFalse();
        assertThat(Project.reference(rendered, "b").orElseThrow().untaken()).isTrue();
        assertThat(Project.reference(rendered, "c").orElseThrow().untaken()).isTrue();
        assertThat(Project.reference(rendered, "t").orElseThrow().untaken()).isTrue();
        assertThat(Project.reference(rendered, "d")).isEmpty();
        assertThat(rendered.askedIncremental()).isTrue();
    }

    @Test
    void keepsTheSkeletonOfATemplateThatIsNoTemplate() {
        RenderedTemplate rendered = Project.plain().render("""
                {{ config(alias='x') }}
                {# a #}{% macro m() %}hidden{% endmacro %}{% set s %}hidden{% endset %}
                select {{ 1 + }}, {{ 'lit' }} from {{ ref('a') }} {% for x in y %}{{ x }}{% else %}none{% endfor %}
                {% if is_incremental() %}part{% else %}full {{ source('s', 't') }}{% endif %}
                {% if z %}one{% elif q %}two{% else %}three{% endif %}{% raw %}{{ raw }}{% endraw %} {{ this }}
                """);
        assertThat(rendered.failure().orElseThrow().location().orElseThrow().start())
                .isEqualTo(new Position(3, 15));
        assertThat(rendered.text().text().replaceAll("\\s+", " ").strip())
                .isEqualTo(
                        "select bylaw_hole_1, lit from bylaw_ref_1 bylaw_hole_2 full bylaw_ref_2 one{{ raw }} bylaw_ref_3");
        assertThat(values(rendered)).containsEntry("alias", "x");
        assertThat(rendered.references()).hasSize(2);
    }

    @Test
    void rendersTheSnapshotWithTheNameOfTheNode() {
        Templates templates = Project.plain().templates();
        SourceFile file = new SourceFile(
                "snapshots/s.sql",
                "{% snapshot a %}select 1{% endsnapshot %}{% snapshot b %}select {{ ref('x') }}{% endsnapshot %}");
        RenderedTemplate rendered = templates.render(new Templates.Request(
                file, "shop", "snapshot.shop.b", "b", new Tree.Mapping(Map.of(), Origin.DEFAULT), false));
        assertThat(rendered.text().text()).isEqualTo("select bylaw_ref_1");
    }

    @Test
    void givesAllOfATextTheLocationOfTheText() {
        Location place = new Location("dbt_project.yml", new Position(7, 3), new Position(7, 9));
        Tree.Scalar hook = new Tree.Scalar(
                "{{ config(meta={'a': [1, env_var('B')]}) }}grant {{ ref('a') }} {{ source('s', 't') }} {{ this }}"
                        + " {{ env_var('A') }}",
                Origin.of(place, "models"));
        Project project = Project.plain();
        RenderedTemplate rendered = project.templates().renderText(hook, project.request(""));
        assertThat(rendered.references())
                .hasSize(2)
                .allMatch(one -> one.location().equals(place));
        assertThat(rendered.relations()).hasSize(3);
        assertThat(rendered.relations().values()).allMatch(one -> one.location().equals(place));
        assertThat(rendered.holes()).allMatch(one -> one.location().equals(place));
        assertThat(Project.place(rendered.config().get(0).get("meta").orElseThrow()))
                .isEqualTo("dbt_project.yml:7:3-7:9");
        RenderedTemplate failed = project.templates()
                .renderText(new Tree.Scalar("{{ 1 + }}", Origin.of(place, "models")), project.request(""));
        assertThat(failed.failure().orElseThrow().location()).contains(place);
    }

    @Test
    void showsWhatIsCompiledWhereParsingGivesNothing() {
        RenderedTemplate rendered = Project.plain().render("{% if execute %}select * from {{ ref('a') }}{% endif %}");
        assertThat(rendered.text().text()).isEqualTo("select * from bylaw_ref_1");
        assertThat(rendered.references()).allMatch(Reference::untaken);
    }

    @Test
    void readsTheOtherMacrosOfAFileWithABrokenOne() {
        Project project = Project.plain()
                .macro("{% macro good() %}good{% endmacro %}{% macro bad() %}{{ 1 + }}{% endmacro %}"
                        + "{% macro twice() %}1{% endmacro %}")
                .macro("{% macro twice() %}2{% endmacro %}{% macro open() %}");
        assertThat(project.text("{{ good() }}")).isEqualTo("good");
        assertThat(project.render("{{ bad() }}").failure()).isPresent();
        assertThat(project.templates().problems()).isNotEmpty();
    }
}
