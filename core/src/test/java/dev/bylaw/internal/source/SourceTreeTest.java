package dev.bylaw.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {
    @TempDir
    private Path folder;

    private final Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private SourceTree tree() throws IOException {
        return SourceTree.ofFolder(folder, folder, Limits.DEFAULT);
    }

    private static List<String> paths(List<SourceTree.Entry> entries) {
        return entries.stream().map(SourceTree.Entry::path).toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void listsFilesInOrderWithSizes() throws IOException {
        write("b/z.sql", "select 1");
        write("b-c.yml", "a: 1");
        write("a.yml", "");
        assertThat(tree().files())
                .containsExactly(
                        new SourceTree.Entry("a.yml", 0),
                        new SourceTree.Entry("b-c.yml", 4),
                        new SourceTree.Entry("b/z.sql", 8));
        assertThat(paths(tree().under("b", diagnostics))).containsExactly("b/z.sql");
        assertThat(tree().under("absent", diagnostics)).isEmpty();
        assertThat(tree().folders("", diagnostics)).containsExactly("b");
    }

    @Test
    void leavesOutDirectoriesWithoutSources() throws IOException {
        write(".git/config", "");
        write("x/node_modules/y.yml", "");
        write("env/pyvenv.cfg", "");
        write("env/lib/z.yml", "");
        write("dbt_project.yml", "name: a");
        write("target/manifest.json", "{}");
        write("models/target/a.sql", "select 1");
        write(".github/workflows/ci.yml", "on: push");
        assertThat(paths(tree().files()))
                .containsExactly(".github/workflows/ci.yml", "dbt_project.yml", "models/target/a.sql");
        assertThat(tree().text("target/manifest.json", diagnostics)).isPresent();
    }

    @Test
    void stripsByteOrderMarkAndKeepsLineEnds() throws IOException {
        Files.write(folder.resolve("a.sql"), utf8("\uFEFFselect 1\r\nfrom x\r\n"));
        SourceFile file = tree().text("a.sql", diagnostics).orElseThrow();
        assertThat(file.text()).isEqualTo("select 1\r\nfrom x\r\n");
        assertThat(file.path()).isEqualTo("a.sql");
        assertThat(diagnostics.problems()).isEmpty();
    }

    @Test
    void reportsBytesThatAreNotUtf8() throws IOException {
        Files.write(folder.resolve("a.yml"), new byte[] {'a', '\n', 'b', (byte) 0xE9, '\n'});
        assertThat(tree().text("a.yml", diagnostics)).isEmpty();
        Problem problem = diagnostics.problems().get(0);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREADABLE_FILE);
        assertThat(problem.message()).contains("not UTF-8").contains("0xE9").contains("offset 3");
        assertThat(problem.location()).contains(Location.at("a.yml", new Position(2, 2)));
    }

    @Test
    void reportsCutOffCharacterAtTheEnd() {
        SourceTree tree = SourceTree.ofFiles(Map.of("a", new byte[] {'a', (byte) 0xC3}), Limits.DEFAULT);
        assertThat(tree.text("a", diagnostics)).isEmpty();
        assertThat(diagnostics.problems()).hasSize(1);
    }

    @Test
    void refusesFilesBySizeBeforeReading() throws IOException {
        write("a.yml", "0123456789");
        SourceTree tree = SourceTree.ofFolder(folder, folder, Limits.DEFAULT.withTextFileBytes(5));
        assertThat(tree.text("a.yml", diagnostics)).isEmpty();
        assertThat(diagnostics.problems().get(0).message())
                .isEqualTo("this file has 10 bytes, more than the 5 that are read (limit textFileBytes)");
        assertThat(tree.head("a.yml", 3, diagnostics).orElseThrow()).isEqualTo(utf8("012"));
    }

    @Test
    void refusesArtifactsBySize() throws IOException {
        write("m.json", "0123456789");
        SourceTree small = SourceTree.ofFolder(folder, folder, Limits.DEFAULT.withArtifactBytes(5));
        assertThat(small.artifact("m.json", diagnostics)).isEmpty();
        assertThat(diagnostics.problems().get(0).kind()).isEqualTo(Problem.Kind.LIMIT_EXCEEDED);
        try (InputStream in = tree().artifact("m.json", diagnostics).orElseThrow()) {
            assertThat(in.read()).isEqualTo('0');
            assertThat(in.readAllBytes()).hasSize(9);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void stopsWhereAnArtifactGrows() throws IOException {
        Path file = write("m.json", "01234");
        SourceTree tree = SourceTree.ofFolder(folder, folder, Limits.DEFAULT.withArtifactBytes(5));
        try (InputStream in = tree.artifact("m.json", diagnostics).orElseThrow()) {
            Files.writeString(file, "0123456789");
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("artifactBytes");
        }
    }

    @Test
    void doesNotFollowLinksOutOfTheRoot() throws IOException {
        Path outside = Files.createTempDirectory("outside");
        Files.writeString(outside.resolve("secret.yml"), "a: 1");
        Files.createSymbolicLink(folder.resolve("leak.yml"), outside.resolve("secret.yml"));
        Files.createSymbolicLink(folder.resolve("leaks"), outside);
        SourceTree tree = tree();
        assertThat(tree.files()).isEmpty();
        assertThat(tree.problems()).extracting(Problem::kind).containsOnly(Problem.Kind.OUTSIDE_ROOT);
        assertThat(tree.problems())
                .extracting(problem -> problem.location().orElseThrow().file())
                .containsExactly("leak.yml", "leaks");
        assertThat(tree.text("leak.yml", diagnostics)).isEmpty();
        assertThat(tree.text("leaks/secret.yml", diagnostics)).isEmpty();
        assertThat(tree.isFile("leaks/secret.yml")).isFalse();
        assertThat(diagnostics.problems()).extracting(Problem::kind).containsOnly(Problem.Kind.OUTSIDE_ROOT);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void endsAtLoopsOfLinks() throws IOException {
        write("models/a.sql", "select 1");
        Files.createSymbolicLink(folder.resolve("models/again"), folder.resolve("models"));
        Files.createSymbolicLink(folder.resolve("self.yml"), folder.resolve("self.yml"));
        Files.createSymbolicLink(folder.resolve("nowhere.yml"), folder.resolve("absent.yml"));
        SourceTree tree = tree();
        assertThat(paths(tree.files())).containsExactly("models/a.sql");
        assertThat(tree.problems()).extracting(Problem::kind).containsOnly(Problem.Kind.UNREADABLE_FILE);
        assertThat(tree.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "this link leads to a file that does not exist",
                        "this link leads back to itself",
                        "this link leads back to a directory that it lies in; remove it");
        assertThat(paths(tree.under("models/again/again", diagnostics))).containsExactly("models/again/again/a.sql");
        assertThat(tree.folders("models", diagnostics)).containsExactly("again");
    }

    @Test
    void readsThroughLinksInsideTheRoot() throws IOException {
        write("shared/macros/m.sql", "x");
        write("other/project/dbt_project.yml", "name: p");
        Path product = Files.createDirectories(folder.resolve("product"));
        Files.createDirectories(product.resolve("dbt_packages"));
        Files.createSymbolicLink(product.resolve("dbt_packages/p"), folder.resolve("other/project"));
        Files.createSymbolicLink(product.resolve("m.sql"), folder.resolve("shared/macros/m.sql"));
        SourceTree tree = SourceTree.ofFolder(product, folder, Limits.DEFAULT);
        assertThat(tree.problems()).isEmpty();
        assertThat(paths(tree.files())).containsExactly("m.sql");
        assertThat(tree.folders("dbt_packages", diagnostics)).containsExactly("p");
        assertThat(paths(tree.under("dbt_packages/p", diagnostics))).containsExactly("dbt_packages/p/dbt_project.yml");
        assertThat(tree.text("dbt_packages/p/dbt_project.yml", diagnostics)).isPresent();
        assertThat(paths(tree.under("../shared", diagnostics))).containsExactly("../shared/macros/m.sql");
        assertThat(tree.text("../shared/macros/m.sql", diagnostics)).isPresent();
        assertThat(diagnostics.problems()).isEmpty();
        assertThat(tree.under("../..", diagnostics)).isEmpty();
        assertThat(diagnostics.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.OUTSIDE_ROOT);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void doesNotOpenSpecialFiles() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.yml");
        Process made;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        } catch (IOException noSuchProgram) {
            Assumptions.abort("mkfifo is not here");
            return;
        }
        Assumptions.assumeTrue(made.waitFor() == 0, "no pipe can be made here");
        assertThat(tree().files()).isEmpty();
        assertThat(tree().text("pipe.yml", diagnostics)).isEmpty();
        assertThat(diagnostics.problems().get(0).message()).isEqualTo("this is not a regular file");
    }

    @Test
    void reportsVanishedFiles() throws IOException {
        Path file = write("a.yml", "a: 1");
        SourceTree tree = tree();
        Files.delete(file);
        assertThat(tree.text("a.yml", diagnostics)).isEmpty();
        assertThat(tree.head("a.yml", 1, diagnostics)).isEmpty();
        assertThat(tree.artifact("a.yml", diagnostics)).isEmpty();
        assertThat(tree.text("a\0b", diagnostics)).isEmpty();
        assertThat(diagnostics.problems()).extracting(Problem::kind).containsOnly(Problem.Kind.UNREADABLE_FILE);
    }

    @Test
    void limitsFilesAndDepth() throws IOException {
        write("a/b/c/d.yml", "");
        write("e.yml", "");
        write("f.yml", "");
        SourceTree shallow = SourceTree.ofFolder(folder, folder, Limits.DEFAULT.withTree(10, 2));
        assertThat(shallow.problems().get(0).message()).contains("limit directoryDepth");
        assertThat(shallow.problems().get(0).location()).contains(Location.startOf("a/b/c"));
        SourceTree few = SourceTree.ofFolder(folder, folder, Limits.DEFAULT.withTree(1, 10));
        assertThat(few.files()).hasSize(1);
        assertThat(few.problems().get(0).message()).contains("limit files");
    }

    @Test
    void refusesFoldersThatAreNone() throws IOException {
        Path file = write("a.yml", "");
        assertThatThrownBy(() -> SourceTree.ofFolder(file, folder, Limits.DEFAULT))
                .isInstanceOf(IOException.class);
        Path other = Files.createDirectories(folder.resolve("other"));
        assertThatThrownBy(() -> SourceTree.ofFolder(folder, other, Limits.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not lie under the root");
    }

    @Test
    void servesFilesInMemory() throws IOException {
        SourceTree tree = SourceTree.ofFiles(
                Map.of("./a/b.yml", utf8("x"), "a/c/d.yml", utf8("yy"), "node_modules/e.yml", utf8("")),
                Limits.DEFAULT.withTextFileBytes(1));
        assertThat(paths(tree.files())).containsExactly("a/b.yml", "a/c/d.yml");
        assertThat(paths(tree.under("a/c", diagnostics))).containsExactly("a/c/d.yml");
        assertThat(tree.folders("a", diagnostics)).containsExactly("c");
        assertThat(tree.isFile("a//b.yml")).isTrue();
        assertThat(tree.text("a/b.yml", diagnostics).orElseThrow().text()).isEqualTo("x");
        assertThat(tree.text("a/c/d.yml", diagnostics)).isEmpty();
        assertThat(tree.text("a/x", diagnostics)).isEmpty();
        assertThat(tree.head("a/c/d.yml", 9, diagnostics).orElseThrow()).hasSize(2);
        assertThat(tree.artifact("a/c/d.yml", diagnostics).orElseThrow().readAllBytes())
                .hasSize(2);
        assertThat(tree.problems()).isEmpty();
        assertThat(tree.limits().textFileBytes()).isEqualTo(1);
        assertThat(diagnostics.problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.LIMIT_EXCEEDED, Problem.Kind.UNREADABLE_FILE);
    }

    @Test
    void refusesPathsThatLeadOutOfMemory() {
        for (String path : List.of("../a", "/a", "C:\\a", "a/../..", ".")) {
            assertThatThrownBy(() -> SourceTree.ofFiles(Map.of(path, new byte[0]), Limits.DEFAULT))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void resolvesPaths() {
        assertThat(TreePath.resolve("a/b", "../c")).isEqualTo("a/c");
        assertThat(TreePath.resolve("a", "../../c")).isEqualTo("../c");
        assertThat(TreePath.resolve("", "./models/")).isEqualTo("models");
        assertThat(TreePath.resolve("a", "b\\c")).isEqualTo("a/b/c");
        assertThat(TreePath.isWithin("a/b", "a")).isTrue();
        assertThat(TreePath.isWithin("ab", "a")).isFalse();
        assertThat(TreePath.isWithin("../a", "")).isFalse();
        assertThat(TreePath.relativize("a", "a")).isEmpty();
        assertThat(TreePath.stem("a.b.sql")).isEqualTo("a.b");
        assertThat(TreePath.stem(".sql")).isEqualTo(".sql");
        assertThat(TreePath.leadsOut("..a")).isFalse();
    }

    @Test
    void listsNoMoreProblemsOfAFileThanTheLimit() {
        Diagnostics few = new Diagnostics(Limits.DEFAULT.withProblemsPerFile(2));
        for (int line = 1; line <= 5; line++) {
            Location place = Location.at("a.yml", new Position(line, 1));
            few.problem(place, Problem.Kind.INVALID_SYNTAX, "wrong");
            few.problem(place, Problem.Kind.INVALID_SYNTAX, "wrong");
            few.notice(place, "odd", "odd");
            few.notice(place, "odd", "odd");
        }
        assertThat(few.problems()).hasSize(3);
        assertThat(few.problems().get(2).kind()).isEqualTo(Problem.Kind.LIMIT_EXCEEDED);
        assertThat(few.notices()).hasSize(2);
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThatThrownBy(() -> Limits.DEFAULT.withYaml(0, 1)).hasMessageContaining("yamlDepth");
        assertThatThrownBy(() -> Limits.DEFAULT.withJson(5000, 1)).hasMessageContaining("jsonDepth");
    }
}
