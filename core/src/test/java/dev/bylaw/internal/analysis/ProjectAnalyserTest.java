package dev.bylaw.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Columns and their lineage through a project. */
class ProjectAnalyserTest {
    private static final String SOURCES = """
            sources:
              - name: crm
                tables:
                  - name: people
                    columns: [{name: id}, {name: Email}]
            """;

    private static AnalysedProject project() {
        return new AnalysedProject("duckdb")
                .file("models/sources.yml", SOURCES)
                .file("seeds/countries.csv", "code,label\nDE,Germany\n")
                .model("stg_people", "select id, lower(email) as mail from {{ source('crm', 'people') }}");
    }

    @Test
    void followsColumnsThroughModelsInTheSpellingOfTheirRelation() {
        Map<String, NodeAnalysis> analyses = project()
                .model(
                        "a_people",
                        "select p.*, c.label from {{ ref('stg_people') }} p cross join {{ ref('countries') }} c")
                .analyse();
        assertThat(analyses).containsOnlyKeys("model.shop.a_people", "model.shop.stg_people");
        NodeAnalysis staged = analyses.get("model.shop.stg_people");
        assertThat(staged.reasons()).isEmpty();
        assertThat(staged.status()).isEqualTo("complete");
        assertThat(staged.isAnalysed()).isTrue();
        assertThat(AnalysedProject.columns(staged))
                .containsExactly("id = crm.people#id:identity", "mail = crm.people#Email:transformed[lower]");
        assertThat(AnalysedProject.columns(analyses.get("model.shop.a_people")))
                .containsExactly(
                        "id = stg_people#id:identity",
                        "mail = stg_people#mail:identity",
                        "label = countries#label:identity");
    }

    @Test
    void namesColumnsAsDeclared() {
        NodeAnalysis analysis = project()
                .file("models/m.yml", "models:\n  - name: m\n    columns: [{name: Mail}]\n")
                .model("m", "select MAIL from {{ ref('stg_people') }}")
                .model("m");
        assertThat(AnalysedProject.columns(analysis)).containsExactly("Mail = stg_people#mail:identity");
        assertThat(analysis.columns().get(0).location().toString()).contains("models/m.sql");
        assertThat(analysis.columns().get(0).lineageStatus()).isEqualTo("full");
    }

    @Test
    void leavesTheColumnsOfASourceOpen() {
        NodeAnalysis analysis = project()
                .model("m", "select * from {{ source('crm', 'people') }}")
                .model("m");
        assertThat(analysis.status()).isEqualTo("partial");
        assertThat(AnalysedProject.columns(analysis))
                .containsExactly("id = crm.people#id:identity", "Email = crm.people#Email:identity");
        assertThat(analysis.open()).contains("source people may have columns that are not declared");
    }

    @Test
    void takesARelationInThePlaceOfAColumnForUnknown() {
        NodeAnalysis analysis =
                project().model("m", "select 1 as id, {{ ref('stg_people') }}").model("m");
        assertThat(AnalysedProject.columns(analysis)).containsExactly("id =");
        assertThat(analysis.status()).isEqualTo("partial");
        assertThat(analysis.open()).contains("a relation stands where a column is expected");
    }

    @Test
    void unitesBothQueriesOfAnIncrementalModel() {
        NodeAnalysis analysis = project().model("m", """
                        {{ config(materialized='incremental') }}
                        {% if is_incremental() %}
                        select mail as contact, id from {{ ref('stg_people') }} where id > (select max(id) from {{ this }})
                        union all
                        select contact, id from {{ this }}
                        {% else %}
                        select label as contact, 1 as id from {{ ref('countries') }}
                        {% endif %}
                        """).model("m");
        assertThat(AnalysedProject.columns(analysis))
                .containsExactly(
                        "contact = stg_people#mail:identity, countries#label:identity", "id = stg_people#id:identity");
        assertThat(analysis.status()).isEqualTo("complete");
        assertThat(analysis.open()).isEmpty();
    }

    @Test
    void takesAnInputOfOneQueryOnlyAsAnInput() {
        NodeAnalysis analysis = project().model("m", """
                        {{ config(materialized='incremental') }}
                        select id{% if is_incremental() %}, mail as extra, coalesce(mail, '') as both_{% else %}, 'x' as both_{% endif %}
                        from {{ ref('stg_people') }}
                        """).model("m");
        assertThat(AnalysedProject.columns(analysis))
                .containsExactly(
                        "id = stg_people#id:identity",
                        "both_ = stg_people#mail:transformed[coalesce]",
                        "extra = stg_people#mail:identity");
    }

