package dev.bylaw.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relations, joins, functions that yield rows, pivots. */
class FromTest {
    private static void check(String adapter, String sql, String columns, String indirect) {
        Analysed analysed = Analysed.of(adapter, sql);
        assertThat(analysed.reasons()).as(sql).isEmpty();
        assertThat(String.join("; ", analysed.columns())).as(sql).isEqualTo(columns);
        assertThat(analysed.indirect()).as(sql).isEqualTo(indirect == null ? "" : indirect);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            trino ~> select t.a, u.x from t join u on t.id = u.id and u.y > 1      ~> a = t.a; x = u.x ~> t.id:indirect, u.id:indirect, u.y:indirect
            trino ~> select a, x from t, u where t.id = u.id                       ~> a = t.a; x = u.x ~> t.id:indirect, u.id:indirect
            trino ~> select a, x from t cross join u                               ~> a = t.a; x = u.x ~>
            trino ~> select id from t join u using (id)                            ~> id = t.id, u.id ~> t.id:indirect, u.id:indirect
            trino ~> select id from t left join u using (id)                       ~> id = t.id ~> t.id:indirect, u.id:indirect
            trino ~> select id from t right outer join u using (id)                ~> id = u.id ~> t.id:indirect, u.id:indirect
            trino ~> select id from t full join u using (id)                       ~> id = t.id:transformed[coalesce], u.id:transformed[coalesce] ~> t.id:indirect, u.id:indirect
            trino ~> select t.id, u.id from t join u using (id)                    ~> id = t.id; id = u.id ~> t.id:indirect, u.id:indirect
            trino ~> select * from (select id, a from t) p join (select id, x from u) q using (id) ~> id = t.id, u.id; a = t.a; x = u.x ~> t.id:indirect, u.id:indirect
            trino ~> select * from (select id, a from t) p natural join (select id, x from u) q ~> id = t.id, u.id; a = t.a; x = u.x ~> t.id:indirect, u.id:indirect
            trino ~> select q.a, w.x from (t q join u w on q.id = w.id)            ~> a = t.a; x = u.x ~> t.id:indirect, u.id:indirect
            postgres ~> select j.a, j.x from (t join u using (id)) as j            ~> a = t.a; x = u.x ~> t.id:indirect, u.id:indirect
            trino ~> select a from t join u join (select id from t) w on u.id = w.id on t.id = u.id ~> a = t.a ~> t.id:indirect, u.id:indirect
            spark ~> select a from t left semi join u on t.id = u.id               ~> a = t.a ~> t.id:indirect, u.id:indirect
            spark ~> select * from (select id, a from t) q left anti join u using (id) ~> id = t.id; a = t.a ~> t.id:indirect, u.id:indirect
            clickhouse ~> select t.a from t global any left join u using id        ~> a = t.a ~> t.id:indirect, u.id:indirect
            snowflake ~> select t.a, u.x from t asof join u match_condition (t.ts >= u.y) on t.id = u.id ~> a = t.a; x = u.x ~> t.id:indirect, t.ts:indirect, u.id:indirect, u.y:indirect
            duckdb ~> select a, x from t asof left join u on t.id = u.id and t.ts >= u.y ~> a = t.a; x = u.x ~> t.id:indirect, t.ts:indirect, u.id:indirect, u.y:indirect
            sqlserver ~> select t.a, c.x from t with (nolock) cross apply (select x from u where u.id = t.id) c ~> a = t.a; x = u.x ~> t.id:indirect, u.id:indirect
            trino ~> select t.a, l.n from t cross join lateral (select max(x) as n from u where u.id = t.id) l ~> a = t.a; n = u.x:aggregated[max] ~> t.id:indirect, u.id:indirect
            trino ~> select q.v, q.w from (select a, b from t) as q (v, w)          ~> v = t.a; w = t.b ~>
            trino ~> select a from t tablesample bernoulli (10) for version as of 3 ~> a = t.a ~>
            snowflake ~> select q.a from t at (timestamp => '2024-01-01'::timestamp) as q sample (10) ~> a = t.a ~>
            bigquery ~> select a from t for system_time as of timestamp_sub(current_timestamp(), interval 1 hour) ~> a = t.a ~>
            databricks ~> select a from t version as of 3                          ~> a = t.a ~>
            clickhouse ~> select a from t final                                    ~> a = t.a ~>
            duckdb ~> from t select a where b = 1                                  ~> a = t.a ~> t.b:indirect
            trino ~> select final.a from (select a from t) final                   ~> a = t.a ~>
            trino ~> select bylaw_ref_1.total, orders.id from bylaw_ref_1          ~> total = model.shop.orders.total; id = model.shop.orders.id ~>
            trino ~> select other_name.total from bylaw_ref_1                      ~> total = model.shop.orders.total ~>
            trino ~> select T.A, q.Total from T join "bylaw_ref_1" Q on t.ID = q.ID ~> A = t.a; Total = model.shop.orders.total ~> model.shop.orders.id:indirect, t.id:indirect
            """)
    void readsJoins(String adapter, String sql, String columns, String indirect) {
        check(adapter, sql, columns, indirect);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            trino ~> select t.id, e from t cross join unnest(arr) as x (e)         ~> id = t.id; e = t.arr:transformed[unnest] ~> t.arr:indirect
            trino ~> select e, f, n from t cross join unnest(arr, s) with ordinality as x (e, f, n) ~> e = t.arr:transformed[unnest]; f = t.s:transformed[unnest]; n = ~> t.arr:indirect, t.s:indirect
            trino ~> select k, v from t cross join unnest(s) as x (k, v)           ~> k = t.s:transformed[unnest]; v = t.s:transformed[unnest] ~> t.s:indirect
            trino ~> select n from unnest(sequence(1, 3)) as x (n)                 ~> n = ~>
            bigquery ~> select item, item.p, pos from t, unnest(t.arr) as item with offset as pos ~> item = t.arr:transformed[unnest]; p = t.arr:transformed[unnest]; pos = ~> t.arr:indirect
            bigquery ~> select offset from t, unnest(arr) with offset              ~> offset = ~> t.arr:indirect
            bigquery ~> select t.id, e.p from t, t.arr as e                        ~> id = t.id; p = t.arr:transformed[unnest] ~> t.arr:indirect
            redshift ~> select t.id, e.p from t, t.arr as e                        ~> id = t.id; p = t.arr:transformed[unnest] ~> t.arr:indirect
            snowflake ~> select f.value:p::string as p, f.index from t, lateral flatten(input => t.arr) f ~> p = t.arr:transformed[flatten, cast]; index = t.arr:transformed[flatten] ~> t.arr:indirect
            snowflake ~> select value from t, table(flatten(t.arr))                ~> value = t.arr:transformed[flatten] ~> t.arr:indirect
            snowflake ~> select value from t, lateral split_to_table(a, ',')       ~> value = t.a:transformed[split_to_table] ~> t.a:indirect
            snowflake ~> select seq4() as n from table(generator(rowcount => 10))  ~> n = ~>
            spark ~> select k, v, p from t lateral view outer explode(s) e as k, v lateral view posexplode(arr) f as p, q ~> k = t.s:transformed[explode]; v = t.s:transformed[explode]; p = t.arr:transformed[posexplode] ~> t.arr:indirect, t.s:indirect
            databricks ~> select col.p from t lateral view explode(arr) as col     ~> p = t.arr:transformed[explode] ~> t.arr:indirect
            clickhouse ~> select e, arr from t array join arr as e                 ~> e = t.arr:transformed[arrayjoin]; arr = t.arr ~> t.arr:indirect
            postgres ~> select j.k, j.v from t, jsonb_each(t.s) as j (k, v)        ~> k = t.s:transformed[jsonb_each]; v = t.s:transformed[jsonb_each] ~> t.s:indirect
            postgres ~> select x.p from t, jsonb_to_recordset(t.s) as x (p int, q text) ~> p = t.s:transformed[jsonb_to_recordset] ~> t.s:indirect
            postgres ~> select g from generate_series(1, 10) as g                  ~> g = ~>
            trino ~> select n, m from (values (1, 'x'), (2, 'y')) as v (n, m)      ~> n =; m = ~>
            snowflake ~> select column1, column2 from values (1, 'a'), (2, 'b')    ~> column1 =; column2 = ~>
            databricks ~> select col1 from values (1, 'a')                         ~> col1 = ~>
            trino ~> select l.v from t cross join lateral (values (t.a), (t.b)) as l (v) ~> v = t.a, t.b ~>
            sqlserver ~> select v.value from t cross apply string_split(t.a, ',') v ~> value = t.a:transformed[string_split] ~> t.a:indirect
            """)
    void readsFunctionsThatYieldRows(String adapter, String sql, String columns, String indirect) {
        check(adapter, sql, columns.strip(), indirect);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            snowflake  ~> pivot (sum(x) for y in ('p', 'q'))                ~> id = u.id; z = u.z; email = u.email; 'p' = u.x:aggregated[sum], u.y:indirect; 'q' = u.x:aggregated[sum], u.y:indirect
            snowflake  ~> pivot (sum(x) for y in ('p', 'q')) as v (i, j, k, p, q) ~> i = u.id; j = u.z; k = u.email; p = u.x:aggregated[sum], u.y:indirect; q = u.x:aggregated[sum], u.y:indirect
            bigquery   ~> pivot (sum(x) for y in ('p', 'q' as r))           ~> id = u.id; z = u.z; email = u.email; p = u.x:aggregated[sum], u.y:indirect; r = u.x:aggregated[sum], u.y:indirect
            bigquery   ~> pivot (sum(x) as s, count(*) as n for y in (1))   ~> id = u.id; z = u.z; email = u.email; s_1 = u.x:aggregated[sum], u.y:indirect; n_1 = u.y:indirect
            bigquery   ~> pivot (max(x) for y in (1))                       ~> id = u.id; z = u.z; email = u.email; _1 = u.x:aggregated[max], u.y:indirect
            databricks ~> pivot (sum(x) as s, max(z) as m for y in ('p'))   ~> id = u.id; email = u.email; p_s = u.x:aggregated[sum], u.y:indirect; p_m = u.y:indirect, u.z:aggregated[max]
            sqlserver  ~> pivot (sum(x) for y in ([p], [q])) as v           ~> id = u.id; z = u.z; email = u.email; p = u.x:aggregated[sum], u.y:indirect; q = u.x:aggregated[sum], u.y:indirect
            redshift   ~> pivot (sum(x) for y in ('P'))                     ~> id = u.id; z = u.z; email = u.email; p = u.x:aggregated[sum], u.y:indirect
            snowflake  ~> unpivot (v for k in (x, y))                       ~> id = u.id; z = u.z; email = u.email; k =; v = u.x, u.y
            bigquery   ~> unpivot include nulls (v for k in (x as 'p', y as 'q')) ~> id = u.id; z = u.z; email = u.email; k =; v = u.x, u.y
            spark      ~> unpivot ((v, w) for k in ((x, y) as p, (z, email) as q)) ~> id = u.id; k =; v = u.x, u.z; w = u.email, u.y
            """)
    void readsPivots(String adapter, String pivot, String columns) {
        Analysed analysed = Analysed.of(adapter, "select * from u " + pivot);
        assertThat(analysed.reasons()).isEmpty();
        assertThat(String.join("; ", analysed.columns())).isEqualTo(columns);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            snowflake ~> t pivot (sum(a) for b in (any))                   ~> the values of a PIVOT are not known
            snowflake ~> t pivot (sum(a) for b in (hole_1))                ~> the values of a PIVOT are not known
            duckdb    ~> t pivot (sum(a) for b in ('x') group by c)        ~> expected the end of the PIVOT but found group
            snowflake ~> t unpivot (v for k in (hole_1))                   ~> macro m is not known
            trino     ~> t match_recognize (partition by id measures a as m pattern (x) define x as a > 1) ~> MATCH_RECOGNIZE at line 1, column 17 is not analysed
            trino     ~> raw.customers                                     ~> table raw.customers is no relation of the project
            bigquery  ~> my-project.sales.customers                        ~> table my-project.sales.customers is no relation of the project
            bigquery  ~> `my-project.sales.customers`                      ~> table my-project.sales.customers is no relation of the project
            sqlserver ~> [raw]..[customers]                                ~> table raw.customers is no relation of the project
            duckdb    ~> 'customers.parquet'                               ~> what is read at line 1, column 15 is no table
            duckdb    ~> read_csv('x.csv')                                 ~> function read_csv may read more than its arguments
            snowflake ~> @stage/path (file_format => 'x') q                ~> what is read at line 1, column 15 is no table
            snowflake ~> table($name)                                      ~> TABLE at line 1, column 20 names no table
            snowflake ~> identifier('t')                                   ~> function identifier may read more than its arguments
            trino     ~> t, 5 * 3                                          ~> what is read at line 1, column 18 is no table
            trino     ~> t left join                                       ~>
            trino     ~> t nonsense here join u on true                    ~> the text at line 1, column 26 is not understood as a part of FROM
            """)
    void marksRelationsThatAreNotUnderstoodAsOpen(String adapter, String from, String reason) {
        Analysed analysed = Analysed.of(adapter, "select * from " + from);
        if (reason == null) {
            assertThat(analysed.status()).isEqualTo("complete");
        } else {
            assertThat(analysed.status()).isEqualTo("partial");
            assertThat(String.join("\n", analysed.reasons())).contains(reason);
            assertThat(analysed.analysis().open()).isPresent();
        }
    }

