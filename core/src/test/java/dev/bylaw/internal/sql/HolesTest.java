package dev.bylaw.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What could not be rendered makes uncertain what it may reach, and nothing else. */
class HolesTest {
    private static final String REASON = "macro m is not known";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            hole_1 as x                  ~> ! macro m is not known
            upper(hole_1) as x           ~> ! macro m is not known
            a + hole_1 as x              ~> t.a:transformed ! macro m is not known
            t.hole_1 as x                ~> ! macro m is not known
            hole_1.a as x                ~> ! macro m is not known
            hole_1(a, upper(b)) as x     ~> ? t.a:transformed, t.b:transformed ! macro m is not known
            hole_1(a) over (order by b) as x ~> ? t.a:transformed ! macro m is not known
            prefix_hole_1_suffix as x    ~> ! macro m is not known
            "hole_1" as x                ~> ! macro m is not known
            case when hole_1 then a end as x ~> t.a:transformed ! macro m is not known
            coalesce(hole_1, hole_2) as x ~> ! macro m is not known; macro n is not known
            a hole_1 b as x              ~> no column x
            cast(a as hole_1) as x       ~> t.a:transformed[cast]
            'hole_1' as x                ~>
            (select max(x) from hole_1) as x ~> ! macro m is not known
            """)
    void makesExpressionsUncertain(String item, String expected) {
        Analysed analysed = Analysed.of("trino", "select b, " + item + ", upper(c) as y from t");
        assertThat(analysed.column("b")).isEqualTo("t.b");
        assertThat(analysed.column("y")).isEqualTo("t.c:transformed[upper]");
        assertThat(analysed.column("x")).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            select hole_1 from t                       ~>
            select hole_1, a from t                    ~> a = t.a
            select a as hole_1, b from t               ~> b = t.b
            select a hole_1, b from t                  ~> b = t.b
            select * from hole_1                       ~>
            select a, * from t join hole_1 using (id)  ~> a = t.a
            """)
    void opensTheListOfColumns(String sql, String first) {
        Analysed analysed = Analysed.of("trino", sql);
        assertThat(analysed.analysis().open()).contains(REASON);
        assertThat(analysed.status()).isEqualTo("partial");
        if (first != null) {
            assertThat(analysed.columns()).contains(first);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            select a, zip from hole_1                          ~> ! macro m is not known
            select zip from t join hole_1 on t.id = hole_1.id  ~> ! macro m is not known
            select zip from t hole_1 where b = 1               ~> ! a query of a set operation is not known: macro m is not known; macro m is not known
            select zip from (hole_1) q                         ~> ! macro m is not known
            with q as (hole_1) select zip from q               ~> ! macro m is not known
            with q as (select a from t hole_1 where 1 = 1) select zip from q ~> ! column zip is in none of q
            with q as (hole_1(a, b)) select zip from q         ~> ! macro m is not known
            with hole_1(a), q as (select b as zip from hole_2) select zip from q ~> ! macro n is not known
            with q as (select a from t), hole_1 select zip from r ~> ! table r is no relation of the project; macro m is not known
            hole_1 with q as (select a from t) select zip from q ~> ! column zip is in none of q
            select x.zip from hole_1.schema x                  ~> ! macro m is not known
            select zip from t, hole_1(a) q                     ~> ! macro m is not known
            """)
    void opensRelations(String sql, String expected) {
        Analysed analysed = Analysed.of("trino", sql);
        assertThat(analysed.column("zip")).isEqualTo(expected);
        assertThat(analysed.reasons()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "select a from t where hole_1",
        "select a from t where hole_1 and b = 1",
        "select a from t group by hole_1",
        "select a from t order by hole_1, b",
        "select a from t limit hole_1",
        "select a from t join u on hole_1",
        "hole_1(b) with q as (select a from t) select a from q"
    })
    void leavesColumnsCertainWhereOnlyRowsAreConcerned(String sql) {
        Analysed analysed = Analysed.of("trino", sql);
        assertThat(analysed.columns()).containsExactly("a = t.a");
        assertThat(analysed.status()).isEqualTo("partial");
        assertThat(analysed.reasons()).containsExactly(REASON);
    }

    @ParameterizedTest
    @CsvSource({
        "select a from t hole_1",
        "select a from t where b = 1 hole_1",
        "select a from t where b = 1 hole_1 group by a",
        "select a from t where b = 1 hole_1(b)",
        "select a from t hole_1(b)",
        "select a from t hole_1(b) where b = 1",
        "select a from t as q join u using (id) hole_1 order by a",
        "select a from (select a from t) hole_1",
        "select a from (select a from t hole_1(b)) q",
        "select a from t where b in (1) hole_1 limit 1",
        "with q as (select a from t) hole_1 select a from q",
        "hole_1 select a from t",
        "hole_1(b) select a from t",
        "select a from t union all hole_1(b)",
        "select a from t union all hole_1",
        "select a from t union all select x from u hole_1"
    })
    void makesColumnsUncertainWhereAnotherQueryMayBeUnited(String sql) {
        Analysed analysed = Analysed.of("trino", sql);
        assertThat(analysed.column("a")).startsWith("t.a").contains(" ! ").contains(REASON);
    }

    @Test
    void findsTheLongestHoleWithinAName() {
        SqlRequest request =
                Analysed.request("trino", "select x_marker_10_y as p, x_marker_1_y as q, marker_2 as r from t");
        SqlRequest holes = new SqlRequest(
                request.sql(),
                "trino",
                request.relations(),
                java.util.Map.of("marker_1", "one", "marker_10", "ten", "marker_3", "three"),
                request.columns());
        Analysed analysed = Analysed.of(new SqlAnalyser().analyse(holes));
        assertThat(analysed.columns())
                .containsExactly("p = ! ten", "q = ! one", "r = ! column marker_2 is in none of t");
    }
}
