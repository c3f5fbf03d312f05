package dev.bylaw.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the value of an expression is made of, in each dialect's spelling. */
class ExpressionTest {
    private static void check(String adapter, String expression, String expected) {
        Analysed analysed = Analysed.of(adapter, "select " + expression + " as result from t");
        assertThat(analysed.reasons()).as(expression).isEmpty();
        assertThat(analysed.column("result")).as(expression).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            trino     ~> a                                     ~> t.a
            trino     ~> t.a                                   ~> t.a
            trino     ~> (a)                                   ~> t.a
            trino     ~> ((t.a))                               ~> t.a
            trino     ~> "a"                                   ~> t.a
            trino     ~> year                                  ~> t.year
            trino     ~> day                                   ~> t.day
            trino     ~> t.year                                ~> t.year
            trino     ~> 1                                     ~>
            trino     ~> 'a'                                   ~>
            trino     ~> null                                  ~>
            trino     ~> current_date                          ~>
            trino     ~> 1.5e10 + 0x1F                         ~>
            trino     ~> a + 1                                 ~> t.a:transformed
            trino     ~> -a                                    ~> t.a:transformed
            trino     ~> - - a                                 ~> t.a:transformed
            trino     ~> not a                                 ~> t.a:transformed
            trino     ~> not not a                             ~> t.a:transformed
            trino     ~> a || b                                ~> t.a:transformed, t.b:transformed
            trino     ~> a = b and c <> d or not id            ~> t.a:transformed, t.b:transformed, t.c:transformed, t.d:transformed, t.id:transformed
            trino     ~> a between b and c and d               ~> t.a:transformed, t.b:transformed, t.c:transformed, t.d:transformed
            trino     ~> a not between 1 and 2                 ~> t.a:transformed
            trino     ~> a in (1, b, 3)                        ~> t.a:transformed, t.b:transformed
            trino     ~> a not in ('x', 'y')                   ~> t.a:transformed
            trino     ~> a is null                             ~> t.a:transformed
            trino     ~> a is not null or b is not true        ~> t.a:transformed, t.b:transformed
            trino     ~> a is distinct from b                  ~> t.a:transformed, t.b:transformed
            trino     ~> a like 'x%' escape '!'                ~> t.a:transformed
            trino     ~> a not like b                          ~> t.a:transformed, t.b:transformed
            trino     ~> (a, b)                                ~> t.a:transformed, t.b:transformed
            trino     ~> upper(a)                              ~> t.a:transformed[upper]
            trino     ~> UPPER(trim(a))                        ~> t.a:transformed[trim, upper]
            trino     ~> md5(to_utf8(lower(a)))                ~> t.a:transformed[lower, to_utf8, md5]
            trino     ~> concat(a, upper(b))                   ~> t.a:transformed[concat], t.b:transformed[upper, concat]
            trino     ~> coalesce(a, a, upper(a))              ~> t.a:transformed[coalesce], t.a:transformed[upper, coalesce]
            trino     ~> my.udfs.mask(a)                       ~> t.a:transformed[my.udfs.mask]
            trino     ~> a at time zone 'UTC'                  ~> t.a:transformed
            trino     ~> ts > now() - interval '1' day         ~> t.ts:transformed
            trino     ~> ts + interval '1-2' year to month     ~> t.ts:transformed
            trino     ~> date '2024-01-01' < ts                ~> t.ts:transformed
            trino     ~> timestamp '2024-01-01 00:00:00 UTC'   ~>
            trino     ~> uint256 '0' + a                       ~> t.a:transformed
            trino     ~> decimal '1.0'                         ~>
            trino     ~> cast(a as varchar(10))                ~> t.a:transformed[cast]
            trino     ~> try_cast(a as array(row(p bigint)))   ~> t.a:transformed[cast]
            trino     ~> cast(a is not null as integer)        ~> t.a:transformed[cast]
            trino     ~> cast(row(a, b) as row(p int, q int))  ~> t.a:transformed[row, cast], t.b:transformed[row, cast]
            trino     ~> arr[1]                                ~> t.arr:transformed
            trino     ~> arr[a].p.q                            ~> t.a:transformed, t.arr:transformed
            trino     ~> t.s.p.q                               ~> t.s:transformed
            trino     ~> s.p                                   ~> t.s:transformed
            trino     ~> array[a, b]                           ~> t.a:transformed[array], t.b:transformed[array]
            trino     ~> map(array['x'], array[a])             ~> t.a:transformed[array, map]
            trino     ~> transform(arr, x -> upper(x))         ~> t.arr:transformed[upper, transform]
            trino     ~> transform(arr, x -> a)                ~> t.a:transformed[transform]
            trino     ~> filter(arr, x -> x > a)               ~> t.a:indirect, t.arr:transformed[filter], t.arr:indirect
            trino     ~> reduce(arr, a, (s1, x) -> s1 + x, s1 -> s1) ~> t.a:transformed[reduce], t.arr:transformed[reduce]
            trino     ~> zip_with(arr, s, (p, q) -> p || q)    ~> t.arr:transformed[zip_with], t.s:transformed[zip_with]
            trino     ~> json_object('k' : a, 'l' value b)     ~> t.a:transformed[json_object], t.b:transformed[json_object]
            trino     ~> json_value(s, 'lax $.a' returning varchar default 'x' on empty) ~> t.s:transformed[json_value]
            trino     ~> json_query(s, 'lax $.a' with array wrapper omit quotes) ~> t.s:transformed[json_query]
            trino     ~> extract(day from ts)                  ~> t.ts:transformed[extract]
            trino     ~> date_trunc('month', ts)               ~> t.ts:transformed[date_trunc]
            trino     ~> date_add('day', a, ts)                ~> t.a:transformed[date_add], t.ts:transformed[date_add]
            trino     ~> substring(a from 2 for b)             ~> t.a:transformed[substring], t.b:transformed[substring]
            trino     ~> position(a in b)                      ~> t.a:transformed[position], t.b:transformed[position]
            trino     ~> trim(both 'x' from a)                 ~> t.a:transformed[trim]
            trino     ~> trim(leading from a)                  ~> t.a:transformed[trim]
            trino     ~> if(a > 1, b, c)                       ~> t.a:indirect, t.b:transformed[if], t.c:transformed[if]
            trino     ~> nullif(a, '')                         ~> t.a:transformed[nullif]
            trino     ~> try(a / b)                            ~> t.a:transformed[try], t.b:transformed[try]
            """)
    void readsStandardExpressions(String adapter, String expression, String expected) {
        check(adapter, expression, expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            trino     ~> case when a = 1 then b else c end              ~> t.a:indirect, t.b:transformed, t.c:transformed
            trino     ~> case a when b then c when 2 then 3 end         ~> t.a:indirect, t.b:indirect, t.c:transformed
            trino     ~> case when a then case when b then c end end    ~> t.a:indirect, t.b:indirect, t.c:transformed
            trino     ~> case when a in (1) and b between 1 and 2 then upper(c) end ~> t.a:indirect, t.b:indirect, t.c:transformed[upper]
            trino     ~> case -a when 1 then 2 end                      ~> t.a:indirect
            trino     ~> upper(case when a then b end)                  ~> t.a:indirect, t.b:transformed[upper]
            trino     ~> sum(case when a then b end)                    ~> t.a:indirect, t.b:aggregated[sum]
            snowflake ~> iff(a, b, c)                                   ~> t.a:indirect, t.b:transformed[iff], t.c:transformed[iff]
            snowflake ~> nvl2(a, b, c)                                  ~> t.a:indirect, t.b:transformed[nvl2], t.c:transformed[nvl2]
            snowflake ~> decode(a, 1, b, c, d, 0)                       ~> t.a:indirect, t.b:transformed[decode], t.c:indirect, t.d:transformed[decode]
            redshift  ~> decode(a, 'base64')                            ~> t.a:transformed[decode]
            sqlserver ~> iif(a = 1, b, c)                               ~> t.a:indirect, t.b:transformed[iif], t.c:transformed[iif]
            clickhouse ~> multiIf(a, b, c, d, 1)                        ~> t.a:indirect, t.b:transformed[multiif], t.c:indirect, t.d:transformed[multiif]
            """)
    void keepsConditionsApartFromValues(String adapter, String expression, String expected) {
        check(adapter, expression, expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            trino     ~> sum(a)                                    ~> t.a:aggregated[sum]
            trino     ~> upper(max(a))                             ~> t.a:aggregated[max, upper]
            trino     ~> max(upper(a))                             ~> t.a:aggregated[upper, max]
            trino     ~> count(*)                                  ~>
            trino     ~> count(distinct a)                         ~> t.a:aggregated[count]
            trino     ~> count(distinct(a))                        ~> t.a:aggregated[count]
            trino     ~> count(*) filter (where a > 1)             ~> t.a:indirect
            trino     ~> array_agg(a order by b desc nulls last)   ~> t.a:aggregated[array_agg], t.b:indirect
            trino     ~> listagg(a, ',') within group (order by b) ~> t.a:aggregated[listagg], t.b:indirect
            trino     ~> max_by(a, b)                              ~> t.a:aggregated[max_by], t.b:indirect
            postgres  ~> percentile_cont(0.5) within group (order by a) ~> t.a:aggregated[percentile_cont]
            postgres  ~> string_agg(a, ',' order by b) filter (where c) ~> t.a:aggregated[string_agg], t.b:indirect, t.c:indirect
            bigquery  ~> array_agg(a ignore nulls order by b limit 1)[offset(0)] ~> t.a:aggregated[array_agg], t.b:indirect
            bigquery  ~> any_value(a having max b)                 ~> t.a:aggregated[any_value], t.b:indirect
            bigquery  ~> string_agg(distinct a, ',' order by b)    ~> t.a:aggregated[string_agg], t.b:indirect
            snowflake ~> listagg(distinct a, ',') within group (order by b) over (partition by c) ~> t.a:aggregated[listagg], t.b:indirect, t.c:indirect
            mysql     ~> group_concat(distinct a order by b separator ',') ~> t.a:aggregated[group_concat], t.b:indirect
            clickhouse ~> quantile(0.5)(a)                         ~> t.a:aggregated[quantile]
            trino     ~> row_number() over (partition by a, upper(b) order by c) ~> t.a:indirect, t.b:indirect, t.c:indirect
            trino     ~> sum(a) over (order by b rows between unbounded preceding and current row) ~> t.a:aggregated[sum], t.b:indirect
            trino     ~> sum(a) over (order by b range between interval '1' day preceding and current row) ~> t.a:aggregated[sum], t.b:indirect
            trino     ~> lag(a, 1, 0) ignore nulls over (order by b) ~> t.a:transformed[lag], t.b:indirect
            trino     ~> coalesce(lag(a) ignore nulls over (order by b), c) ~> t.a:transformed[lag, coalesce], t.b:indirect, t.c:transformed[coalesce]
            snowflake ~> first_value(a ignore nulls) over (partition by b order by c) ~> t.a:transformed[first_value], t.b:indirect, t.c:indirect
            trino     ~> sum(sum(a)) over ()                       ~> t.a:aggregated[sum, sum]
            trino     ~> 100.0 * sum(a) / nullif(count(b), 0)      ~> t.a:aggregated[sum], t.b:aggregated[count, nullif]
            """)
    void readsAggregatesAndWindows(String adapter, String expression, String expected) {
        check(adapter, expression, expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            snowflake  ~> s:p.q[0]::string                     ~> t.s:transformed[cast]
            snowflake  ~> t.s:"Some Key":q                     ~> t.s:transformed
            snowflake  ~> s['p'][a]::number(10, 2)             ~> t.a:transformed[cast], t.s:transformed[cast]
            snowflake  ~> {'p': a, 'q': {'r': b}}              ~> t.a:transformed[struct], t.b:transformed[struct, struct]
            snowflake  ~> object_construct('p', a)             ~> t.a:transformed[object_construct]
            snowflake  ~> transform(arr, (x int) -> x + a)     ~> t.a:transformed[transform], t.arr:transformed[transform]
            snowflake  ~> dateadd(day, 1, ts)                  ~> t.ts:transformed[dateadd]
            snowflake  ~> dateadd('day', a, day)               ~> t.a:transformed[dateadd], t.day:transformed[dateadd]
            snowflake  ~> datediff(month, ts, day)             ~> t.day:transformed[datediff], t.ts:transformed[datediff]
            snowflake  ~> date_trunc(month, day)               ~> t.day:transformed[date_trunc]
            snowflake  ~> date_trunc('month', day)             ~> t.day:transformed[date_trunc]
            snowflake  ~> last_day(ts, month)                  ~> t.ts:transformed[last_day]
            snowflake  ~> time_slice(ts, 15, 'minute')         ~> t.ts:transformed[time_slice]
            snowflake  ~> trunc(a, d)                          ~> t.a:transformed[trunc], t.d:transformed[trunc]
            snowflake  ~> a like any ('x%', b)                 ~> t.a:transformed, t.b:transformed
            snowflake  ~> a rlike 'x' and b ilike 'y'          ~> t.a:transformed, t.b:transformed
            snowflake  ~> ts::timestamp_ntz(9)                 ~> t.ts:transformed[cast]
            snowflake  ~> flatten_me(input => a, mode => b)    ~> t.a:transformed[flatten_me], t.b:transformed[flatten_me]
            snowflake  ~> $$it's$$ || a                        ~> t.a:transformed
            snowflake  ~> 'it\\'s' || a                        ~> t.a:transformed
            bigquery   ~> t.s.p.q                              ~> t.s:transformed
            bigquery   ~> arr[offset(0)].p                     ~> t.arr:transformed
            bigquery   ~> arr[safe_ordinal(a)]                 ~> t.a:transformed[safe_ordinal], t.arr:transformed
            bigquery   ~> safe_cast(a as array<struct<p int64, q array<string>>>) ~> t.a:transformed[cast]
            bigquery   ~> cast(a as string format 'YYYY')      ~> t.a:transformed[cast]
            bigquery   ~> struct(a as p, b)                    ~> t.a:transformed[struct], t.b:transformed[struct]
            bigquery   ~> struct<p int64, q string>(a, b)      ~> t.a:transformed[struct], t.b:transformed[struct]
            bigquery   ~> to_json_string(struct<p int64, q string>(a, b)) ~> t.a:transformed[struct, to_json_string], t.b:transformed[struct, to_json_string]
            bigquery   ~> array<int64>[a, b]                   ~> t.a:transformed[array], t.b:transformed[array]
            bigquery   ~> [a, b]                               ~> t.a:transformed[array], t.b:transformed[array]
            bigquery   ~> safe.substr(a, 1)                    ~> t.a:transformed[substr]
            bigquery   ~> net.host(a)                          ~> t.a:transformed[net.host]
            bigquery   ~> date_trunc(day, month)               ~> t.day:transformed[date_trunc]
            bigquery   ~> date_diff(ts, day, day)              ~> t.day:transformed[date_diff], t.ts:transformed[date_diff]
            bigquery   ~> timestamp_trunc(ts, week(monday))    ~> t.ts:transformed[timestamp_trunc]
            bigquery   ~> date_add(ts, interval a day)         ~> t.a:transformed[date_add], t.ts:transformed[date_add]
            bigquery   ~> date_sub(ts, interval a + b day)     ~> t.a:transformed[date_sub], t.b:transformed[date_sub], t.ts:transformed[date_sub]
            bigquery   ~> extract(dayofweek from ts at time zone "UTC") ~> t.ts:transformed[extract]
            bigquery   ~> regexp_contains(a, r"\\d\\"x") or b = '''it's''' ~> t.a:transformed[regexp_contains], t.b:transformed
            bigquery   ~> a in unnest(arr)                     ~> t.a:transformed, t.arr:transformed[unnest]
            bigquery   ~> `a` || `t`.`b`                       ~> t.a:transformed, t.b:transformed
            databricks ~> s:p.q[0].r::string                   ~> t.s:transformed[cast]
            databricks ~> a <=> "x"                            ~> t.a:transformed
            databricks ~> named_struct('p', a)                 ~> t.a:transformed[named_struct]
            databricks ~> try_cast(a as struct<p: int, q: array<string>>) ~> t.a:transformed[cast]
            databricks ~> dateadd(month, a, ts)                ~> t.a:transformed[dateadd], t.ts:transformed[dateadd]
            spark      ~> date_add(day, 1)                     ~> t.day:transformed[date_add]
            spark      ~> ts + interval 1 day 2 hours          ~> t.ts:transformed
            spark      ~> a rlike r'\\d'                       ~> t.a:transformed
            spark      ~> 10L + a                              ~> t.a:transformed
            redshift   ~> convert(varchar, a)                  ~> t.a:transformed[cast]
            redshift   ~> nvl(a, b)                            ~> t.a:transformed[nvl], t.b:transformed[nvl]
            redshift   ~> s.p[0].q                             ~> t.s:transformed
            postgres   ~> s -> 'p' ->> 'q'                     ~> t.s:transformed
            postgres   ~> (s) -> 'p'                           ~> t.s:transformed
            postgres   ~> s #>> '{a,b}'                        ~> t.s:transformed
            postgres   ~> s @> '{}' or s ? 'p'                 ~> t.s:transformed
            postgres   ~> a ~* 'x' and b !~~ c                 ~> t.a:transformed, t.b:transformed, t.c:transformed
            postgres   ~> a::double precision                  ~> t.a:transformed[cast]
            postgres   ~> a::timestamp(3) with time zone at time zone 'UTC' ~> t.a:transformed[cast]
            postgres   ~> a::character varying(10)[]           ~> t.a:transformed[cast]
            postgres   ~> a::text::int                         ~> t.a:transformed[cast]
            postgres   ~> arr[1:a]                             ~> t.a:transformed, t.arr:transformed
            postgres   ~> a similar to 'x' escape '!'          ~> t.a:transformed
            postgres   ~> overlay(a placing b from 1 for 2)    ~> t.a:transformed[overlay], t.b:transformed[overlay]
            postgres   ~> a collate "C"                        ~> t.a
            postgres   ~> E'it\\'s' || a                       ~> t.a:transformed
            postgres   ~> a operator(pg_catalog.+) b           ~> t.a:transformed, t.b:transformed
            duckdb     ~> [x + a for x in arr if x > b]        ~> t.a:transformed[list_comprehension], t.arr:transformed[list_comprehension], t.b:transformed[list_comprehension]
            duckdb     ~> list_filter(arr, lambda x: x > 1)    ~> t.arr:transformed[list_filter], t.arr:indirect
            duckdb     ~> map {a: b}                           ~> t.a:transformed[map], t.b:transformed[map]
            duckdb     ~> a.trim().upper()                     ~> t.a:transformed[trim, upper]
            duckdb     ~> a // b ** 2                          ~> t.a:transformed, t.b:transformed
            duckdb     ~> s.p.q                                ~> t.s:transformed
            duckdb     ~> json_extract(s -> 'p', '$.q')        ~> t.s:transformed[json_extract]
            clickhouse ~> s.1                                  ~> t.s:transformed
            clickhouse ~> arrayMap(x -> x + 1, arr)            ~> t.arr:transformed[arraymap]
            sqlserver  ~> convert(varchar(10), a, 120)         ~> t.a:transformed[cast]
            sqlserver  ~> [a] + isnull([b], 'x')               ~> t.a:transformed, t.b:transformed[isnull]
            sqlserver  ~> dateadd(day, 1, [day])               ~> t.day:transformed[dateadd]
            mysql      ~> a div b                              ~> t.a:transformed, t.b:transformed
            mysql      ~> convert(a using utf8mb4)             ~> t.a:transformed[convert]
            unknown    ~> s:p::int                             ~> t.s:transformed[cast]
            athena     ~> cast(json_extract(s, '$.p') as array(varchar)) ~> t.s:transformed[json_extract, cast]
            glue       ~> get_json_object(s, "$.p")            ~> t.s:transformed[get_json_object]
            """)
    void readsEachDialect(String adapter, String expression, String expected) {
        check(adapter, expression, expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            trino    ~> (select max(x) from u)                          ~> u.x:aggregated[max]
            trino    ~> (select x from u where u.id = t.id)             ~> t.id:indirect, u.id:indirect, u.x
            trino    ~> (select b)                                      ~> t.b
            trino    ~> exists (select 1 from u where u.id = t.id)      ~> t.id:indirect, u.id:indirect
            trino    ~> not exists (select x from u where y = a)        ~> t.a:indirect, u.y:indirect
            trino    ~> a in (select x from u where y = 1)              ~> t.a:transformed, u.x:transformed, u.y:indirect
            trino    ~> a = any (select x from u)                       ~> t.a:transformed, u.x:transformed
            trino    ~> a > all (values 1, 2)                           ~> t.a:transformed
            trino    ~> ((select x from u) union (select y from u))     ~> u.x, u.y
            trino    ~> coalesce((select x from u limit 1), a)          ~> t.a:transformed[coalesce], u.x:transformed[coalesce]
            bigquery ~> array(select e.p from unnest(arr) as e)         ~> t.arr:transformed[unnest, array], t.arr:indirect
            bigquery ~> (select as struct a, b).a                       ~> t.a:transformed, t.b:transformed
            postgres ~> array(select x from u order by y limit 1)       ~> u.x:transformed[array], u.y:indirect
            """)
    void readsSubqueries(String adapter, String expression, String expected) {
        check(adapter, expression, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "~>", textBlock = """
            to_json_string(t)           ~> to_json_string
            row_to_json(t.*)            ~> row_to_json
            hash(*)                     ~> hash
            """)
    void takesTheNameOfARelationAsAllItsColumns(String expression, String function) {
        Analysed analysed = Analysed.of("bigquery", "select " + expression + " as result from t");
        assertThat(analysed.column("result").split(", (?=t)"))
                .hasSize(10)
                .allMatch(input -> input.endsWith(":transformed[" + function + "]"));
    }
}
