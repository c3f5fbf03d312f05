package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The summary for a merge request or a job. */
class MarkdownReportTest {
    private static String markdown(Report report) {
        return Reports.write(ReportWriters.markdown("products/shop"), report);
    }

    /**
     * What is left of a line without its code spans: a span begins with a run of backticks and ends with the next run of the
     * same length (CommonMark 0.31, section 6.1).
     */
    private static String withoutCode(String line) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < line.length()) {
            int run = run(line, at);
            if (run == 0) {
                out.append(line.charAt(at++));
                continue;
            }
            int end = at + run;
            while (end < line.length() && run(line, end) != run) {
                end += Math.max(1, run(line, end));
            }
            assertThat(end).as("an open code span in: " + line).isLessThan(line.length());
            at = end + run;
        }
        return out.toString();
    }

    private static int run(String line, int from) {
        int end = from;
        while (end < line.length() && line.charAt(end) == '`') {
            end++;
        }
        return end - from;
    }

    /** What is left of a report without code, and without what the writer itself puts there. */
    private static Stream<String> rest(String markdown) {
        return markdown.lines()
                .filter(line -> !line.matches("</?details>(<summary>[A-Z][a-z ]+ \\([0-9]+\\)</summary>)?"))
                .map(MarkdownReportTest::withoutCode)
                .map(line -> line.replaceAll("\\[]\\([A-Za-z0-9%._/-]+#L[0-9]+\\)", "")
                        .replaceAll("^#{2,3} |^- |\\*\\*(problem|error|warning|info|notice)\\*\\*|\\|", ""));
    }

    @ParameterizedTest
    @MethodSource("dev.bylaw.MachineReportsTest#hostile")
    void leavesNothingButWordsOutsideOfCode(String text) {
        for (String said : List.of(
                text,
                "`" + text,
                text + "``",
                "a `` b ` " + text,
                "@team #1 !2 org/repo#3 GH-4 deadbeef1 :smile: www.evil.com https://evil.com &amp; a_b *c* ~d ~~e~~ $f "
                        + text)) {
            assertThat(rest(markdown(Reports.saying(said))))
                    .allSatisfy(line -> assertThat(line).matches("[\\p{L}0-9 .,;:()-]*"))
                    .noneSatisfy(line -> assertThat(line).containsPattern("[0-9a-fA-F]{7}"));
        }
    }

    @Test
    void saysEverything() {
        assertThat(markdown(Reports.saying("customer_profile has no owner"))).isEqualTo("""
                ## Bylaw: FAILED

                1 error, 0 warnings, 1 info, 1 undecided, 1 suppressed, 1 problem; checked 3 models with 1 rule

                | Rule | Severity | Checked | Violations | Undecided |
                |---|---|---:|---:|---:|
                | `acme/test/found` | error | 3 | 2 | 1 |

                ### Problems

                - **problem** (invalid-syntax) `customer_profile` has no owner at PLACE

                ### Findings

                - **error** `customer_profile` has no owner (`acme/test/found`) at PLACE
                - **info** `customer_profile` has no owner (`acme/test/found`)

                <details><summary>Remedies (1)</summary>

                - `acme/test/found` `customer_profile` has no owner

                </details>

                <details><summary>Undecided (1)</summary>

                - `customer_profile has no owner` `customer_profile` has no owner (`acme/test/found`) at PLACE

                </details>

                <details><summary>Notices (2)</summary>

                - **notice** `customer_profile` has no owner at PLACE
                - **notice** `customer_profile` has no owner

                </details>

                """.replace(
                        "PLACE",
                        "[`products/shop/customer_profile has no owner:1`]"
                                + "(products/shop/customer_profile%20has%20no%20owner#L1)"));
    }

    @Test
    void keepsWhatIsCodeAlready() {
        assertThat(markdown(Reports.saying("Set `config: {tags: [x]}` (or `b`, ` `)")))
                .contains("**error** Set `config: {tags: [x]}` (or `b`, `` ` `` `` `) `` (`acme/test/found`)");
    }

    @Test
    void staysBelowTheLimitsOfCommentsAndSummaries() {
        Report many = Reports.many(5000);
        String text = markdown(many);
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(60_000);
        assertThat(text)
                .contains("<details><summary>More findings (4980)</summary>\n")
                .containsPattern("\nand [0-9]+ more; a report in another format names all\n");
        assertThat(text.split("<details>", -1)).hasSameSizeAs(text.split("</details>", -1));
        assertThat(text.lines().filter(line -> line.startsWith("- **error**")).count())
                .isGreaterThan(100);
        String longest = "\u4e2d@".repeat(50_000);
        assertThat(markdown(Reports.saying(longest)).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(60_000);
        assertThat(markdown(Reports.saying(longest)))
                .startsWith("## Bylaw: FAILED\n")
                .endsWith("</details>\n\n");
    }

    @Test
    void linksNothingThatCouldLeadOutOfTheRepository() {
        for (String file : List.of("../../evil", "a//evil", "./a", "/evil")) {
            assertThat(markdown(Reports.saying(file))).doesNotContain("](").contains("products/shop/" + file);
        }
        assertThat(markdown(Reports.saying("javascript:alert(1)")))
                .contains("](products/shop/javascript%3Aalert%281%29#L1)");
    }

    @Test
    void saysWhereARunIsClean() {
        assertThat(markdown(Reports.report(
                        List.of(), List.of(), List.of(), Reports.many(0).rules(), false)))
                .startsWith("## Bylaw: INCOMPLETE\n\n")
                .contains("nothing was checked", "7 rules found nothing")
                .doesNotContain("|", "###", "<details>");
    }
}
