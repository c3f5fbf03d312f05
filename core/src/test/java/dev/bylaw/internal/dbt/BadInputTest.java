package dev.bylaw.internal.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.assembly.JinjaTemplates;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with one file of a project is said with its place, and everything else is still read. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BadInputTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path outside;

    private final Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);

    @BeforeEach
    void writeProject() throws IOException {
        write("dbt_project.yml", DbtTestProject.SETTINGS);
        write("profiles.yml", DbtTestProject.PROFILES);
        write("models/good.sql", "select 1 as id");
        write("models/good.yml", "models: [{name: good, description: described}]");
    }

    private Path write(String path, String text) throws IOException {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private SourceTree tree() throws IOException {
        return SourceTree.ofFolder(folder, folder, Limits.DEFAULT);
    }

    private DbtProject read(SourceTree tree) {
        tree.problems().forEach(diagnostics::add);
        List<DbtProject> projects = DbtReader.read(tree, DbtOptions.NONE, new JinjaTemplates(() -> false), diagnostics);
        assertThat(projects).hasSize(1);
        assertThat(projects.get(0).node("model.shop.good").orElseThrow().attribute("description"))
                .isPresent();
        assertThat(DbtTestProject.attribute(
                        projects.get(0).node("model.shop.good").orElseThrow(), "description"))
                .isEqualTo("described");
        return projects.get(0);
    }

    private void expect(String place, Problem.Kind kind, String message) throws IOException {
        expect(tree(), place, kind, message);
    }

    private void expect(SourceTree tree, String place, Problem.Kind kind, String message) {
        read(tree);
        assertThat(diagnostics.problems()).hasSize(1);
        Problem problem = diagnostics.problems().get(0);
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.message()).contains(message);
        Location location = problem.location().orElseThrow();
        assertThat(location.file() + ":" + location.start().line() + ":"
                        + location.start().column())
                .isEqualTo(place);
    }

    @Test
    void reportsTabs() throws IOException {
        write("models/bad.yml", "models:\n\t- name: good\n");
        expect(
                "models/bad.yml:2:1",
                Problem.Kind.INVALID_SYNTAX,
                "a tab character stands where YAML allows only spaces");
    }

    @Test
    void refusesBombsOfAliases() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        write("models/bad.yml", bomb.toString());
        expect("models/bad.yml:6:45", Problem.Kind.LIMIT_EXCEEDED, "limit yamlNodes");
    }

    @Test
    void refusesBombsOfMergeKeys() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d {<<: [%s]}\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        write("models/bad.yml", bomb.toString());
        read(tree());
        assertThat(diagnostics.problems()).hasSize(1);
        assertThat(diagnostics.problems().get(0).message()).contains("limit yamlNodes");
    }

    @Test
    void refusesDeepYaml() throws IOException {
        write("models/bad.yml", "models: " + "[".repeat(10_000) + "]".repeat(10_000));
        expect("models/bad.yml:1:108", Problem.Kind.LIMIT_EXCEEDED, "limit yamlDepth");
    }

    @Test
    void refusesDeepTemplates() throws IOException {
        write("models/bad.sql", "select {{ " + "(".repeat(10_000) + "1" + ")".repeat(10_000) + " }}");
        read(tree());
        assertThat(diagnostics.problems()).hasSize(1);
        assertThat(diagnostics.problems().get(0).location().orElseThrow().file())
                .isEqualTo("models/bad.sql");
    }

    @Test
    void refusesLargeFilesBeforeReadingThem() throws IOException {
        Path large = write("models/bad.yml", "models:\n");
        byte[] block = "  - {name: x, description: many words}\n".repeat(26_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50; i++) {
            Files.write(large, block, StandardOpenOption.APPEND);
        }
        expect("models/bad.yml:1:1", Problem.Kind.LIMIT_EXCEEDED, "limit textFileBytes");
    }

    @Test
    void endsAtFilesJustBelowTheLimit() throws IOException {
        String entry = "  - {name: x, description: many words, meta: {a: [1, 2]}}\n";
        int entries = (int) Limits.DEFAULT_TEXT_FILE_BYTES / entry.length() - 1;
        write("models/bad.yml", "models:\n" + entry.repeat(entries));
        read(tree());
        assertThat(diagnostics.problems()).hasSize(1);
        assertThat(diagnostics.problems().get(0).message()).contains("limit yamlNodes");
    }

    @Test
    void endsAtFilesOfOneLongLine() throws IOException {
        String entry = "{name: 😀, meta: {a: [1]}},";
        write("models/bad.yml", "models: [" + entry.repeat(60_000) + "]");
        write("models/bad2.yml", "models: [{name: good2, description: \"" + "{{ doc('d') }} ".repeat(100_000) + "\"}]");
        read(tree());
        assertThat(diagnostics.problems()).isEmpty();
        assertThat(diagnostics.notices()).extracting(Notice::kind).containsOnly("unmatched-properties");
    }

    @Test
    void reportsBytesThatAreNotUtf8() throws IOException {
        write("models/bad.yml", new byte[] {'a', ':', '\n', ' ', 'b', (byte) 0xC3, 'c'});
        expect("models/bad.yml:2:3", Problem.Kind.UNREADABLE_FILE, "not UTF-8: the byte 0xC3 at offset 5");
    }

    @Test
    void keepsModelsThatAreNotUtf8() throws IOException {
        write("models/bad.sql", new byte[] {'1', (byte) 0xFF});
        DbtProject project = read(tree());
        assertThat(diagnostics.problems()).hasSize(1);
        DbtNode node = project.node("model.shop.bad").orElseThrow();
        assertThat(node.config().open()).isPresent();
        assertThat(node.dependsOn().nodesOpen()).contains("the file models/bad.sql cannot be read");
    }

    @Test
    void endsAtLoopsOfLinks() throws IOException {
        Files.createSymbolicLink(folder.resolve("models/again"), folder.resolve("models"));
        Files.createSymbolicLink(folder.resolve("models/self.yml"), folder.resolve("models/self.yml"));
        read(tree());
        assertThat(diagnostics.problems()).extracting(Problem::message).contains("this link leads back to itself");
    }

    @Test
    void doesNotFollowLinksOutOfTheRoot() throws IOException {
        Files.writeString(outside.resolve("secret.yml"), "models: [{name: good, description: secret}]");
        Files.createSymbolicLink(folder.resolve("models/bad.yml"), outside.resolve("secret.yml"));
        expect("models/bad.yml:1:1", Problem.Kind.OUTSIDE_ROOT, "leads out of the root");
    }

    @Test
    void doesNotFollowDirectoriesOutOfTheRoot() throws IOException {
        Files.writeString(outside.resolve("secret.sql"), "select 1");
        Files.createSymbolicLink(folder.resolve("models/bad"), outside);
        expect("models/bad:1:1", Problem.Kind.OUTSIDE_ROOT, "leads out of the root");
    }

    @Test
    void doesNotFollowPathsOutOfTheRoot() throws IOException {
        Files.writeString(outside.resolve("secret.sql"), "select 1");
        String up = "../" + outside.getFileName();
        String settings = DbtTestProject.SETTINGS + "model-paths: [models, " + up + "]\n";
        write("dbt_project.yml", settings);
        DbtProject project = read(tree());
        assertThat(project.nodes()).hasSize(1);
        assertThat(diagnostics.problems()).hasSize(1);
        assertThat(diagnostics.problems().get(0).kind()).isEqualTo(Problem.Kind.OUTSIDE_ROOT);
        assertThat(diagnostics.problems().get(0).location().orElseThrow())
                .extracting(
                        Location::file,
                        place -> place.start().line(),
                        place -> place.start().column())
                .containsExactly("dbt_project.yml", 4, 23);
    }

    @Test
    void reportsFilesThatVanish() throws IOException {
        Path file = write("models/bad.yml", "models: []");
        vanish(file, "models/bad.yml");
    }

    @Test
    void reportsModelsThatVanish() throws IOException {
        Path file = write("models/bad.sql", "select 1");
        vanish(file, "models/bad.sql");
    }

    private void vanish(Path file, String path) throws IOException {
        SourceTree tree = tree();
        Files.delete(file);
        expect(tree, path + ":1:1", Problem.Kind.UNREADABLE_FILE, "there is no such file");
    }

    @Test
    void reportsDirectoriesThatVanish() throws IOException {
        write("other/a.sql", "select 1");
        write("dbt_project.yml", DbtTestProject.SETTINGS + "model-paths: [models, other]\n");
        SourceTree tree = tree();
        Files.delete(folder.resolve("other/a.sql"));
        Files.delete(folder.resolve("other"));
        expect(tree, "other/a.sql:1:1", Problem.Kind.UNREADABLE_FILE, "there is no such file");
    }

    @Test
    void endsAtEveryPrefixOfItsFiles() throws IOException {
        String properties = """
                models:
                  - name: &n other
                    description: "{{ doc('d') }}"
                    config: {meta: {<<: {a: 1}}}
                    columns: [{name: id, data_tests: [unique: {config: {severity: warn}}]}]
                    versions: [{v: 1, columns: [{include: all}]}]
                """;
        every(properties, text -> rewrite("models/bad.yml", text));
        String template =
                "{{ config(tags=['a'], meta={'b': 1}) }} select {% if x %}{# c #}{{ ref('good') }}{% endif %}";
        every(template, text -> rewrite("models/bad.sql", text));
    }

    private void every(String text, Consumer<String> write) throws IOException {
        for (int end = 0; end < text.length(); end += 3) {
            write.accept(text.substring(0, end));
            read(tree());
        }
        assertThat(diagnostics.problems())
                .allSatisfy(problem -> assertThat(problem.location()).isPresent());
    }

    private void rewrite(String path, String text) {
        try {
            write(path, text);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }
}
