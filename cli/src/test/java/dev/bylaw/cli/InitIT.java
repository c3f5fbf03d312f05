package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code init} writes into repositories of several kinds. */
class InitIT {
    @TempDir
    private Path folder;

    private Jar.Result init(String... arguments) {
        return Jar.runIn(
                folder, Stream.concat(Stream.of("init"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String text(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    /** The settings are accepted as they are. */
    private void isAccepted() {
        Jar.Result result = Jar.runIn(folder, "check");
        assertThat(result.code()).as(result.err()).isIn(0, 1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).doesNotContain("there is no bylaw.yml");
    }

    @Test
    void writesSettingsForAPlainProject() throws IOException {
        new Product(folder);
        Jar.Result result = init();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("wrote bylaw.yml\n");
        assertThat(text("bylaw.yml"))
                .contains("#   dbt project shop in .\n", "\nname: \"shop\"\n", "\nlayer: domain\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("bylaw.yml", "dbt_project.yml", "models", "profiles.yml");
        }
        isAccepted();
    }

    @Test
    void whatIsCommentedOutIsAcceptedToo() throws IOException {
        new Product(folder);
        init();
        String all = text("bylaw.yml");
        String rules = all.substring(all.indexOf("# rules:")).replaceAll("(?m)^# ", "");
        new Product(folder).file("bylaw.yml", all.substring(0, all.indexOf("# rules:")) + rules);
        Jar.Result result = Jar.runIn(folder, "check");
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.out()).contains("warning: ").contains("[bylaw/secure/standard-roles]");
    }

    @Test
    void writesAJobForGitLabInAStageThatThePipelineHas() throws IOException {
        new Product(folder).file(".gitlab-ci.yml", "stages:\n  - build # first\n  - deploy\nbuild: {stage: build}\n");
        Jar.Result result = init();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .isEqualTo("wrote bylaw.yml\nwrote .gitlab/bylaw.yml\n"
                        + "Add to .gitlab-ci.yml:\ninclude:\n  - local: .gitlab/bylaw.yml\n");
        assertThat(text(".gitlab/bylaw.yml")).contains("\n  stage: build\n", "check . --format text");
        assertThat(text(".gitlab-ci.yml")).doesNotContain("bylaw");
        isAccepted();
    }

    @Test
    void takesTheTestStageOfGitLabWhereThereIsOne() throws IOException {
        new Product(folder).file(".gitlab-ci.yml", "stages: [build, test]\n");
        init();
        assertThat(text(".gitlab/bylaw.yml")).contains("\n  stage: test\n");
        Files.delete(folder.resolve(".gitlab/bylaw.yml"));
        new Product(folder).file(".gitlab-ci.yml", "include: [{local: .gitlab/bylaw.yml}]\n");
        Jar.Result again = init();
        assertThat(again.code()).isZero();
        assertThat(again.out()).isEqualTo("wrote .gitlab/bylaw.yml\n");
        assertThat(text(".gitlab/bylaw.yml")).contains("\n  stage: test\n");
    }

    @Test
    void writesAWorkflowForGitHub() throws IOException {
        new Product(folder).file(".github/workflows/build.yml", "on: push\n");
        Jar.Result result = init();
        assertThat(result.out()).isEqualTo("wrote bylaw.yml\nwrote .github/workflows/bylaw.yml\n");
        assertThat(text(".github/workflows/bylaw.yml")).contains("on:\n  pull_request:", "check . --format text");
        isAccepted();
    }

    @Test
    void writesAStageForJenkins() throws IOException {
        new Product(folder).file("Jenkinsfile", "pipeline { agent any }\n");
        Jar.Result result = init();
        assertThat(result.out())
                .isEqualTo("wrote bylaw.yml\nwrote Jenkinsfile.bylaw\n"
                        + "Add the stage in Jenkinsfile.bylaw to Jenkinsfile\n");
        assertThat(text("Jenkinsfile.bylaw")).contains("stage('Bylaw') {", "check . --format text");
        assertThat(text("Jenkinsfile")).doesNotContain("bylaw");
        isAccepted();
    }

    @Test
    void namesEveryProductOfARepository() throws IOException {
        Path repository = Files.createDirectory(folder.resolve("finance-domain"));
        new Product(repository.resolve("products/customer"))
                .file("dbt_packages/other/dbt_project.yml", "name: other\n");
        new Product(repository.resolve("products/orders"))
                .file(
                        "orders.odcs.yaml",
                        "apiVersion: v3.1.0\nkind: DataContract\nid: c\nversion: 1.0.0\nstatus: active\n");
        Jar.Result result = Jar.runIn(repository, "init");
        assertThat(result.code()).isZero();
        assertThat(Files.readString(repository.resolve("bylaw.yml")))
                .contains("#   dbt project shop in products/customer\n#   dbt project shop in products/orders\n")
                .contains("#   contract products/orders/orders.odcs.yaml\n")
                .contains("name: \"finance-domain\"")
                .doesNotContain("other");
        Jar.Result check = Jar.runIn(repository, "check");
        assertThat(check.code()).as(check.err()).isIn(0, 1, 3);
    }

    @Test
    void putsTheStepIntoTheRootOfTheRepository() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        new Product(folder.resolve("products/my customer"));
        Files.createDirectories(folder.resolve(".github/workflows"));
        Jar.Result result = init("products/my customer");
        assertThat(result.out()).isEqualTo("wrote products/my customer/bylaw.yml\nwrote .github/workflows/bylaw.yml\n");
        assertThat(text(".github/workflows/bylaw.yml")).contains("check \"products/my customer\" --format text");
    }

    @Test
    void leavesFilesThatAreThere() throws IOException {
        new Product(folder).file("bylaw.yml", "name: mine\n").file("Jenkinsfile", "pipeline {}\n");
        Jar.Result first = init();
        assertThat(first.code()).isZero();
        assertThat(first.out()).startsWith("wrote Jenkinsfile.bylaw\n");
        assertThat(first.err()).isEqualTo("bylaw: bylaw.yml is there already and stays as it is\n");
        Jar.Result second = init();
        assertThat(second.code()).isEqualTo(2);
        assertThat(second.err())
                .isEqualTo("bylaw: bylaw.yml is there already and stays as it is\n"
                        + "bylaw: Jenkinsfile.bylaw is there already and stays as it is\n");
        assertThat(text("bylaw.yml")).isEqualTo("name: mine\n");
    }

    @Test
    void printsOnlyOnADryRun() {
        new Product(folder).file("Jenkinsfile", "pipeline {}\n");
        Jar.Result result = init("--dry-run");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("# would write bylaw.yml\n", "name: \"shop\"", "# would write Jenkinsfile.bylaw\n");
        assertThat(folder.resolve("bylaw.yml")).doesNotExist();
    }

    @Test
    void saysThatThereIsNothingYet() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("2026 \"x\""));
        Jar.Result result = Jar.runIn(odd, "init");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("there is no dbt project, data product or contract in . yet");
        assertThat(Files.readString(odd.resolve("bylaw.yml"))).contains("name: \"2026 \\\"x\\\"\"");
        assertThat(Jar.runIn(odd, "check").code()).isEqualTo(4);
    }

    @Test
    void refusesWhatCannotBeUsed() throws IOException {
        new Product(folder);
        assertThat(init("dbt_project.yml").err()).contains("is not a folder");
        Files.createDirectories(folder.resolve(".git"));
        Files.createDirectories(folder.resolve(".github/workflows"));
        for (String name : List.of("${{ github.token }}", "a$(id)", "a'b")) {
            Files.createDirectories(folder.resolve(name));
            Jar.Result result = init(name);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("characters that cannot be written into a CI step safely");
            assertThat(folder.resolve(name).resolve("bylaw.yml")).doesNotExist();
        }
    }

    @Test
    void writesNothingThroughALinkThatLeadsOut() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        new Product(inside).file(".gitlab-ci.yml", "a: {script: x}\n");
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(inside.resolve(".gitlab"), outside);
        Jar.Result result = Jar.runIn(inside, "init");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(".gitlab/bylaw.yml would lie outside");
        assertThat(outside).isEmptyDirectory();
    }
}