    @Test
    void passesColumnsThroughAnOpenRelation() {
        Analysed analysed = Analysed.of(
                "trino",
                "with q as (select * from o), r as (select *, upper(a) as shouted from q) select a, shouted, b from r");
        assertThat(analysed.columns()).containsExactly("a = o.a", "shouted = o.a:transformed[upper]", "b = o.b");
        assertThat(analysed.status()).isEqualTo("complete");
    }

    @Test
    void takesTheOneOpenRelationWhereAllOthersLackTheColumn() {
        Analysed analysed = Analysed.of("trino", "select a, zip, x from o join u on o.id = u.id");
        assertThat(analysed.columns()).containsExactly("a = o.a", "zip = o.zip", "x = u.x");
    }

    @Test
    void namesTheCandidatesWhereSeveralOpenRelationsMayHaveTheColumn() {
        Analysed analysed = Analysed.of("trino", "select zip, known, o.a from o join p on o.id = p.id");
        assertThat(analysed.column("zip"))
                .isEqualTo("? o.zip, p.zip ! column zip may come from o, p, whose columns are not all known");
        assertThat(analysed.column("known")).isEqualTo("p.known");
        assertThat(analysed.column("a")).isEqualTo("o.a");
        assertThat(analysed.analysis().columns().get(0).lineage().status()).isEqualTo("partial");
    }

