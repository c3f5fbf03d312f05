package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.report.Report;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that GitHub shows as annotations, read as its runner reads them. */
class GithubReportTest {
    /** The commands that a runner knows. */
    private static final Set<String> KNOWN = Set.of(
            "error",
            "warning",
            "notice",
            "debug",
            "group",
            "endgroup",
            "echo",
            "add-mask",
            "add-path",
            "set-env",
            "set-output",
            "save-state",
            "add-matcher",
            "remove-matcher",
            "stop-commands",
            "internal-set-repo-path");

    /** A command as the runner understands it. */
    private record Command(String name, Map<String, String> properties, String data) {}

    /**
     * The rules of {@code ActionCommand.TryParseV2}: blanks at the beginning do not count; the name ends at the first blank; the
     * properties at the next two colons; a property has a name and a value that is not empty; the sign for the percent sign
     * is resolved last.
     */
    private static Optional<Command> parse(String line) {
        String text = line.stripLeading();
        int end = text.startsWith("::") ? text.indexOf("::", 2) : -1;
        if (end < 0) {
            return Optional.empty();
        }
        String head = text.substring(2, end);
        int blank = head.indexOf(' ');
        String name = blank < 0 ? head : head.substring(0, blank);
        if (!KNOWN.contains(name)) {
            return Optional.empty();
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (String pair :
                blank < 0 ? new String[0] : head.substring(blank + 1).strip().split(",")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()) {
                properties.put(
                        parts[0],
                        parts[1].replace("%0D", "\r")
                                .replace("%0A", "\n")
                                .replace("%3A", ":")
                                .replace("%2C", ",")
                                .replace("%25", "%"));
            }
        }
        String data = text.substring(end + 2)
                .replace("%0D", "\r")
                .replace("%0A", "\n")
                .replace("%25", "%");
        return Optional.of(new Command(name, properties, data));
    }

    private static List<Command> commands(Report report) {
        List<Command> commands = new ArrayList<>();
        String text = Reports.write(ReportWriters.github("products/shop"), report);
        assertThat(text.lines().filter(line -> line.contains("##["))).isEmpty();
        text.lines().map(GithubReportTest::parse).flatMap(Optional::stream).forEach(commands::add);
        return commands;
    }

    private static long count(List<Command> commands, String name) {
        return commands.stream().filter(command -> command.name().equals(name)).count();
    }

    @Test
    void saysEachFindingAtItsPlace() {
        List<Command> commands = commands(Reports.saying("a, b: 100%0A"));
        assertThat(commands)
                .extracting(Command::name)
                .containsExactly("error", "error", "notice", "notice", "notice", "notice");
        assertThat(commands.get(0).properties()).containsEntry("title", "problem: invalid-syntax");
        Command violation = commands.get(1);
        assertThat(violation.properties())
                .containsExactly(
                        Map.entry("file", "products/shop/a, b: 100%0A"),
                        Map.entry("line", "1"),
                        Map.entry("endLine", "1"),
                        Map.entry("col", "2"),
                        Map.entry("endColumn", "3"),
                        Map.entry("title", "acme/test/found"));
        assertThat(violation.data()).isEqualTo("a, b: 100%0A\nRemedy: a, b: 100%0A");
        assertThat(commands.get(2).properties()).containsOnlyKeys("title");
        assertThat(commands.get(3).properties()).containsEntry("title", "undecided: acme/test/found");
        assertThat(commands.get(3).data()).isEqualTo("a, b: 100%0A: a, b: 100%0A");
    }

    @Test
    void endsWithTheVerdict() {
        assertThat(Reports.write(ReportWriters.github(""), Reports.saying("a")))
                .endsWith("\nBylaw: FAILED: 1 error, 0 warnings, 1 info, 1 undecided, 1 suppressed, 1 problem; "
                        + "checked 3 models with 1 rule\n");
    }

    @ParameterizedTest
    @MethodSource("dev.bylaw.MachineReportsTest#hostile")
    void givesNoCommandThatAFileBringsAlong(String text) {
        for (String said : List.of(text, "::" + text, text + "::", "," + text + ",line=7")) {
            List<Command> commands = commands(Reports.saying(said));
            assertThat(commands)
                    .extracting(Command::name)
                    .containsExactly("error", "error", "notice", "notice", "notice", "notice");
            assertThat(commands)
                    .allSatisfy(command -> assertThat(command.properties().keySet())
                            .isSubsetOf("file", "line", "endLine", "col", "endColumn", "title"));
            assertThat(commands)
                    .extracting(command -> command.properties().getOrDefault("line", "1"))
                    .containsOnly("1");
            assertThat(Reports.write(ReportWriters.github(""), Reports.saying(said))
                            .lines())
                    .hasSize(7);
        }
    }

    @Test
    void givesNoColumnsOverSeveralLines() {
        Problem problem = Problem.at(
                new Location("a.sql", new Position(2, 5), new Position(4, 1)), Problem.Kind.INVALID_SYNTAX, "odd");
        Report report = Reports.report(List.of(), List.of(), List.of(problem), List.of(), false);
        assertThat(commands(report).get(0).properties())
                .containsEntry("line", "2")
                .containsEntry("endLine", "4")
                .doesNotContainKeys("col", "endColumn");
    }

    @Test
    void showsTheMostSevereWithinTheLimitsOfAStep() {
        List<Command> commands = commands(Reports.many(5000));
        for (String name : List.of("error", "warning", "notice")) {
            assertThat(count(commands, name)).as(name).isEqualTo(10);
        }
        assertThat(commands.get(29).data())
                .isEqualTo("4490 errors, 440 warnings, 41 notices more; GitHub shows 10 of each kind, "
                        + "a report in another format names all");
    }

    @Test
    void saysWhatIsLeftOutOfEachKind() {
        List<Command> few = commands(Reports.many(20));
        assertThat(few).hasSize(10 + 1 + 1 + 1);
        assertThat(few.get(12).data()).startsWith("8 errors more; ");
        assertThat(commands(Reports.many(10)))
                .hasSize(10)
                .extracting(Command::name)
                .doesNotContain("warning");
    }

    @Test
    void leavesRoomForProblemsAndViolations() {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            problems.add(new Problem(Problem.Kind.RULE_FAILED, "p" + i, Optional.empty()));
        }
        Report many = Reports.many(40);
        Report both = Reports.report(many.violations(), List.of(), problems, many.rules(), false);
        assertThat(commands(both).subList(0, 10))
                .extracting(command -> command.properties().get("title").startsWith("problem"))
                .containsExactly(true, true, true, true, true, false, false, false, false, false);
        Report alone = Reports.report(List.of(), List.of(), problems, many.rules(), false);
        assertThat(commands(alone))
                .hasSize(11)
                .last()
                .extracting(Command::data)
                .asString()
                .startsWith("20 errors more");
    }

    @Test
    void warnsOfUndecidedElementsWhereTheyKeepTheRunFromPassing() {
        Report said = Reports.saying("a");
        assertThat(commands(Reports.report(List.of(), said.undecided(), List.of(), said.rules(), true)))
                .extracting(Command::name)
                .containsExactly("warning");
    }
}
