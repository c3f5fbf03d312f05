package dev.bylaw.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.text.MappedText;
import dev.bylaw.internal.text.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The columns of a select list: their names, their places, stars, aliases. */
class SelectListTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            trino      ~> a as x                      ~> x
            trino      ~> a x                         ~> x
            trino      ~> a as "X y"                  ~> "X y"
            trino      ~> t.a                         ~> a
            trino      ~> t."A"                       ~> "A"
            trino      ~> a as output, b as window, c as offset, d as limit, id as final ~> output, window, offset, limit, final
            trino      ~> a, b + 1, count(*)          ~> a, _col1, _col2
            trino      ~> a, b,                       ~> a, b
            bigquery   ~> a, b + 1, upper(c), s.p.q   ~> a, f0_, f1_, q
            bigquery   ~> arr[offset(0)].q            ~> q
            postgres   ~> a::int, upper(a), case when a then b end, a + 1, 'x'::text, coalesce(a, b), count(*), array[a], lower(a)::text ~> a, upper, case, ?column?, text, coalesce, count, array, lower
            redshift   ~> nvl(a, b), pg_catalog.upper(a) ~> nvl, upper
            snowflake  ~> upper(a), a::int            ~> "UPPER(A)", "A::INT"
            databricks ~> upper( a ), s.p, arr[0].q   ~> upper( a ), p, q
            duckdb     ~> upper(a), {'k': b}.k        ~> upper(a), {'k': b}.k
            duckdb     ~> x: a + 1                    ~> x
            spark      ~> explode(s) as (k, v)        ~> k, v
            sqlserver  ~> x = a + 1, [b c] = b        ~> x, "b c"
            sqlserver  ~> top 10 a, b                 ~> a, b
            sqlserver  ~> top (10) percent with ties a ~> a
            mysql      ~> a 'x y', b as 'z'           ~> "x y", "z"
            snowflake  ~> distinct a, b               ~> a, b
            postgres   ~> distinct on (a, b) c        ~> c
            bigquery   ~> as struct a, b              ~> a, b
            trino      ~> case when a then b end result ~> result
            trino      ~> a is null missing, b between 1 and 2 between_it ~> missing, between_it
            trino      ~> a :: int as x               ~> x
            postgres   ~> a::double precision dp, b::timestamp with time zone tz, c::varchar(3) vc ~> dp, tz, vc
            trino      ~> date, timestamp, interval, row, array, map, values, first, key ~> date, timestamp, interval, row, array, map, values, first, key
            """)
    void namesColumns(String adapter, String items, String names) {
        Analysed analysed = Analysed.of(adapter, "select " + items + " from t");
        assertThat(String.join(", ", analysed.names())).isEqualTo(names);
    }

    @Test
    void placesTheWholeItem() {
        Analysed analysed = Analysed.of("trino", """
                select
                    t.a as mail,
                    upper(
                        b
                    ) as shouted, id,
                    *
                from t
                """);
        assertThat(analysed.places().subList(0, 4)).containsExactly("2:5-2:16", "3:5-5:17", "5:19-5:21", "6:5-6:6");
        assertThat(analysed.analysis().columns().get(0).location().file()).isEqualTo("models/m.sql");
    }

    @Test
    void placesColumnsOfAnOuterStarAtTheStar() {
        Analysed analysed = Analysed.of("trino", "with q as (select a, b from t)\nselect * from q");
        assertThat(analysed.places()).containsExactly("2:8-2:9", "2:8-2:9");
    }

    @Test
    void leadsPlacesBackToTheTemplate() {
        SourceFile template =
                new SourceFile("models/orders.sql", "select {{ column('total') }} as sum\nfrom {{ ref('x') }}");
        MappedText rendered = new MappedText.Builder(template)
                .copy(0, 7)
                .made("upper(a)", 7, 28)
                .copy(28, 41)
                .made("t", 41, 55)
                .build();
        SqlAnalysis analysis = new SqlAnalyser().analyse(Analysed.request(rendered, "trino"));
        assertThat(Analysed.of(analysis).columns()).containsExactly("sum = t.a:transformed[upper]");
        assertThat(Analysed.of(analysis).places()).containsExactly("1:8-1:36");
    }

    @Test
    void leadsPlacesInMadeTextToTheExpressionThatMadeIt() {
        SourceFile template = new SourceFile("models/orders.sql", "select {{ columns() }} from t");
        MappedText rendered = new MappedText.Builder(template)
                .copy(0, 7)
                .made("a, b", 7, 22)
                .copy(22, 29)
                .build();
        SqlAnalysis analysis = new SqlAnalyser().analyse(Analysed.request(rendered, "trino"));
        assertThat(Analysed.of(analysis).places()).containsExactly("1:8-1:23", "1:8-1:23");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            trino      ~> *                                  ~> id = u.id; x = u.x; y = u.y; z = u.z; email = u.email
            trino      ~> u.*                                ~> id = u.id; x = u.x; y = u.y; z = u.z; email = u.email
            bigquery   ~> * except (x, y, z)                 ~> id = u.id; email = u.email
            snowflake  ~> * exclude (x, y, z)                ~> id = u.id; email = u.email
            snowflake  ~> u.* exclude x rename y as yy       ~> id = u.id; yy = u.y; z = u.z; email = u.email
            snowflake  ~> * exclude (x) rename (y as yy, z as zz) ~> id = u.id; yy = u.y; zz = u.z; email = u.email
            bigquery   ~> * except (id, x) replace (upper(y) as y) ~> y = u.y:transformed[upper]; z = u.z; email = u.email
            duckdb     ~> * exclude (id, x, y) replace (lower(email) as email, 1 as z) ~> z =; email = u.email:transformed[lower]
            databricks ~> * except (ID, X, Y, Z)             ~> email = u.email
            """)
    void expandsStars(String adapter, String items, String columns) {
        Analysed analysed = Analysed.of(adapter, "select " + items + " from u");
        assertThat(String.join("; ", analysed.columns())).isEqualTo(columns);
        assertThat(analysed.status()).isEqualTo("complete");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            snowflake  ~> * ilike '%a%'           ~> the star at line 1, column 8 chooses columns by ilike
            clickhouse ~> * apply(sum)            ~> the star at line 1, column 8 chooses columns by apply
            duckdb     ~> columns('a.*')          ~> COLUMNS at line 1, column 8 chooses columns by a pattern
            bigquery   ~> u.nothing.*             ~> nothing.* names no relation
            postgres   ~> (hole_1).*              ~> the fields of the value behind .* are not known
            bigquery   ~> * except (hole_1)       ~> macro m is not known
            bigquery   ~> * replace (1 as hole_1) ~> macro m is not known
            """)
    void marksStarsThatCannotBeExpandedAsOpen(String adapter, String items, String reason) {
        Analysed analysed = Analysed.of(adapter, "select " + items + " from u");
        assertThat(analysed.status()).isEqualTo("partial");
        assertThat(analysed.analysis().open())
                .hasValueSatisfying(open -> assertThat(open).contains(reason));
    }

    @Test
    void opensStarsThatLeaveOutOneOfTwoColumnsOfOneName() {
        String sql = "select * exclude (id) from (select t.id, t.a, u.id, u.email from t, u) q";
        assertThat(Analysed.of("unknown", sql).analysis().open())
                .contains("the star changes or leaves out id, of which there are two in q");
        assertThat(Analysed.of("duckdb", sql).columns()).containsExactly("a = t.a", "id_1 = u.id", "email = u.email");
        assertThat(Analysed.of("snowflake", "select * exclude (id) from t, u").status())
                .isEqualTo("complete");
    }

    @Test
    void takesTheFieldsOfAColumnAsMadeOfIt() {
        Analysed inner = Analysed.of("bigquery", "select q.p from (select s.* from t) as q");
        assertThat(inner.column("p")).isEqualTo("t.s:transformed");
        assertThat(Analysed.of("bigquery", "select s.* from t").analysis().open())
                .isPresent();
    }

    @Test
    void givesEveryColumnOfAnExpressionWithSeveralNamesItsInputs() {
        Analysed analysed = Analysed.of("spark", "select id, explode(s) as (k, v) from t");
        assertThat(analysed.columns())
                .containsExactly("id = t.id", "k = t.s:transformed[explode]", "v = t.s:transformed[explode]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            snowflake  ~> t.a:transformed[lower, upper]
            redshift   ~> t.a:transformed[lower, upper]
            databricks ~> t.a:transformed[lower, upper]
            duckdb     ~> t.a:transformed[lower, upper]
            clickhouse ~> t.a:transformed[lower, upper]
            bigquery   ~> ! column mail is in none of t
            trino      ~> ! column mail is in none of t
            postgres   ~> ! column mail is in none of t
            """)
    void seesEarlierAliasesWhereTheDialectDoes(String adapter, String expected) {
        Analysed analysed = Analysed.of(adapter, "select lower(a) as mail, upper(mail) as shouted from t");
        assertThat(analysed.column("shouted")).isEqualTo(expected);
    }

    @Test
    void prefersColumnsOverAliasesButInClickHouse() {
        String sql = "select b as a, upper(a) as x from t";
        assertThat(Analysed.of("snowflake", sql).column("x")).isEqualTo("t.a:transformed[upper]");
        assertThat(Analysed.of("clickhouse", sql).column("x")).isEqualTo("t.b:transformed[upper]");
    }

    @Test
    void cannotDecideBetweenAnAliasAndAColumnThatIsNotKnown() {
        Analysed analysed = Analysed.of("snowflake", "select b as a, upper(a) as x from o");
        assertThat(analysed.column("x"))
                .isEqualTo("? o.a:transformed[upper], o.b:transformed[upper] ! column a may come from o, an alias of"
                        + " the select list, whose columns are not all known");
        assertThat(Analysed.of("snowflake", "select a, upper(a) as x from o").column("x"))
                .isEqualTo("o.a:transformed[upper]");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            trino     ~> where b = 1 and c                     ~> t.b:indirect, t.c:indirect
            trino     ~> group by 1, b                         ~> t.a:indirect, t.b:indirect
            trino     ~> group by a having max(b) > 1          ~> t.a:indirect, t.b:indirect
            trino     ~> group by rollup (a, b)                ~> t.a:indirect, t.b:indirect
            trino     ~> group by grouping sets ((a, b), (c), ()) ~> t.a:indirect, t.b:indirect, t.c:indirect
            snowflake ~> group by all                          ~> t.a:indirect
            duckdb    ~> group by all order by all             ~> t.a:indirect
            trino     ~> order by b desc nulls last, 1 limit 5 ~> t.a:indirect, t.b:indirect
            trino     ~> order by x                            ~> t.a:indirect
            snowflake ~> where x > 1                           ~> t.a:indirect
            snowflake ~> qualify row_number() over (partition by b order by c) = 1 ~> t.b:indirect, t.c:indirect
            trino     ~> limit (select max(id) from u)         ~> u.id:indirect
            trino     ~> offset 2 rows fetch next 5 rows only  ~>
            clickhouse ~> limit 1 by b settings max_threads = 1 ~> t.b:indirect
            clickhouse ~> prewhere b where c                   ~> t.b:indirect, t.c:indirect
            spark     ~> cluster by b                          ~> t.b:indirect
            spark     ~> distribute by b sort by c             ~> t.b:indirect, t.c:indirect
            snowflake ~> start with b is null connect by prior id = c ~> t.b:indirect, t.c:indirect, t.id:indirect
            sqlserver ~> where b = 1 option (recompile)        ~> t.b:indirect
            postgres  ~> where b = 1 for update                ~> t.b:indirect
            mysql     ~> group by b with rollup limit 5, 10    ~> t.b:indirect
            """)
    void collectsWhatChoosesRows(String adapter, String clauses, String indirect) {
        Analysed analysed = Analysed.of(adapter, "select a as x from t " + clauses);
        assertThat(analysed.indirect()).isEqualTo(indirect == null ? "" : indirect);
        assertThat(analysed.status()).isEqualTo("complete");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            select b, max(a) as m from t                             ~> t.b:indirect
            select a || max(b) as m, c from t                        ~> t.c:indirect
            select sum(a) over (partition by b) as s, c from t       ~> t.a:indirect, t.b:indirect, t.c:indirect
            select (select max(x) from u where u.id = t.id) as m from t ~> t.id:indirect, u.id:indirect, u.x:indirect
            select s from (select max(a) as s from t) q              ~> t.a:indirect
            select case when max(a) > 1 then b end as v, c from t    ~> t.c:indirect
            """)
    void groupsByAllThatIsNoAggregate(String sql, String indirect) {
        assertThat(Analysed.of("snowflake", sql + " group by all").indirect()).isEqualTo(indirect);
    }

    @Test
    void readsNamedWindows() {
        Analysed analysed = Analysed.of(
                "bigquery",
                "select sum(a) over w as s, rank() over (v order by d) as r from t"
                        + " window v as (partition by b), w as (v order by c rows between 1 preceding and current row)");
        assertThat(analysed.columns())
                .containsExactly(
                        "s = t.a:aggregated[sum], t.b:indirect, t.c:indirect", "r = t.b:indirect, t.d:indirect");
    }

    @Test
    void keepsTheOtherColumnsWhenOneIsNotUnderstood() {
        Analysed analysed = Analysed.of("trino", "select a, b ~~~~ ^^ (c as x, d from t");
        assertThat(analysed.status()).isEqualTo("failed");
        Analysed partial = Analysed.of("trino", "select a, b over here and there as x, upper(d) as y from t");
        assertThat(partial.column("a")).isEqualTo("t.a");
        assertThat(partial.column("y")).isEqualTo("t.d:transformed[upper]");
        assertThat(partial.column("x"))
                .isEqualTo("? t.b:transformed ! the text at line 1, column 13 is not understood");
    }
}
