package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as text for people. */
class TextReportTest {
    private static String text(Report report, boolean colors) {
        try {
            StringBuilder out = new StringBuilder();
            ReportWriters.text(colors).write(report, out);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(TestProduct product) {
        return text(product.check(), false);
    }

    private static TestProduct settled() {
        return TestProduct.dbt().file("bylaw.yml", "name: shop");
    }

    @Test
    void showsTheLineAndMarksThePlace() {
        String text = text(settled()
                .file("models/a.sql", "select 1 as id")
                .file("models/m.yml", "models:\n  - name: a\n    config: {materialized: view, tags: [x]}\n")
                .pointing("found", "model", "/config/tags"));
        assertThat(text).isEqualTo("""
                error: found [acme/test/found]
                  --> models/m.yml:3:34
                  |
                3 |     config: {materialized: view, tags: [x]}
                  |                                  ^^^^^^^^^
                   = remedy: Mend it

                FAILED: 1 error, 0 warnings, 0 undecided, 0 problems; checked 1 model with 1 rule
                """);
    }

    /** The line and the mark below it, of a model whose only column of interest is {@code x}. */
    private static String[] excerpt(String sql) {
        String text = text(settled()
                .file("models/a.sql", sql)
                .rule("found", "column", "violation contains {\"message\": \"m\"} if input.column.name == \"x\""));
        String[] lines = text.split("\n");
        assertThat(lines[3]).startsWith("1 | ");
        assertThat(lines[4]).startsWith("  | ");
        return new String[] {lines[3].substring(4), lines[4].substring(4)};
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'select 1 as y, t.x from t'             | '               ^^^'",
                "'select\t1\tas y,\tt.x from t'          | '               ^^^'",
                "'select ''世界'' as y, t.x from t'      | '                    ^^^'",
                "'select ''e\u0301e\u0301'' as y, t.x from t' | '                  ^^^'",
                "'select ''🦆'' as y, t.x from t'        | '                  ^^^'",
                "'select 1 as y, ''世界'' as x from t'   | '               ^^^^^^^^^^^'",
            })
    void marksByTheWidthOfCharacters(String sql, String mark) {
        assertThat(excerpt(sql)[1]).isEqualTo(mark);
    }

    @Test
    void showsControlCharactersOfALineAsReplaced() {
        String[] lines = excerpt("select 1 as y /* \u001b[31m\u202e ##[error] ##vso[x] */, t.x from t");
        assertThat(lines[0]).isEqualTo("select 1 as y /* \uFFFD[31m\uFFFD #\uFFFD[error] #\uFFFDvso[x] */, t.x from t");
        assertThat(lines[0].substring(lines[1].indexOf('^'), lines[1].length())).isEqualTo("t.x");
    }

    @Test
    void cutsLongLinesAroundThePlace() {
        String[] lines = excerpt("select '" + "a".repeat(300) + "' as y, t.x, '" + "b".repeat(300) + "' as z from t");
        assertThat(lines[0]).hasSize(122).startsWith("\u2026").endsWith("\u2026");
        assertThat(lines[0].substring(lines[1].indexOf('^'), lines[1].length())).isEqualTo("t.x");
        String[] end = excerpt("select '" + "a".repeat(300) + "' as y, t.x");
        assertThat(end[0]).hasSize(121).startsWith("\u2026").endsWith("t.x");
        String[] start = excerpt("select t.x, '" + "a".repeat(300) + "' as y");
        assertThat(start[0]).hasSize(121).startsWith("select t.x").endsWith("\u2026");
        String[] all = excerpt("select '" + "c".repeat(300) + "' as x");
        assertThat(all[1].strip()).matches("\\^{112,121}");
    }

    @Test
    void marksUpToTheEndOfTheFirstLineOfALongPlace() {
        String text = text(settled()
                .file("models/a.sql", "select\r\n  case when 1 = 1\r\n  then 2 end as x\r\n")
                .rule("found", "column", "violation contains {\"message\": \"m\"}"));
        assertThat(text).contains("2 |   case when 1 = 1\n  |   ^^^^^^^^^^^^^^^\n");
    }

    private static TestProduct columns(int number) {
        StringBuilder sql = new StringBuilder("select 1 as c0");
        for (int i = 1; i < number; i++) {
            sql.append(", 1 as c").append(i);
        }
        return settled().file("models/a.sql", sql.toString()).pointing("found", "column", "");
    }

    @Test
    void foldsWhatBelongsTogether() {
        String three = text(columns(3));
        assertThat(three).contains("  |", "error: found [acme/test/found]").doesNotContain("findings on");
        assertThat(text(columns(4))).isEqualTo("""
                error: 4 findings on model.shop.a [acme/test/found]
                  --> models/a.sql:1:8: found
                  --> models/a.sql:1:17: found
                  --> models/a.sql:1:26: found
                  --> models/a.sql:1:35: found
                   = remedy: Mend it

                FAILED: 4 errors, 0 warnings, 0 undecided, 0 problems; checked 4 columns with 1 rule
                """);
    }

    @Test
    void showsTheWayOfAFinding() {
        String text = text(SubjectsTest.rich().rule("way", "model", """
                violation contains {"message": "flows", "path": [
                    {"element": "source.shop.crm.people#email", "edge": "identity"},
                    {"element": "gone"}]}
                """));
        assertThat(text)
                .contains(
                        "   = from source.shop.crm.people#email at models/schema.yml:7:39 (identity)\n   = from gone\n");
    }

    @Test
    void saysWhatIsUndecidedAndWhy() {
        TestProduct one = settled()
                .file("models/a.sql", "{{ config(schema=env_var('S')) }} select 1 as id")
                .rule(
                        "doubt",
                        "model",
                        "violation contains {\"message\": \"m\"} if input.model.config.schema == \"x\"");
        assertThat(text(one))
                .startsWith("undecided: model.shop.a [acme/test/doubt]\n   = ")
                .contains("S", "PASSED: 0 errors, 0 warnings, 1 undecided, 0 problems; checked 1 model with 1 rule\n");
        for (int i = 0; i < 7; i++) {
            one.file("models/m" + i + ".sql", "{{ config(schema=env_var('S" + i + "')) }} select 1 as id");
        }
        assertThat(text(one))
                .startsWith("undecided: 8 elements [acme/test/doubt]\n")
                .contains(" (1)\n", "   = and 3 more reasons; --format json names all\n");
    }

    @Test
    void saysWhatTheProblemsAre() {
        assertThat(text(settled()
                        .file("models/a.sql", "select 1 as id")
                        .file("models/m.yml", "models:\n  - name: [a\n")
                        .pointing("found", "model", "")
                        .options(options -> options.withRules(java.util.List.of("*")))))
                .contains("problem: ", "  --> models/m.yml:", " |\n")
                .contains("1 problem; checked 1 model with 1 rule");
    }

    @Test
    void listsTheFirstNotices() {
        TestProduct product = settled().file("models/a.sql", "select 1 as id").pointing("found", "group", "");
        assertThat(text(product))
                .isEqualTo(
                        "INCOMPLETE: 0 errors, 0 warnings, 0 undecided, 0 problems; nothing was checked with 1 rule\n");
        product.file("models/m.yml", "models: [{name: a, meta: {" + "x: 1, ".repeat(13) + "}}]");
        assertThat(text(product))
                .contains("notice: the key 'x' is already in this mapping", " (models/m.yml:1:33)\n")
                .contains("notice: and 2 more notices; --format json names all\n\nINCOMPLETE");
    }

    @Test
    void countsInfosOnlyWhereThereAreSome() {
        TestProduct product = settled()
                .file("models/a.sql", "select 1 as id")
                .file("bylaw.yml", "rules: {acme/test/found: {severity: info}}")
                .pointing("found", "model", "");
        assertThat(text(product))
                .startsWith("info: found [acme/test/found]")
                .endsWith(
                        "PASSED: 0 errors, 0 warnings, 1 info, 0 undecided, 0 problems; checked 1 model with 1 rule\n");
    }

    @Test
    void usesColoursOnlyWhenAsked() {
        TestProduct product = SubjectsTest.rich()
                .file("models/u.sql", "{{ config(schema=env_var('S')) }} select 1 as id")
                .file("models/bad.yml", "models: [")
                .file("bylaw.yml", "rules: {acme/test/b: {severity: warning}, acme/test/c: {severity: info}}")
                .pointing("a", "model", "")
                .pointing("b", "seed", "")
                .pointing("c", "source", "")
                .rule(
                        "doubt",
                        "model",
                        "violation contains {\"message\": \"m\"} if input.model.config.schema == \"x\"");
        Report report = product.check();
        String plain = text(report, false);
        String colored = text(report, true);
        assertThat(plain).doesNotContain("\u001b").contains("warning: ", "info: ", "undecided", "problem");
        assertThat(colored)
                .contains("\u001b[31merror\u001b[0m", "\u001b[33mwarning\u001b[0m", "\u001b[34minfo\u001b[0m");
        assertThat(colored.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(plain);
    }
}