    @Test
    void namesTheCandidatesOfACorrelatedColumn() {
        Analysed inner = Analysed.of("trino", "select (select max(y) from o where o.id = t.id) as m from t");
        assertThat(inner.column("m")).startsWith("o.id:indirect, o.y:aggregated[max]");
        Analysed both = Analysed.of("trino", "select (select max(a) from o) as m from t");
        assertThat(both.column("m"))
                .isEqualTo("? o.a:aggregated[max], t.a:aggregated[max] ! column a may come from o, whose columns are"
                        + " not all known");
    }

    @Test
    void saysWhichRelationsLackAColumn() {
        Analysed analysed = Analysed.of("trino", "select zip, t.zip as z2 from t join u on t.id = u.id");
        assertThat(analysed.column("zip")).isEqualTo("! column zip is in none of t, u");
        assertThat(analysed.column("z2")).isEqualTo("! column t.zip is in none of t, u");
        assertThat(analysed.analysis().columns().get(0).lineage().status()).isEqualTo("unknown");
    }

    @Test
    void cannotDecideBetweenATableAndAStructInAnOpenRelation() {
        Analysed analysed = Analysed.of("bigquery", "select thing.email from o");
        assertThat(analysed.column("email"))
                .isEqualTo("? o.email, o.thing:transformed ! thing may be a table or a column with fields");
        assertThat(Analysed.of("bigquery", "select thing.email from o as q").column("email"))
                .isEqualTo("o.thing:transformed");
    }

    @Test
    void leavesOutEngineColumnsThatHoldNoData() {
        Analysed analysed =
                Analysed.of("bigquery", "select a from t where _table_suffix > '2024' and t._PARTITIONTIME > ts");
        assertThat(analysed.indirect()).isEqualTo("t.ts:indirect");
        assertThat(analysed.status()).isEqualTo("complete");
    }

    @Test
    void findsQuotedNamesOfAnotherCaseWhereOnlyOneFits() {
        Analysed analysed = Analysed.of(
                "snowflake", "select \"a\", \"A\", q.\"Mixed\", q.mixed from t, (select x as \"Mixed\" from u) q");
        assertThat(analysed.columns()).containsExactly("a = t.a", "A = t.a", "Mixed = u.x", "mixed = u.x");
        Analysed both = Analysed.of("postgres", "select \"X\", x, X from (select x, y as \"X\" from u) q");
        assertThat(both.columns()).containsExactly("X = u.y", "x = u.x", "X = u.x");
    }
}
