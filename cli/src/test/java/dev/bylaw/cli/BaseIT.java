package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.ObjectValue;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparison with a git ref or a folder, in repositories that the test makes. */
class BaseIT {
    private static final String RULE = "bylaw/self-describing/described-columns";

    @TempDir
    private Path folder;

    private Path product;

    @BeforeAll
    static void leaveTheSettingsOfTheMachineAlone() {
        GitSettings.ofRepositoryOnly();
    }

    @BeforeEach
    void commitAProduct() throws GitAPIException, IOException {
        product = folder.resolve("products/shop");
        new Product(product).file("models/staging/kept.sql", "select 1 as kept_id, 2 as old_name\n");
        try (Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            commit(git);
        }
    }

    private static ObjectId commit(Git git) throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("state")
                .setSign(false)
                .setAuthor("a", "a@example.org")
                .setCommitter("a", "a@example.org")
                .call();
    }

    private Jar.Result check(String... more) {
        return Jar.runIn(
                folder,
                Stream.concat(Stream.of("check", "products/shop", "--rule", RULE), Stream.of(more))
                        .toArray(String[]::new));
    }

    private List<String> fresh(String base) {
        ObjectValue report =
                Reports.read(check("--base", base, "--format", "json").out());
        return Reports.list(report, "violations").stream()
                .filter(violation -> Reports.text(violation, "new").equals("true"))
                .map(violation -> Reports.text(violation, "element", "id"))
                .toList();
    }

    /** A moved file, a renamed column and a new model. */
    private void change() throws IOException {
        Files.createDirectories(product.resolve("models/marts"));
        Files.delete(product.resolve("models/staging/kept.sql"));
        new Product(product)
                .file("models/marts/kept.sql", "-- moved\nselect 1 as kept_id, 2 as new_name\n")
                .file("models/added.sql", "select 1 as added_id\n");
    }

    @Test
    void exactlyWhatTheCommitDoesNotHaveIsNew() throws IOException {
        change();
        assertThat(fresh("main")).containsExactly("model.shop.added#added_id", "model.shop.kept#new_name");
        Jar.Result text = check("--base", "HEAD");
        assertThat(text.err()).isEmpty();
        assertThat(text.out()).contains("new error: ").contains(", 2 new, ");
    }

    @Test
    void onlyNewViolationsFailWhereThatIsAskedFor() throws IOException {
        assertThat(check("--base", "main").code()).isEqualTo(1);
        assertThat(check("--base", "main", "--fail-on", "new-error").code()).isZero();
        change();
        assertThat(check("--base", "main", "--fail-on", "new-error").code()).isEqualTo(1);
        assertThat(check("--base", "main", "--fail-on", "new-warning").code()).isEqualTo(1);
    }

    @Test
    void leavesTheRepositoryAsItIs() throws IOException {
        List<String> before = files();
        assertThat(fresh("main")).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(file -> file + " " + file.toFile().lastModified())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFolderCanBeTheBase() throws IOException {
        Path before = folder.resolveSibling(folder.getFileName() + "-before");
        new Product(before).file("models/staging/kept.sql", "select 1 as kept_id, 2 as old_name\n");
        change();
        assertThat(fresh(before.toString())).containsExactly("model.shop.added#added_id", "model.shop.kept#new_name");
    }

    @Test
    void whatVersionControlDoesNotHoldIsTakenFromTheWorkTree() throws GitAPIException, IOException {
        try (Git git = Git.open(folder.toFile())) {
            Files.delete(product.resolve("profiles.yml"));
            git.rm().addFilepattern("products/shop/profiles.yml").call();
            new Product(folder.resolve("ignored"));
            Files.writeString(folder.resolve(".gitignore"), "profiles.yml\ndbt_packages\nignored\n");
            new Product(product)
                    .file("models/by_macro.sql", "select {{ tools.column() }}\n")
                    .file("packages.yml", "packages:\n  - {package: acme/tools, version: 1.0.0}\n")
                    .file("dbt_packages/tools/dbt_project.yml", "name: tools\nversion: '1.0'\n")
                    .file(
                            "dbt_packages/tools/macros/column.sql",
                            "{% macro column() %}1 as from_macro{% endmacro %}\n");
            commit(git);
        }
        Jar.Result result = check("--base", "main", "--format", "json");
        assertThat(result.out()).contains("model.shop.by_macro#from_macro").doesNotContain("base-incomplete");
        assertThat(fresh("main")).isEmpty();
    }

    @Test
    void everythingIsNewInAFolderThatTheCommitDoesNotHave() {
        new Product(folder.resolve("products/second"));
        Jar.Result result = Jar.runIn(folder, "check", "products/second", "--rule", RULE, "--base", "main");
        assertThat(result.out())
                .contains("the base main has no folder products/second, so every violation is new")
                .contains("2 errors, 0 warnings, 2 new");
    }

    @Test
    void namesRefsThatLookLikeOneThatIsNotThere() {
        Jar.Result result = check("--base", "origin/main");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("--base origin/main is neither a folder nor a ref or commit in the git repository at ")
                .contains("similar refs are main;")
                .contains("git fetch origin main");
        assertThat(check("--base", "mian").err()).contains("similar refs are main;");
        assertThat(check("--base", "HEAD~5").err()).contains("git fetch --unshallow");
        assertThat(check("--base", "0123456789012345678901234567890123456789").code())
                .isEqualTo(2);
        assertThat(check("--base", "a..b").code()).isEqualTo(2);
    }

    @Test
    void asksWhichIsMeantWhereANameStandsForTwo() throws IOException {
        Files.createDirectories(folder.resolve("main"));
        Jar.Result result = check("--base", "main");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--base main is a folder and a git ref; write ./main");
        assertThat(check("--base", "refs/heads/main").code()).isEqualTo(1);
    }

    @Test
    void aCommitWhoseFilesAreMissingMakesTheCheckIncomplete() throws IOException {
        ObjectId blob;
        try (Git git = Git.open(folder.toFile())) {
            blob = git.getRepository().resolve("main:products/shop/models/orders.sql");
        }
        File object = folder.resolve(".git/objects/" + blob.name().substring(0, 2) + "/"
                        + blob.name().substring(2))
                .toFile();
        assertThat(object.delete()).isTrue();
        Jar.Result result = check("--base", "main", "--fail-on", "new-error");
        assertThat(result.code()).as(result.out()).isEqualTo(3);
        assertThat(result.out())
                .contains("problem: the base main cannot be read, so nothing could be compared with it")
                .contains("INCOMPLETE");
    }

    @Test
    void linksInTheCommitAreLeftOut() throws GitAPIException, IOException {
        Files.createSymbolicLink(product.resolve("models/link.sql"), Path.of("orders.sql"));
        try (Git git = Git.open(folder.toFile())) {
            commit(git);
        }
        Files.delete(product.resolve("models/link.sql"));
        Files.writeString(product.resolve("models/link.sql"), "select 1 as linked_id\n");
        assertThat(fresh("main")).containsExactly("model.shop.link#linked_id");
    }
}
