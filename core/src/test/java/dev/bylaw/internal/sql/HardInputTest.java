package dev.bylaw.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is huge, deep, broken or no SQL at all is analysed or given up with a reason, in bounded time. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HardInputTest {
    private static final int MEGABYTE = 1 << 20;

    private static String repeated(int count, String between, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(between));
    }

    /** Repeats until the text is 5 MB long. */
    private static String five(String between, String part) {
        return repeated(5 * MEGABYTE / (part.length() + between.length()), between, n -> part);
    }

    private static void isAnalysed(String sql, String... columns) {
        Analysed analysed = Analysed.of("trino", sql);
        assertThat(analysed.reasons()).isEmpty();
        assertThat(analysed.columns()).containsExactly(columns);
    }

    private static void isGivenUp(String sql, String reason) {
        Analysed analysed = Analysed.of("trino", sql);
        assertThat(analysed.status()).isEqualTo("failed");
        assertThat(analysed.analysis().open()).isPresent();
        assertThat(String.join("; ", analysed.reasons())).contains(reason);
    }

    @Test
    void analysesACaseOfFiveMegabytes() {
        String branches = repeated(5 * MEGABYTE / 42, " ", n -> "when a = 'a value to compare with' then b");
        isAnalysed(
                "select case " + branches + " else c end as v from t",
                "v = t.a:indirect, t.b:transformed, t.c:transformed");
    }

    @Test
    void analysesAListOfValuesOfFiveMegabytes() {
        isAnalysed("select k from (values " + five(", ", "('some key', 12345, null)") + ") as v (k, n, o)", "k =");
    }

    @Test
    void analysesAConditionOfFiveMegabytes() {
        isAnalysed("select a from t where b in (" + five(", ", "'some text'") + ")", "a = t.a");
        isAnalysed("select a from t where " + five(" or ", "b = 'some text'"), "a = t.a");
        isAnalysed("select " + five(" || ", "a") + " as v from t", "v = t.a:transformed");
    }

    @Test
    void analysesAUnionOfManyBranches() {
        String branches = repeated(
                2_000, " union all ", n -> "select " + (n % 2 == 0 ? "a, b" : "c as a, b") + " from t where d = " + n);
        isAnalysed(branches, "a = t.a, t.c", "b = t.b");
        String starred = repeated(2_000, " union all ", n -> "select * from (select a, b from t) q" + n);
        isAnalysed(starred, "a = t.a", "b = t.b");
        String open = repeated(2_000, " union all ", n -> n % 2 == 0 ? "select * from o" : "select * from p");
        assertThat(Analysed.of("trino", open).status()).isEqualTo("partial");
    }

    @Test
    void analysesACommentAndAStringOfFiveMegabytes() {
        isAnalysed("select a /* " + "x".repeat(5 * MEGABYTE) + " */ from t", "a = t.a");
        isAnalysed("select a, '" + "x".repeat(5 * MEGABYTE) + "' as v from t", "a = t.a", "v =");
    }

    @Test
    void analysesAChainOfManyTables() {
        String tables = repeated(
                3_000,
                ", ",
                n -> n == 0
                        ? "q0 as (select a, b from t)"
                        : "q" + n + " as (select a, lower(b) as b from q" + (n - 1) + ")");
        Analysed analysed = Analysed.of("trino", "with " + tables + " select a, b from q2999");
        assertThat(analysed.column("a")).isEqualTo("t.a");
        assertThat(analysed.column("b")).startsWith("t.b:transformed[lower, lower");
    }

    @Test
    void givesUpWhereLookupsMultiply() {
        String joins = repeated(20_000, " ", n -> "left join u q on q.id = t.id");
        isGivenUp("select t.a from t " + joins, "steps of analysis");
        String distinct = repeated(1_000, " ", n -> "left join u q" + n + " on q" + n + ".id = t.id");
        isAnalysed("select t.a, q7.email from t " + distinct, "a = t.a", "email = u.email");
    }

    @Test
    void givesUpWhereColumnsMultiply() {
        String doubled = repeated(
                30,
                ", ",
                n -> n == 0
                        ? "q0 as (select a, b, c from t)"
                        : "q" + n + " as (select x.*, y.* from q" + (n - 1) + " x cross join q" + (n - 1) + " y)");
        Analysed analysed = Analysed.of("trino", "with " + doubled + " select * from q29");
        assertThat(analysed.status()).isEqualTo("failed");
        assertThat(analysed.reasons()).hasSize(1);
    }

    @Test
    void refusesTextsOfFiftyMegabytes() {
        isGivenUp("select a from t -- " + "x".repeat(50 * MEGABYTE), "the SQL is longer than 10000000 characters");
    }

    @Test
    void givesUpTextsOfTooManyTokens() {
        isGivenUp("select " + repeated(2_000_000, ",", n -> "1") + " from t", "tokens");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 10_000, 1_000_000})
    void givesUpDeepBrackets(int depth) {
        isGivenUp("select " + "(".repeat(depth) + "a" + ")".repeat(depth) + " from t", "nest deeper than 200 levels");
        isGivenUp("select * from " + "(".repeat(depth) + "t" + ")".repeat(depth), "nest deeper than 200 levels");
        isGivenUp("(".repeat(depth) + "select a from t" + ")".repeat(depth), "nest deeper than 200 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "case when ", "select (", "f(", "select * from (", "not (", "- ("})
    void givesUpWhatNeverCloses(String text) {
        isGivenUp("select " + text.repeat(10_000), "at line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not ",
                "- ",
                "~ ",
                "+ ",
                "@ ",
                "a.",
                "a ",
                "as ",
                "select ",
                "union all ",
                "with q as ",
                "distinct ",
                "interval ",
                ", ",
                ";",
                "a::",
                "a:",
                "1 1 ",
                "case ",
                "end ",
                "from ",
                "join ",
                "on ",
                "lateral ",
                "over ",
                ":: ",
                "<",
                ">",
                "array<",
                "x -> ",
                "'a' 'b' ",
                "exists ",
                "cast ",
                "a in ",
                "a between ",
                "a is ",
                "when ",
                "then ",
                "where ",
                "$",
                "`a` ",
                "* "
            })
    void survivesLongRowsOfOneWord(String word) {
        for (String adapter : new String[] {"bigquery", "snowflake", "unknown"}) {
            String row = word.repeat(10_000);
            Analysed alone = Analysed.of(adapter, row);
            Analysed item = Analysed.of(adapter, "select " + row + "a as v from t");
            Analysed source = Analysed.of(adapter, "select a from t " + row);
            assertThat(java.util.List.of(alone, item, source))
                    .allSatisfy(analysed -> assertThat(analysed.reasons())
                            .noneMatch(reason -> reason.contains("broke off") || reason.contains("stack")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select (a, (b, (c, (d))))", "select f(g(h(a)))", "select a from (select a from (select a from t))",
                "select case when a then case when b then c end end", "select a[b[c[d]]]",
                        "select exists (select exists (select 1))"
            })
    void readsModerateNesting(String sql) {
        assertThat(Analysed.of("trino", sql + (sql.contains(" from ") ? "" : " from t"))
                        .status())
                .isNotEqualTo("failed");
    }

    @Test
    void readsNestingUpToTheLimit() {
        for (int depth : new int[] {50, 190}) {
            isAnalysed("select " + "(".repeat(depth) + "a" + ")".repeat(depth) + " as v from t", "v = t.a");
            isAnalysed(
                    "select " + "f(".repeat(depth) + "a" + ")".repeat(depth) + " as v from t where a = 1",
                    "v = t.a:transformed[" + "f, ".repeat(Math.min(depth, 48) - 1) + "f]");
            String cases = "case when a = 1 then ".repeat(depth) + "b" + " else c end".repeat(depth);
            isAnalysed("select " + cases + " as v from t", "v = t.a:indirect, t.b:transformed, t.c:transformed");
            String queries = "select a from (".repeat(depth) + "select a from t" + ") q".repeat(depth);
            isAnalysed(queries, "a = t.a");
            isAnalysed(
                    "select " + "(select max(".repeat(depth / 2) + "x" + ") from u)".repeat(depth / 2) + " as v",
                    "v = u.x:aggregated[" + "max, ".repeat(Math.min(depth / 2, 48) - 1) + "max]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a from t",
                "select \"a from t",
                "select a from t /* ",
                "select a from t /* /* */",
                "select $$a from t",
                "select `a from t",
                "select '''a from t",
                "select a from t where b = '"
            })
    void saysWhatIsNotClosed(String sql) {
        for (String adapter :
                new String[] {"trino", "bigquery", "snowflake", "databricks", "postgres", "duckdb", "mysql"}) {
            Analysed analysed = Analysed.of(adapter, sql);
            if (analysed.status().equals("failed")) {
                assertThat(analysed.reasons()).hasSize(1).first().asString().contains("line 1, column ");
            }
        }
        Analysed huge = Analysed.of("trino", "select a from t where b = '" + "x".repeat(5 * MEGABYTE));
        assertThat(huge.reasons()).containsExactly("string is not closed, expected ' at line 1, column 27");
        assertThat(Analysed.of("trino", "select a from t /*" + "x".repeat(5 * MEGABYTE))
                        .reasons())
                .containsExactly("comment is not closed, expected */ at line 1, column 17");
    }

    @Test
    void survivesNulAndControlCharacters() {
        for (String sql : new String[] {
            "\0",
            "select \0 from t",
            "select a\0b from t",
            "select a from t\0",
            "select '\0' as v, a from t",
            "select \"a\0\" from t",
            "\u0001\u0002\u001a",
            "select a \ufeff from t",
            "\ufeffselect a from t",
            "select \ud800 from t",
            "select a\u2028from\u00a0t",
            "select \u202ea\u202c from t",
            "select \ud83d\ude00 from t",
        }) {
            Analysed analysed = Analysed.of("trino", sql);
            assertThat(analysed.reasons()).noneMatch(reason -> reason.contains("broke off"));
        }
        isAnalysed("\ufeffselect a from t", "a = t.a");
        isAnalysed("select '\0' as v, a from t", "v =", "a = t.a");
        assertThat(Analysed.of("trino", "\0".repeat(5 * MEGABYTE)).status()).isEqualTo("failed");
    }

    @Test
    void survivesAThreadWithASmallStack() throws InterruptedException {
        String sql = "select " + "f(".repeat(190) + "a" + ")".repeat(190) + " as v from t";
        SqlAnalysis[] found = new SqlAnalysis[1];
        Thread thread = new Thread(
                null, () -> found[0] = new SqlAnalyser().analyse(Analysed.request("trino", sql)), "small", 128 << 10);
        thread.start();
        thread.join();
        assertThat(found[0]).isNotNull();
    }
}
