package dev.bylaw.internal.report;

import dev.bylaw.report.Report;
import dev.bylaw.report.ReportWriter;
import dev.bylaw.report.RuleRun;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A summary in Markdown for a merge request or the summary of a job: the verdict, the rules that found something, the first
 * findings, and the others folded. It stays under 60,000 bytes, so that it also fits into a comment on GitHub (65,536
 * characters); the summary of a step may have 1 MiB.
 */
public final class MarkdownReportWriter implements ReportWriter {
    /** How many bytes of UTF-8 a summary has at most. */
    static final int LIMIT = 60_000;

    /** What is kept for headings, closing tags and the lines that say how many are left out. */
    private static final int RESERVE = 4_000;

    /** How much the table of rules and the findings that are not folded may take, each. */
    private static final int SHARE = 20_000;

    /** How many findings are not folded. */
    private static final int FIRST = 20;

    /** How many rules the table has. */
    private static final int RULES = 50;

    private static final int LENGTH = 400;

    private final RepositoryFolder folder;

    /**
     * A writer.
     *
     * @param folder the checked folder's path from the root of the repository, with {@code /}; empty text for the root
     */
    public MarkdownReportWriter(String folder) {
        this.folder = new RepositoryFolder(folder);
    }

    @Override
    public String format() {
        return "markdown";
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        Page page = new Page(LIMIT - RESERVE);
        page.always("## Bylaw: " + report.verdict());
        page.always("");
        page.always(Markdown.text(Inert.cut(Totals.of(report), LENGTH)));
        page.always("");
        rules(report, page);
        List<String> problems = new ArrayList<>();
        for (Problem problem : report.problems()) {
            problems.add(item("**problem** (" + problem.kind().id() + ")", problem.message(), "", problem.location()));
        }
        int named = page.list("### Problems", problems, SHARE / 2, FIRST);
        List<Violation> sorted = new ArrayList<>(report.violations());
        sorted.sort(Comparator.comparing(Violation::severity));
        List<String> findings = new ArrayList<>();
        for (Violation violation : sorted) {
            findings.add(item(
                    "**" + violation.severity().id() + "**",
                    violation.message(),
                    violation.rule().toString(),
                    violation.location()));
        }
        int shown = page.list("### Findings", findings.subList(0, Math.min(FIRST, findings.size())), SHARE, FIRST);
        page.fold("More problems", problems.subList(named, problems.size()));
        page.fold("Remedies", remedies(report));
        page.fold("More findings", findings.subList(shown, findings.size()));
        page.fold("Undecided", undecided(report));
        page.fold("Notices", notices(report));
        out.append(page.text());
    }

    private static void rules(Report report, Page page) {
        List<RuleRun> found = report.rules().stream()
                .filter(run -> run.violations() + run.undecided() > 0)
                .toList();
        if (!found.isEmpty()) {
            page.always("| Rule | Severity | Checked | Violations | Undecided |");
            page.always("|---|---|---:|---:|---:|");
        }
        int shown = 0;
        for (RuleRun run : found.subList(0, Math.min(RULES, found.size()))) {
            String row = "| " + Markdown.code(run.rule().id().toString()) + " | "
                    + run.severity().id() + " | " + run.subjects() + " | " + run.violations() + " | " + run.undecided()
                    + " |";
            if (!page.fits(row, SHARE)) {
                break;
            }
            page.always(row);
            shown++;
        }
        if (!found.isEmpty()) {
            page.always("");
        }
        if (shown < found.size()) {
            page.always("and " + Totals.count(found.size() - shown, "more rule") + " with findings");
            page.always("");
        }
        int clean = report.rules().size() - found.size();
        if (clean > 0) {
            page.always(Totals.count(clean, "rule") + " found nothing");
            page.always("");
        }
    }

    private static List<String> remedies(Report report) {
        List<String> items = new ArrayList<>();
        for (RuleRun run : report.rules()) {
            if (run.violations() > 0 && !run.rule().remedy().isEmpty()) {
                items.add("- " + Markdown.code(run.rule().id().toString()) + " "
                        + Markdown.text(Inert.cut(run.rule().remedy(), LENGTH)));
            }
        }
        return items;
    }

    private List<String> undecided(Report report) {
        List<String> items = new ArrayList<>();
        for (Undecided undecided : report.undecided()) {
            items.add(item(
                    Markdown.code(Inert.cut(undecided.element().id(), LENGTH)),
                    String.join("; ", undecided.reasons()),
                    undecided.rule().toString(),
                    undecided.location()));
        }
        return items;
    }

    private List<String> notices(Report report) {
        List<String> items = new ArrayList<>();
        for (Notice notice : report.notices()) {
            items.add(item("**notice**", notice.message(), "", notice.location()));
        }
        return items;
    }

    private String item(String start, String text, String rule, Optional<Location> location) {
        return "- " + start + " " + Markdown.text(Inert.cut(text, LENGTH))
                + (rule.isEmpty() ? "" : " (" + Markdown.code(rule) + ")")
                + location.map(at -> " at " + link(at)).orElse("");
    }

    /** The place, as a link relative to the repository where it is surely one. */
    private String link(Location at) {
        String shown = Markdown.code(folder.file(at.file()) + ":" + at.start().line());
        return folder.link(at).map(uri -> "[" + shown + "](" + uri + ")").orElse(shown);
    }

    /** Lines of the summary, and how many bytes are left. */
    private static final class Page {
        private final StringBuilder text = new StringBuilder();
        private int left;
        private int taken;

        Page(int left) {
            this.left = left;
        }

        String text() {
            return text.toString();
        }

        void always(String line) {
            text.append(line).append('\n');
            left -= bytes(line);
            taken += bytes(line);
        }

        /** Whether a line fits, and keeps within a share counted from the beginning of the page. */
        boolean fits(String line, int share) {
            return bytes(line) <= left && taken + bytes(line) <= share;
        }

        /** Writes as many items as fit into a share, at most a number of them. {@return how many} */
        int list(String heading, List<String> items, int share, int most) {
            if (items.isEmpty()) {
                return 0;
            }
            always(heading);
            always("");
            int limit = taken + share;
            int shown = 0;
            while (shown < Math.min(most, items.size()) && fits(items.get(shown), limit)) {
                always(items.get(shown));
                shown++;
            }
            always("");
            return shown;
        }

        /** Writes as many items as fit into a folded part, and says how many there are besides. */
        void fold(String title, List<String> items) {
            if (items.isEmpty()) {
                return;
            }
            always("<details><summary>" + title + " (" + items.size() + ")</summary>");
            always("");
            int shown = 0;
            while (shown < items.size() && fits(items.get(shown), LIMIT)) {
                always(items.get(shown));
                shown++;
            }
            if (shown < items.size()) {
                always((shown == 0 ? "" : "\n") + "and " + (items.size() - shown)
                        + " more; a report in another format names all");
            }
            always("");
            always("</details>");
            always("");
        }

        /** The length of a line in UTF-8, which has no unpaired surrogates, with its end. */
        private static int bytes(String line) {
            int bytes = 1;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
            return bytes;
        }
    }
}