    @Test
    void keepsWhatIsKnownWhereOnlyTheIncrementalQueryIsBroken() {
        NodeAnalysis analysis = project().model("m", """
                        {{ config(materialized='incremental') }}
                        select id from {{ ref('stg_people') }} {% if is_incremental() %} where ( {% endif %}
                        """).model("m");
        assertThat(analysis.status()).isEqualTo("partial");
        assertThat(AnalysedProject.columns(analysis))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("id = stg_people#id:identity ! ( is not closed");
    }

    @Test
    void doubtsEveryColumnBehindAConditionThatCannotBeKnown() {
        NodeAnalysis analysis = project()
                .model(
                        "m",
                        "select id{% if run_query('x').rows[0][0] == 1 %}, mail as other{% endif %} from {{ ref('stg_people') }}")
                .model("m");
        assertThat(analysis.status()).isEqualTo("partial");
        assertThat(analysis.open()).isPresent();
        assertThat(analysis.columns())
                .allSatisfy(column -> assertThat(column.unknown()).isPresent());
    }

    @Test
    void readsNodesThatOnlyAnUntakenBranchReads() {
        NodeAnalysis analysis = project()
                .model("m", "select 1 as a {% if target.name == 'prod' %} from {{ ref('stg_people') }} {% endif %}")
                .model("m");
        assertThat(analysis.reads()).containsExactly("model.shop.stg_people");
        assertThat(analysis.status()).isEqualTo("complete");
    }

    @Test
    void unitesTwoColumnsOfOneName() {
        NodeAnalysis analysis = project()
                .model("m", "select id as a, mail as A from {{ ref('stg_people') }}")
                .model("m");
        assertThat(AnalysedProject.columns(analysis))
                .containsExactly("a = stg_people#id:identity, stg_people#mail:identity");
        assertThat(analysis.reasons()).containsExactly("two columns are called A");
    }

    @Test
    void addsTheColumnsOfSnapshots() {
        Map<String, NodeAnalysis> analyses = project()
                .file("snapshots/s.sql", """
                        {% snapshot people_history %}
                        {{ config(unique_key='id', strategy='check', check_cols='all', hard_deletes='new_record',
                                  snapshot_meta_column_names={'dbt_valid_from': 'begins'}) }}
                        select * from {{ ref('stg_people') }}
                        {% endsnapshot %}
                        """)
                .model("m", "select begins, mail from {{ ref('people_history') }}")
                .analyse();
        assertThat(analyses.get("snapshot.shop.people_history").columns().stream()
                        .map(NodeAnalysis.Column::name)
                        .toList())
                .containsExactly(
                        "id", "mail", "dbt_scd_id", "dbt_updated_at", "begins", "dbt_valid_to", "dbt_is_deleted");
        assertThat(analyses.get("model.shop.m").status()).isEqualTo("complete");
    }

    @Test
    void doesNotLoopWhereModelsReadEachOther() {
        Map<String, NodeAnalysis> analyses = project()
                .model("x", "select a, b from {{ ref('y') }}")
                .model("y", "select * from {{ ref('x') }}")
                .analyse();
        assertThat(analyses.get("model.shop.x").columns()).hasSize(2);
        assertThat(analyses.get("model.shop.y").status()).isEqualTo("partial");
    }

    @Test
    void saysWhyAModelWasNotAnalysed() {
        AnalysedProject project = project()
                .model("broken", "select ( from {{ ref('stg_people') }}")
                .model("reads_broken", "select a from {{ ref('broken') }}")
                .model("refused", "{{ exceptions.raise_compiler_error('no') }}")
                .file("models/py.py", "def model(dbt, session):\n    return dbt.ref('stg_people')\n");
        assertThat(project.model("broken").reasons()).containsExactly("( is not closed at line 1, column 8");
        assertThat(project.model("broken").isAnalysed()).isFalse();
        assertThat(project.model("py").reasons()).containsExactly("it is a Python model");
        assertThat(project.model("refused").status()).isEqualTo("failed");
        assertThat(AnalysedProject.columns(project.model("reads_broken"))).containsExactly("a = broken#a:identity");
        assertThat(project.analyse(() -> true).get("model.shop.stg_people").reasons())
                .containsExactly("the check was cancelled");
    }

    @Test
    void doubtsColumnsOfTablesOutsideTheProject() {
        NodeAnalysis analysis =
                project().model("m", "select a from raw.secrets").model("m");
        assertThat(analysis.columns().get(0).lineageStatus()).isEqualTo("unknown");
        NodeAnalysis both = project()
                .model("m", "select zip from {{ source('crm', 'people') }} a, {{ source('crm', 'people') }} b")
                .model("m");
        assertThat(both.columns().get(0).inputs()).isNotEmpty();
    }
}
