package dev.bylaw.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Common table expressions, set operations, statements. */
class CombinedQueriesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            trino ~> with q as (select a, lower(b) as b from t), r as (select a, upper(b) as c from q) select * from r ~> a = t.a; c = t.b:transformed[lower, upper]
            trino ~> with q (v, w) as (select a, b from t) select w, v from q         ~> w = t.b; v = t.a
            postgres ~> with q as not materialized (select a from t) select a from q  ~> a = t.a
            trino ~> with q as (with r as (select a from t) select a from r) select a from q ~> a = t.a
            trino ~> with q as (select a from t) (select a from q)                    ~> a = t.a
            trino ~> (with q as (select a from t) select a from q)                    ~> a = t.a
            trino ~> with q as (select a from t), select a from q                     ~> a = t.a
            trino ~> with u as (select a as x from t) select x from u                 ~> x = t.a
            trino ~> with t as (select x as a from u) select a from (with t as (select y as a from u) select a from t) ~> a = u.y
            trino ~> with q as (select sum(a) as s from t) select q.s + max(s) as v from q ~> v = t.a:aggregated[sum], t.a:aggregated[sum, max]
            trino ~> with q as (select a from t) table q                              ~> a = t.a
            postgres ~> with recursive q as (select a from t) search depth first by a set o select a from q ~> a = t.a
            trino ~> select a from t union all select x from u                        ~> a = t.a, u.x
            trino ~> select a, b from t union select x, upper(y) from u               ~> a = t.a, u.x; b = t.b, u.y:transformed[upper]
            trino ~> select a from t union all select null union all select 1         ~> a = t.a
            trino ~> (select a from t) union all (select x from u)                    ~> a = t.a, u.x
            trino ~> select a from t intersect select x from u                        ~> a = t.a, u.x
            trino ~> select * from (select a from t union all select x from u) q      ~> a = t.a, u.x
            duckdb ~> select a, b from t union all by name select y as b, x as a from u ~> a = t.a, u.x; b = t.b, u.y
            snowflake ~> select a from t union by name select x as a, y from u        ~> a = t.a, u.x; y = u.y
            bigquery ~> select a from t full outer union all by name select x as a, y from u ~> a = t.a, u.x; y = u.y
            trino ~> values (1, 'x'), (2, 'y')                                        ~> _col0 =; _col1 =
            trino ~> select a from o union all select a from o                        ~> a = o.a
            """)
    void followsColumnsThroughQueries(String adapter, String sql, String columns) {
        Analysed analysed = Analysed.of(adapter, sql);
        assertThat(analysed.reasons()).as(sql).isEmpty();
        assertThat(String.join("; ", analysed.columns())).isEqualTo(columns);
    }

    @Test
    void countsTheRowsOfSubtractedQueriesAsIndirect() {
        Analysed analysed = Analysed.of("trino", "select a from t where b = 1 except select x from u where y = 1");
        assertThat(analysed.columns()).containsExactly("a = t.a");
        assertThat(analysed.indirect()).isEqualTo("t.b:indirect, u.x:indirect, u.y:indirect");
        assertThat(Analysed.of("snowflake", "select a from t minus select x from u")
                        .columns())
                .containsExactly("a = t.a");
    }

    @Test
    void ordersTheWholeOfASetOperation() {
        Analysed analysed =
                Analysed.of("trino", "select a from t union all select x from u order by a desc, 1 limit 5");
        assertThat(analysed.indirect()).isEqualTo("t.a:indirect, u.x:indirect");
        Analysed bracketed = Analysed.of("trino", "(select a, b from t) order by 2");
        assertThat(bracketed.indirect()).isEqualTo("t.b:indirect");
    }

    @Test
    void takesTheFiltersOfACommonTableExpressionWithIt() {
        Analysed analysed = Analysed.of(
                "trino",
                "with q as (select a from t where b = 1), unused as (select x from u where y = 1), r as"
                        + " (select a from q join u on q.a = u.id) select a from r");
        assertThat(analysed.indirect()).isEqualTo("t.a:indirect, t.b:indirect, u.id:indirect");
    }

    @Test
    void doesNotSpoilTheResultByWhatIsNotUsed() {
        Analysed analysed = Analysed.of(
                "trino", "with q as (select a from t), broken as (select hole_1 from raw.x) select a from q");
        assertThat(analysed.status()).isEqualTo("complete");
    }

    @Test
    void marksBranchesOfDifferentWidth() {
        Analysed analysed = Analysed.of("trino", "select a, b from t union all select x from u");
        assertThat(analysed.column("a"))
                .isEqualTo("t.a, u.x ! the queries of a set operation differ in their number of columns");
    }

    @Test
    void guessesByNameWhereColumnsOfASetOperationAreNotKnown() {
        Analysed analysed = Analysed.of("trino", "select a, b from t union all select * from o");
        assertThat(analysed.column("a"))
                .isEqualTo("t.a ? o.a ! the columns of a set operation are matched by position, and they are not all"
                        + " known: the columns of o are not declared");
        Analysed open = Analysed.of("trino", "select zip from (select * from o union all select * from p) q");
        assertThat(open.column("zip")).startsWith("o.zip ? p.zip ! the columns of a set operation");
    }

    @Test
    void alignsOpenBranchesOfTheSameRelation() {
        Analysed analysed = Analysed.of(
                "trino", "select zip from (select * from o where a = 1 union all select * from o where b = 2) q");
        assertThat(analysed.columns()).containsExactly("zip = o.zip");
        assertThat(analysed.status()).isEqualTo("complete");
    }

    @Test
    void followsARecursion() {
        Analysed analysed = Analysed.of("snowflake", """
                with recursive tree as (
                    select id, a, 1 as depth, b as path from t where c is null
                    union all
                    select t.id, t.a, tree.depth + 1, concat(tree.path, t.b)
                    from t join tree on t.c = tree.id
                )
                select * from tree
                """);
        assertThat(analysed.columns())
                .containsExactly("id = t.id", "a = t.a", "depth =", "path = t.b, t.b:transformed[concat]");
        assertThat(analysed.indirect()).isEqualTo("t.c:indirect, t.id:indirect");
        assertThat(analysed.status()).isEqualTo("complete");
    }

    @Test
    void followsARecursionThatIsNotDeclared() {
        Analysed analysed = Analysed.of(
                "sqlserver",
                "with n as (select a as v from t union all select upper(v) from n where v < 10) select v from n");
        assertThat(analysed.columns()).containsExactly("v = t.a, t.a:transformed[upper]");
    }

    @Test
    void doesNotTakeATableOfTheSameNameForARecursion() {
        Analysed analysed = Analysed.of("trino", "with t as (select a from t where b = 1) select a from t");
        assertThat(analysed.columns()).containsExactly("a = t.a");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            select a from t;;; -- done                                         ~> complete
            create or replace table x as with q as (select a from t) select * from q; ~> complete
            create view x as (select a from t)                                 ~> complete
            insert into x (p, q) select a from t                               ~> complete
            /* only */ -- comments                                             ~> failed: no SQL
            ;                                                                  ~> failed: no SQL
            delete from x                                                      ~> failed: expected a query but found delete at line 1, column 1
            create table x (a int)                                             ~> failed: expected a query but found create at line 1, column 1
            select a from t where (                                            ~> failed: ( is not closed at line 1, column 23
            select a) from t                                                   ~> failed: ) closes nothing, ( is missing before it at line 1, column 9
            select 'a from t                                                   ~> failed: string is not closed, expected ' at line 1, column 8
            select "a from t                                                   ~> failed: quoted name is not closed, expected " at line 1, column 8
            select a /* from t                                                 ~> failed: comment is not closed, expected */ at line 1, column 10
            select                                                             ~> failed: the query at line 1, column 7 is not understood: expected a column but found the end
            with q as (select a from t)                                        ~> failed: the query at line 1, column 28 is not understood: expected SELECT but found the end
            select a from t |> extend b as c                                   ~> failed: the pipe operator |> at line 1, column 17 is not analysed, write the query as a SELECT
            with q as (select a from t) from q |> where a = 1                  ~> failed: the pipe operator |> at line 1, column 36 is not analysed, write the query as a SELECT
            hole_1                                                             ~> failed: macro m is not known
            with q as (select a from t) hole_1                                 ~> failed: macro m is not known
            select a from t; select b from t                                   ~> partial: only the last of 2 statements is analysed
            """)
    void readsStatements(String sql, String expected) {
        Analysed analysed = Analysed.of("trino", sql);
        String found = analysed.reasons().isEmpty()
                ? analysed.status()
                : analysed.status() + ": " + String.join("; ", analysed.reasons());
        assertThat(found).isEqualTo(expected);
        if (analysed.status().equals("failed")) {
            assertThat(analysed.columns()).isEmpty();
            assertThat(analysed.analysis().open()).isPresent();
        }
    }

    @Test
    void failsOnEmptyText() {
        assertThat(Analysed.of("trino", "").reasons()).containsExactly("no SQL");
        assertThat(Analysed.of("trino", " \n\t ").status()).isEqualTo("failed");
    }

    @Test
    void readsOneBadCommonTableExpressionAsOpen() {
        Analysed analysed = Analysed.of(
                "trino", "with bad as (selec a from t), q as (select b from t) select bad.a, q.b from bad, q");
        assertThat(analysed.column("b")).isEqualTo("t.b");
        assertThat(analysed.column("a"))
                .isEqualTo("! the query at line 1, column 14 is not understood: expected SELECT but found selec");
    }
}
